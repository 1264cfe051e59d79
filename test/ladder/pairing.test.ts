import { describe, expect, test } from 'vitest';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { pairWave } from '../../src/ladder/matchmaking.ts';
import { WavePairings, type WaveRules } from '../../src/ladder/pairing.ts';
import type { QueueEntry } from '../../src/ladder/queue-entry.ts';
import { bw, entry, NOW, rules, sc2 } from './entries.ts';

const { rematchCost } = scEvo.queue;
const FORBIDDEN = Number.POSITIVE_INFINITY;

const minutesAgo = (minutes: number, milliseconds = 0) =>
  new Date(NOW.getTime() - minutes * 60_000 + milliseconds);
const met = (playerId: string, at: Date) => [{ playerId, at }];
const maps = rules.maps;

interface Case {
  readonly name: string;
  readonly one: Partial<QueueEntry>;
  readonly other: Partial<QueueEntry>;
  readonly rules?: Partial<WaveRules>;
  readonly cost: number;
}

const cases: readonly Case[] = [
  { name: 'equals cost nothing', one: { offers: [bw(1500)] }, other: { offers: [sc2(1500)] }, cost: 0 },
  { name: 'the gap is squared', one: { offers: [bw(1500)] }, other: { offers: [sc2(1570)] }, cost: 4900 },
  { name: 'from either end', one: { offers: [sc2(1570)] }, other: { offers: [bw(1500)] }, cost: 4900 },
  {
    name: 'two of Brood War may not meet',
    one: { offers: [bw(1500)] },
    other: { offers: [bw(1500)] },
    cost: FORBIDDEN,
  },
  {
    name: 'two of StarCraft II may not meet',
    one: { offers: [sc2(1500)] },
    other: { offers: [sc2(1500)] },
    cost: FORBIDDEN,
  },
  {
    name: 'who offers both plays either: Brood War',
    one: { offers: [bw(1500), sc2(1900)] },
    other: { offers: [sc2(1510)] },
    cost: 100,
  },
  {
    name: 'who offers both plays either: StarCraft II',
    one: { offers: [bw(1500), sc2(1900)] },
    other: { offers: [bw(1895)] },
    cost: 25,
  },
  {
    name: 'both offer both: the smaller gap counts',
    one: { offers: [bw(1500), sc2(1600)] },
    other: { offers: [bw(1590), sc2(1540)] },
    cost: 100,
  },
  {
    name: 'a faction nobody knows is no offer',
    one: { offers: [{ faction: 'bw-ghost', rating: 1500 }] },
    other: { offers: [sc2(1500)] },
    cost: FORBIDDEN,
  },
  { name: 'nothing offered', one: { offers: [] }, other: { offers: [sc2(1500)] }, cost: FORBIDDEN },
  {
    name: 'at the edge of the window',
    one: { offers: [bw(1500)] },
    other: { offers: [sc2(1600)] },
    cost: 10_000,
  },
  { name: 'beyond the window', one: { offers: [bw(1500)] }, other: { offers: [sc2(1601)] }, cost: FORBIDDEN },
  {
    name: 'within the window of one',
    one: { offers: [bw(1500)], wavesWaited: 1 },
    other: { offers: [sc2(1650)] },
    cost: 22_480,
  },
  {
    name: 'within the window of the other',
    one: { offers: [bw(1500)] },
    other: { offers: [sc2(1650)], wavesWaited: 1 },
    cost: 22_480,
  },
  {
    name: 'windows do not add up',
    one: { offers: [bw(1500)], wavesWaited: 1 },
    other: { offers: [sc2(1651)], wavesWaited: 1 },
    cost: FORBIDDEN,
  },
  {
    name: 'waves waited by both count',
    one: { offers: [bw(1500)], wavesWaited: 2 },
    other: { offers: [sc2(1500)], wavesWaited: 3 },
    cost: -100,
  },
  {
    name: 'one map is left',
    one: { offers: [bw(1500)], vetoes: maps.slice(0, 4) },
    other: { offers: [sc2(1500)], vetoes: maps.slice(4, 8) },
    cost: 0,
  },
  {
    name: 'no map is left',
    one: { offers: [bw(1500)], vetoes: ['one', 'two'] },
    other: { offers: [sc2(1500)], vetoes: ['three'] },
    rules: { maps: ['one', 'two', 'three'] },
    cost: FORBIDDEN,
  },
  {
    name: 'the same vetoes leave one',
    one: { offers: [bw(1500)], vetoes: ['one', 'two'] },
    other: { offers: [sc2(1500)], vetoes: ['two', 'one'] },
    rules: { maps: ['one', 'two', 'three'] },
    cost: 0,
  },
  {
    name: 'a veto said twice counts once',
    one: { offers: [bw(1500)], vetoes: ['one', 'one', 'one'] },
    other: { offers: [sc2(1500)] },
    rules: { maps: ['one', 'two', 'three'] },
    cost: 0,
  },
  {
    name: 'a veto of another season counts for nothing',
    one: { offers: [bw(1500)], vetoes: ['gone', 'old'] },
    other: { offers: [sc2(1500)], vetoes: ['one'] },
    rules: { maps: ['one', 'two'] },
    cost: 0,
  },
  {
    name: 'without maps there is nothing to veto',
    one: { offers: [bw(1500)], vetoes: ['one'] },
    other: { offers: [sc2(1500)] },
    rules: { maps: [] },
    cost: 0,
  },
  {
    name: 'a rematch is dear',
    one: { offers: [bw(1500)], recentOpponents: met('2', minutesAgo(9)) },
    other: { offers: [sc2(1510)] },
    cost: 100 + rematchCost,
  },
  {
    name: 'whoever of the two remembers it',
    one: { offers: [bw(1500)] },
    other: { offers: [sc2(1510)], recentOpponents: met('1', minutesAgo(9)) },
    cost: 100 + rematchCost,
  },
  {
    name: 'the last moment of a rematch',
    one: { offers: [bw(1500)], recentOpponents: met('2', minutesAgo(10, 1)) },
    other: { offers: [sc2(1500)] },
    cost: rematchCost,
  },
  {
    name: 'ten minutes later it is none',
    one: { offers: [bw(1500)], recentOpponents: met('2', minutesAgo(10)) },
    other: { offers: [sc2(1500)] },
    cost: 0,
  },
  {
    name: 'met lately, but somebody else each',
    one: { offers: [bw(1500)], recentOpponents: met('8', NOW) },
    other: { offers: [sc2(1500)], recentOpponents: met('9', NOW) },
    cost: 0,
  },
  {
    name: 'the last of several meetings counts',
    one: { offers: [bw(1500)], recentOpponents: [...met('2', minutesAgo(60)), ...met('2', minutesAgo(1))] },
    other: { offers: [sc2(1500)] },
    cost: rematchCost,
  },
  {
    name: 'by lot anybody meets anybody',
    one: { offers: [{ faction: 'chess', rating: 1500 }] },
    other: { offers: [{ faction: 'chess', rating: 1520 }] },
    rules: { game: chess, maps: [] },
    cost: 400,
  },
  {
    name: 'by lot the window holds as well',
    one: { offers: [{ faction: 'chess', rating: 1500 }] },
    other: { offers: [{ faction: 'chess', rating: 1651 }] },
    rules: { game: chess, maps: [] },
    cost: FORBIDDEN,
  },
];

