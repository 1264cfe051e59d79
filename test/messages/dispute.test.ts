// The staff channel's message about a dispute: what staff must know, buttons while it is open, and what Discord accepts.
import { expect, test } from 'vitest';
import { checkResponse } from '../../dev/discord-api/response.ts';
import { message, toWire } from '../../src/discord/response.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { SeenContestant, SeenMatch } from '../../src/ladder/seen-match.ts';
import { disputeMessage } from '../../src/messages/dispute.ts';

const NOW = new Date('2026-06-15T12:00:00Z');

const player = (playerId: string, more: Partial<SeenContestant>): SeenContestant => ({
  playerId,
  name: `Player${playerId}`,
  country: 'DE',
  region: 'europe-west',
  battleTag: 'tag#1234',
  alternateNames: [],
  faction: 'bw-zerg',
  rating: 1500,
  stakes: { win: 17, draw: -3, loss: -23 },
  accepted: true,
  report: 'win',
  aborted: false,
  moved: null,
  ratingAfter: null,
  waits: false,
  ...more,
});

const DISPUTE: SeenMatch = {
  id: '42',
  season: 'Summer',
  seasonOpen: true,
  state: 'disputed',
  waveAt: NOW,
  map: 'radeon',
  server: 'korea',
  deadline: NOW,
  liveAt: NOW,
  endedAt: null,
  outcome: null,
  endedBy: null,
  staffMessage: null,
  settledBy: null,
  players: {
    first: player('1', { name: 'Aurora' }),
    second: player('2', { name: '**Birch** @everyone', faction: 'sc2-terran', report: 'win' }),
  },
};

function shown(match: SeenMatch): { readonly text: string; readonly buttons: readonly string[] } {
  const wire = toWire(message(disputeMessage(match, scEvo, 'en-US')));
  expect(checkResponse(wire)).toEqual([]);
  const text = JSON.stringify(wire);
  return { text, buttons: [...text.matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id ?? '') };
}

test('an open dispute shows who played what, what each reported, what is at stake, until when, and the buttons', () => {
  const { text, buttons } = shown(DISPUTE);
  for (const part of [
    'Aurora',
    'BW Zerg',
    'SC2 Terran',
    'Radeon',
    'Korea',
    '<@1>',
    '<@2>',
    'I won',
    '+17',
    '-23',
  ])
    expect(text).toContain(part);
  expect(text).toContain(`<t:${NOW.getTime() / 1000}:R>`);
  expect(buttons).toEqual(['first', 'second', 'draw', 'void'].map((outcome) => `admin:settle:42:${outcome}`));
  expect(text).not.toContain('"name":"**Birch');
});

test.each([
  [
    'a winner',
    { state: 'decided', outcome: 'first', endedBy: 'staff', settledBy: '9' },
    '**Aurora** won.',
    '<@9>',
  ],
  ['a draw', { state: 'decided', outcome: 'draw', endedBy: 'staff', settledBy: null }, 'a draw', 'by staff'],
  ['void', { state: 'void', endedBy: 'deadline' }, 'void', 'Nobody settled it'],
  ['a ban', { state: 'void', endedBy: 'ban', settledBy: '9' }, 'void', 'A ban by <@9>'],
] as const)('one that is over has no buttons and says how it ended: %s', (_, change, outcome, how) => {
  const { text, buttons } = shown({ ...DISPUTE, ...change, deadline: null, endedAt: NOW });
  expect(text).toContain(outcome);
  expect(text).toContain(how);
  expect(buttons).toEqual([]);
});
