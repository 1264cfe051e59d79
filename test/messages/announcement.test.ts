// Everything that is said unasked: each kind is a message that Discord takes, says what it is about, pings nobody who
// is not called, and is not said once it is not true any more.
import { describe, expect, test } from 'vitest';
import { checkMessage } from '../../dev/discord-api/message.ts';
import { messageBody } from '../../src/discord/response.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import {
  type Announcement,
  type AnnouncementKind,
  announcementKinds,
} from '../../src/ladder/announcement.ts';
import type { SeenContestant, SeenMatch } from '../../src/ladder/seen-match.ts';
import { type AnnouncementPlace, announcementMessage } from '../../src/messages/announcement.ts';

const READER = '200000000000000001';
const OPPONENT = '200000000000000002';
const NOW = new Date('2026-11-25T12:00:00Z');

const reader: SeenContestant = {
  playerId: READER,
  name: 'Aurora',
  country: 'KR',
  region: 'korea-japan',
  battleTag: 'Aurora#12345',
  alternateNames: [],
  faction: 'bw-zerg',
  rating: 1500,
  stakes: { win: 17, draw: -3, loss: -23 },
  accepted: true,
  report: null,
  aborted: false,
  moved: null,
  ratingAfter: null,
  waits: false,
};
const opponent: SeenContestant = { ...reader, playerId: OPPONENT, name: 'B_i_rch', faction: 'sc2-terran' };

interface Change extends Partial<Omit<SeenMatch, 'players'>> {
  readonly own?: Partial<SeenContestant>;
  readonly theirs?: Partial<SeenContestant>;
}

function seen({ own = {}, theirs = {}, ...change }: Change = {}): SeenMatch {
  return {
    id: '77',
    season: 'Season 1',
    seasonOpen: true,
    state: 'live',
    waveAt: NOW,
    map: 'polypoid',
    server: 'korea',
    deadline: NOW,
    liveAt: NOW,
    endedAt: null,
    outcome: null,
    endedBy: null,
    staffMessage: null,
    settledBy: null,
    ...change,
    players: { first: { ...reader, ...own }, second: { ...opponent, ...theirs } },
  };
}

const proposed = seen({ state: 'proposed', own: { accepted: false } });
const reported = seen({ theirs: { report: 'win' } });
const disputed = seen({ state: 'disputed', own: { report: 'win' }, theirs: { report: 'win' } });
const over: Change = { deadline: null, endedAt: NOW };
const won = seen({
  ...over,
  state: 'decided',
  outcome: 'first',
  endedBy: 'reports',
  own: { moved: 17, ratingAfter: 1517 },
  theirs: { moved: -17, ratingAfter: 1483 },
});
const undone = seen({
  ...over,
  state: 'void',
  endedBy: 'staff',
  own: { moved: 0, ratingAfter: 1500 },
  theirs: { moved: 0, ratingAfter: 1500 },
});
const notPlayed = seen({ ...over, state: 'expired', endedBy: 'deadline', own: { waits: true } });