describe('what a pairing costs', () => {
  test.for(cases)('$name', ({ one, other, rules: told, cost }) => {
    const entries = [entry('1', one), entry('2', other)];
    const of = { ...rules, ...told };
    const wave = new WavePairings(entries, of);
    expect(wave.cost(0, 1)).toBe(cost);
    expect(wave.cost(1, 0)).toBe(cost);
    expect(pairWave(entries, of).map((pairing) => pairing.cost)).toEqual(cost === FORBIDDEN ? [] : [cost]);
  });
});

describe('who plays which side', () => {
  test.for([
    { name: 'each what he offers', one: [bw(1500)], other: [sc2(1510)], first: '1', ratings: [1500, 1510] },
    {
      name: 'the order of ids says nothing',
      one: [sc2(1500)],
      other: [bw(1510)],
      first: '2',
      ratings: [1510, 1500],
    },
    {
      name: 'both offered: what the other needs',
      one: [sc2(1490), bw(1500)],
      other: [bw(1510)],
      first: '2',
      ratings: [1510, 1490],
    },
    {
      name: 'both offer both: the smaller gap',
      one: [bw(1500), sc2(1600)],
      other: [bw(1590), sc2(1540)],
      first: '2',
      ratings: [1590, 1600],
    },
    {
      name: 'the same gap either way: the lower id first',
      one: [bw(1500), sc2(1500)],
      other: [sc2(1510), bw(1510)],
      first: '1',
      ratings: [1500, 1510],
    },
  ])('$name', ({ one, other, first, ratings }) => {
    const [pairing] = pairWave([entry('2', { offers: other }), entry('1', { offers: one })], rules);
    expect(pairing?.first.entry.playerId).toBe(first);
    expect([pairing?.first.rating, pairing?.second.rating]).toEqual(ratings);
    expect([pairing?.first.faction, pairing?.second.faction]).toEqual(['bw-zerg', 'sc2-protoss']);
    expect(pairing?.gap).toBe(Math.abs((ratings[0] ?? 0) - (ratings[1] ?? 0)));
  });
});

test('a rematch is said to be one, and only made when nobody else fits', () => {
  const again = { offers: [bw(1500)], recentOpponents: met('2', NOW) };
  const [rematch] = pairWave([entry('1', again), entry('2', { offers: [sc2(1500)] })], rules);
  expect(rematch?.rematch).toBe(true);
  const third = entry('3', { offers: [sc2(1590)] });
  const [fresh, ...more] = pairWave([entry('1', again), entry('2', { offers: [sc2(1500)] }), third], rules);
  expect([fresh?.second.entry.playerId, fresh?.rematch, more]).toEqual(['3', false, []]);
});

test('ids are numbers: the shorter is the lower', () => {
  const wave = new WavePairings([entry('1000'), entry('999'), entry('1001')], rules);
  expect(wave.entries.map(({ playerId }) => playerId)).toEqual(['999', '1000', '1001']);
});

test('a player who stands in the queue twice is a bug', () => {
  expect(() => pairWave([entry('1'), entry('1', { offers: [sc2(1500)] })], rules)).toThrow(RangeError);
});
