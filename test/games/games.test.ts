// What every game's data must hold, whichever game it is.
import { describe, expect, test } from 'vitest';
import { games } from '../../src/games/index.ts';
import { languages } from '../../src/messages/languages/index.ts';

test('no two games have one id', () => {
  expect(new Set(games.map((game) => game.id)).size).toBe(games.length);
});

describe.for(games.map((game) => ({ game })))('$game.name', ({ game }) => {
  test.for(['sides', 'factions', 'tiers', 'maps', 'regions', 'servers'] as const)(
    '%s: ids are unique and plain',
    (list) => {
      const ids = game[list].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // They travel in custom_id, separated by colons.
      for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9-]{1,24}$/);
    },
  );

  test('each faction has a side, each side a faction; where sides are drawn by lot, none has one', () => {
    const sides = game.sidesBy === 'lot' ? [null] : game.sides.map(({ id }) => id);
    expect(new Set(game.factions.map(({ side }) => side))).toEqual(new Set<string | null>(sides));
  });

  test('tiers share the whole, in whole numbers', () => {
    for (const { percent } of game.tiers) expect(Number.isInteger(percent) && percent > 0).toBe(true);
    expect(game.tiers.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
  });

  test('every language has a name for each region', () => {
    for (const { regions } of languages.values()) {
      expect(Object.keys(regions)).toEqual(expect.arrayContaining(game.regions.map(({ id }) => id)));
    }
  });

  test('places lie on the globe', () => {
    for (const { latitude, longitude } of [...game.regions, ...game.servers]) {
      expect(Math.abs(latitude)).toBeLessThanOrEqual(90);
      expect(Math.abs(longitude)).toBeLessThanOrEqual(180);
    }
  });

  test('two players who veto all they may leave a map, where there are maps', () => {
    expect(2 * game.queue.vetoes).toBeLessThan(Math.max(1, game.maps.length));
  });

  test('the reminder comes before the time to accept is over', () => {
    expect(game.match.reminderSecondsLeft).toBeLessThan(game.match.acceptSeconds);
    expect(game.match.reportReminderMinutesLeft).toBeLessThan(game.match.reportMinutes);
    expect(game.match.disputeReminderHoursLeft).toBeLessThan(game.match.disputeHours);
  });
});

test('SC: Evo has what the rules of the ladder count', () => {
  const [scEvo] = games;
  expect([scEvo.factions.length, scEvo.regions.length, scEvo.servers.length, scEvo.maps.length]).toEqual([
    6, 16, 9, 9,
  ]);
});