/** What is said of each, and the state in which it is true. */
const TABLE: Readonly<Record<AnnouncementKind, readonly [said: string | RegExp, about: SeenMatch | object]>> =
  {
    match: ['You have a match against **B\\_i\\_rch**.', proposed],
    reminder: [/^Will you play \*\*B\\_i\\_rch\*\*\? The offer ends <t:\d+:R>/, proposed],
    live: [/has accepted, your match is on/, seen()],
    'opponent-reported': [/\*\*B\\_i\\_rch\*\* reports to have \*\*won\*\*/, reported],
    disputed: [/different results, so staff decide/, disputed],
    decided: ['You won against **B\\_i\\_rch**. Your rating is now **1,517** (+17).', won],
    aborted: [/aborted your match/, seen({ ...over, state: 'aborted', endedBy: 'player' })],
    void: [
      /is void: nobody settled its result in time/,
      seen({ ...over, state: 'void', endedBy: 'deadline' }),
    ],
    undone: [
      'Staff took back the result of your match against **B\\_i\\_rch**. Your rating is now **1,500**.',
      undone,
    ],
    'returned-to-queue': [/did not come about\. You are back in the queue/, notPlayed],
    'left-queue': [/have left the queue/, seen({ ...over, state: 'expired', endedBy: 'deadline' })],
    greeting: [/^Welcome to the ladder of SC: Evo! .*`\/queue`/, {}],
    'entry-ended': [/No match was found for you; you joined <t:\d+:R>/, { joinedAt: NOW.toISOString() }],
    banned: [
      /^You are banned from the ladder until <t:\d+:f>.*Reason: be\\_ing rude$/,
      { until: '2027-01-01T00:00:00+00:00', reason: 'be_ing rude' },
    ],
    unbanned: [/Your ban is lifted/, {}],
    'removed-from-queue': ['Staff took you out of the queue. `/queue` takes you back.', { reason: null }],
    'rating-adjusted': [
      'Staff changed your rating with **BW Zerg** from 1,500 to **1,550**. Reason: a bonus',
      { faction: 'bw-zerg', before: 1500, after: 1550, reason: 'a bonus' },
    ],
    'aborts-set': [/this month: \*\*2\*\*/, { left: 2 }],
    'admin-granted': [/one of the staff/, {}],
    'admin-revoked': [/not one of the staff/, {}],
    delete: ['', { channelId: '1', messageId: '2' }],
    result: [
      '**Aurora** (BW Zerg) beat **B\\_i\\_rch** (SC2 Terran) on Polypoid · Aurora **1,517** (+17) · B\\_i\\_rch **1,483** (-17)',
      won,
    ],
    'result-undone': [
      /^The result of \*\*Aurora\*\* \(BW Zerg\) against .* was taken back · Aurora \*\*1,500\*\*/,
      undone,
    ],
    'season-closed': [/The season \*\*A \\\*star\\\*\*\* is over/, { name: 'A *star*' }],
    'season-opened': [/The season \*\*Two\*\* has begun/, { name: 'Two' }],
    'season-overdue': [
      /^The season \*\*Two\*\* was to end <t:1795608000:f>, and is still open. `\/admin season close`/,
      { name: 'Two', endsAt: '2026-11-25T12:00:00Z' },
    ],
    forgotten: [/^Staff have taken out what you had entered/, {}],
    dispute: ['', disputed],
    'report-reminder': [/^Have you played \*\*B\\_i\\_rch\*\*\? .* ends <t:\d+:R>/, seen()],
    'dispute-reminder': [/the dispute of match 77 yet\. .* <t:\d+:R>/, disputed],
    'dispute-unheard': [/^Staff do not hear of this dispute/, disputed],
    undeliverable: [
      `A message to <@${READER}> (\`banned\`) could not be delivered: closed`,
      { kind: 'banned', playerId: READER, fault: 'closed' },
    ],
  };

function announcement(
  kind: AnnouncementKind,
  about: SeenMatch | object,
  by?: string,
  placed = false,
): Announcement {
  const match = 'players' in about ? about : null;
  const channel =
    kind.startsWith('result') ||
    kind.startsWith('season') ||
    kind === 'dispute' ||
    kind === 'dispute-reminder' ||
    kind === 'undeliverable';
  return {
    kind,
    playerId: channel ? null : READER,
    locale: 'en-US',
    placed,
    match,
    details: match === null ? (about as Record<string, unknown>) : by === undefined ? {} : { by },
  };
}

describe.each(announcementKinds.filter((kind) => kind !== 'delete'))('%s', (kind) => {
  const [said, about] = TABLE[kind];
  const place = announcement(kind, about).playerId === null ? 'channel' : 'direct';

  test('is a message that Discord takes, and says what it is about', () => {
    const message = announcementMessage(announcement(kind, about), place, scEvo);
    expect(message).not.toBeNull();
    expect(checkMessage(messageBody(message ?? {}), 'new')).toEqual([]);
    expect(message?.content ?? '').toMatch(said);
    expect(messageBody(message ?? {}).allowed_mentions).toEqual({ parse: [] });
  });

  // What is said to a channel calls nobody.
  if (place === 'channel') return;
  test('called in a channel, it names its reader and pings him alone', () => {
    const message = announcementMessage(announcement(kind, about), 'called', scEvo);
    expect(message?.content).toMatch(new RegExp(`^<@${READER}> .`));
    expect(message?.allowedMentions).toEqual({ users: [READER] });
    expect(checkMessage(messageBody(message ?? {}), 'new')).toEqual([]);
  });
});

