// What every game's data must hold, whichever game it is.
import { describe, expect, test } from 'vitest';
import { games } from '../../src/games/index.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
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

// The rules of the ladder, number by number, as they are written down for players: whoever changes one changes the rules.
test('SC: Evo plays by the rules of the ladder', () => {
  const { id, name, names, factions, maps, regions, servers, sides, sidesBy, ...numbers } = scEvo;
  expect([id, name, sidesBy]).toEqual(['sc-evo', 'SC: Evo', 'faction']);
  expect(sides.map((side) => side.name)).toEqual(['Brood War', 'StarCraft II']);
  expect(factions.map((faction) => faction.name)).toEqual([
    'BW Terran',
    'BW Zerg',
    'BW Protoss',
    'SC2 Terran',
    'SC2 Zerg',
    'SC2 Protoss',
  ]);
  expect([maps.length, regions.length]).toEqual([9, 16]);
  expect(servers.map((server) => server.name)).toEqual([
    'US West',
    'US Central',
    'US East',
    'South America (Brazil)',
    'Central Europe',
    'Singapore',
    'Australia',
    'Korea',
    'Taiwan',
  ]);
  expect(names).toEqual({
    display: { least: 3, most: 12 },
    alternate: { least: 3, most: 12 },
    battleTag: { name: { least: 1, most: 12 }, digits: { least: 3, most: 12 } },
  });
  expect(numbers).toEqual({
    rating: { system: 'elo', start: 1500, divisor: 500, factor: 40 },
    tiers: [
      { id: 'S', percent: 1 },
      { id: 'A', percent: 7 },
      { id: 'B', percent: 21 },
      { id: 'C', percent: 21 },
      { id: 'D', percent: 21 },
      { id: 'E', percent: 21 },
      { id: 'F', percent: 8 },
    ],
    rankedDays: 14,
    season: { days: 91, drawnToStartPercent: 50 },
    queue: {
      waveSeconds: 45,
      entryMinutes: 150,
      vetoes: 4,
      window: { first: 100, perWave: 50 },
      rematchMinutes: 10,
      // More than the gaps of any wave, squared, could come to.
      rematchCost: 1_000_000_000,
      costPerWaveWaited: 20,
    },
    match: {
      acceptSeconds: 60,
      reminderSecondsLeft: 20,
      reportMinutes: 120,
      reportReminderMinutesLeft: 15,
      disputeHours: 72,
      disputeReminderHoursLeft: 12,
      abortsPerMonth: 3,
    },
  });
});
