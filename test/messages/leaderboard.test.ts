// What the leaderboard says where it has nobody, or one, in a season that is open and in one that is over.
import { expect, it } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { LeaderboardPage } from '../../src/ladder/leaderboard.ts';
import { languages } from '../../src/messages/languages/index.ts';
import { leaderboardContent } from '../../src/messages/leaderboard.ts';
import { refusalSentence } from '../../src/messages/refusal.ts';

const FILTERS = { faction: null, rank: null, country: null, bestOnly: false };
const AT = new Date('2026-11-20T15:00:00Z');
const EMPTY: LeaderboardPage = {
  seasonId: 1,
  season: 'Season 1',
  seasonSlug: 'season-1',
  endsAt: AT,
  closedAt: null,
  ranked: 0,
  hasAbove: false,
  hasBelow: false,
  lines: [],
};

function embed(page: LeaderboardPage, locale = 'en-US') {
  return leaderboardContent(page, FILTERS, scEvo, { id: '1', locale }, 'top').embeds?.[0];
}

it.each([...languages.keys()])('%s: a season that is over gets no first match any more', (locale) => {
  const open = embed(EMPTY, locale)?.description;
  const over = embed({ ...EMPTY, closedAt: AT }, locale)?.description;
  expect(over).not.toBe(open);
});

it.each([...languages.keys()])(
  '%s: who had no rank in a season that is over is not told to play',
  (locale) => {
    const open = refusalSentence({ reason: 'not-ranked', closed: false }, locale);
    const over = refusalSentence({ reason: 'not-ranked', closed: true }, locale);
    expect(over).not.toBe(open);
  },
);

it('of one it speaks as of one', () => {
  expect(embed({ ...EMPTY, ranked: 1 })?.footer?.text).toBe('1 standing ranked');
  expect(embed({ ...EMPTY, ranked: 21 })?.footer?.text).toBe('21 standings ranked');
  expect(refusalSentence({ reason: 'place-unknown', place: 5, ranked: 1 }, 'en-US')).toBe(
    'There is no place 5 here: the last one is 1.',
  );
});

it('a name from right to left keeps the rating behind it', () => {
  const line = {
    playerId: '2',
    name: 'עמוס',
    country: 'IL',
    place: 1,
    key: { rating: 1500, lastPlayedAt: AT, id: '1' },
    faction: 'bw-terran',
    wins: 1,
    losses: 0,
    draws: 0,
  };
  const page = { ...EMPTY, ranked: 1, lines: [line] };
  expect(embed(page)?.description).toContain('**\u2068עמוס\u2069** 🇮🇱 · **1,500**');
});