test.each([
  ['reminder', 'he has accepted', seen({ state: 'proposed' })],
  ['reminder', 'it is live', seen({ own: { accepted: false } })],
  ['live', 'it is over', won],
  [
    'opponent-reported',
    'he has reported as well',
    seen({ own: { report: 'loss' }, theirs: { report: 'win' } }),
  ],
  ['disputed', 'staff have settled it', won],
  ['decided', 'it was undone', undone],
  ['dispute-unheard', 'it is settled', won],
  ['dispute-reminder', 'it is settled', won],
  ['report-reminder', 'he has reported', seen({ own: { report: 'win' } })],
  ['report-reminder', 'it is over', won],
  ['returned-to-queue', 'he has left the queue', seen({ ...over, state: 'expired' })],
  ['result', 'it was undone', undone],
  ['result-undone', 'it was decided again', won],
] as const)('%s is not said when %s', (kind, _, match) => {
  expect(announcementMessage(announcement(kind, match), 'direct', scEvo)).toBeNull();
});

test.each(['left-queue', 'entry-ended'] as const)('%s is not said to who has joined again', (kind) => {
  const [, about] = TABLE[kind];
  expect(announcementMessage(announcement(kind, about, undefined, true), 'direct', scEvo)).toBeNull();
});

test.each([
  ['direct', true],
  ['edit', true],
  ['called', false],
  ['edit-in-channel', false],
] as const)('a live match %s: what the opponent is called in the game is there: %s', (place, there) => {
  const { battleTag, alternateNames } = { battleTag: 'Birch#678', alternateNames: ['자작나무'] };
  const match = seen({ theirs: { battleTag, alternateNames } });
  const text = JSON.stringify(announcementMessage(announcement('match', match), place, scEvo));
  for (const name of [battleTag, ...alternateNames]) expect(text.includes(name)).toBe(there);
  expect(text).not.toContain('Aurora#12345');
});

test('what stands above a match is for its first time: an edit leaves it as it is until it is over', () => {
  expect(announcementMessage(announcement('match', proposed), 'edit', scEvo)).not.toHaveProperty('content');
});

test.each([
  ['staff', 'Staff declared your match'],
  ['ban', 'because of a ban'],
  ['deadline', 'nobody settled its result in time'],
])('a match void by %s', (by, said) => {
  const match = seen({ ...over, state: 'void', liveAt: null, own: { waits: true } });
  const message = announcementMessage(announcement('void', match, by), 'direct', scEvo);
  expect(message?.content).toContain(said);
  expect(message?.content).toContain('back in the queue');
});

test.each([won, disputed, undone, notPlayed])(
  'what is over is not said to be a match that he has (%#)',
  (match) => {
    const shown = (place: AnnouncementPlace) =>
      announcementMessage(announcement('match', match), place, scEvo);
    expect(shown('direct')).not.toHaveProperty('content');
    expect(shown('called')?.content).toBe(`<@${READER}>`);
    expect(shown('edit')?.content).toBe('');
    expect(shown('edit-in-channel')).toMatchObject({ content: `<@${READER}>` });
    expect(messageBody(shown('edit-in-channel') ?? {}).allowed_mentions).toEqual({ parse: [] });
  },
);

test('one report alone, staff, a draw: a decision says what it was', () => {
  const decided = (change: Change) =>
    announcementMessage(
      announcement('decided', seen({ ...over, state: 'decided', ...change })),
      'direct',
      scEvo,
    )?.content;
  expect(decided({ outcome: 'second', endedBy: 'one-report', own: { moved: -23, ratingAfter: 1477 } })).toBe(
    'You lost against **B\\_i\\_rch**. Only one of you reported in time, and that report stands. Your rating is now **1,477** (-23).',
  );
  expect(decided({ outcome: 'draw', endedBy: 'staff', own: { moved: 0, ratingAfter: 1500 } })).toBe(
    'A draw against **B\\_i\\_rch**. Staff decided it. Your rating is now **1,500**.',
  );
});
