import { describe, expect, test } from 'vitest';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { pairWave } from '../../src/ladder/matchmaking.ts';
import { propose } from '../../src/ladder/proposal.ts';
import type { QueueEntry } from '../../src/ladder/queue-entry.ts';
import { stakes } from '../../src/ladder/rating.ts';
import { bw, entry, NOW, rules, sc2 } from './entries.ts';

/** Gives these, one after the other; more is a bug. */
function chances(...numbers: readonly number[]): () => number {
  const left = [...numbers];
  return () => {
    const next = left.shift();
    if (next === undefined) throw new RangeError('more chance than was foreseen');
    return next;
  };
}

function pairingOf(
  one: Partial<QueueEntry>,
  other: Partial<QueueEntry>,
  game: typeof scEvo | typeof chess = scEvo,
) {
  const [pairing] = pairWave([entry('1', one), entry('2', other)], {
    game,
    maps: game === scEvo ? rules.maps : [],
    now: NOW,
  });
  if (!pairing) throw new Error('they may not meet');
  return pairing;
}

describe('by faction', () => {
  const pairing = pairingOf(
    { offers: [sc2(1500)], vetoes: ['circuit-breaker'], region: 'europe-west' },
    { offers: [bw(1566)], vetoes: ['eclipse'], region: null },
  );

  test.for([0, 0.5, 0.999])('sides are no matter of chance (%d)', (lot) => {
    const { first, second } = propose(pairing, scEvo, rules.maps, chances(lot, 0));
    expect([first.entry.playerId, second.entry.playerId]).toEqual(['2', '1']);
  });

  test('the map is one of those that neither refuses', () => {
    expect(propose(pairing, scEvo, rules.maps, chances(0, 0)).map).toBe('fighting-spirit');
    expect(propose(pairing, scEvo, rules.maps, chances(0, 0.999)).map).toBe('vermeer');
  });

  test('stakes are those of the first player', () => {
    const proposal = propose(pairing, scEvo, rules.maps, chances(0, 0));
    expect(proposal.stakes).toEqual(stakes(1566, 1500, scEvo.rating));
    expect(proposal.stakes.own).toEqual({ win: 17, draw: -3, loss: -23 });
  });
});

describe('by lot', () => {
  const offers = (rating: number) => ({ offers: [{ faction: 'chess', rating }] });
  const pairing = pairingOf(offers(1500), offers(1566), chess);

  test.for([
    { lot: 0, first: '1', win: 19 },
    { lot: 0.499, first: '1', win: 19 },
    { lot: 0.5, first: '2', win: 13 },
    { lot: 0.999, first: '2', win: 13 },
  ])('$lot makes $first the first', ({ lot, first, win }) => {
    const proposal = propose(pairing, chess, [], chances(lot, 0.7));
    expect(proposal.first.entry.playerId).toBe(first);
    expect(proposal.stakes.own.win).toBe(win);
    expect([proposal.map, proposal.server]).toEqual([null, null]);
  });
});

describe('the server', () => {
  test.for([
    { name: 'both known', one: 'korea-japan', other: 'korea-japan', server: 'korea' },
    { name: 'one unknown: as near as the other', one: 'korea-japan', other: null, server: 'korea' },
    { name: 'a region there is not any more', one: 'atlantis', other: 'korea-japan', server: 'korea' },
    { name: 'nothing known: the first of the list', one: null, other: 'atlantis', server: 'us-west' },
  ])('$name', ({ one, other, server }) => {
    const pairing = pairingOf({ offers: [bw(1500)], region: one }, { offers: [sc2(1500)], region: other });
    expect(propose(pairing, scEvo, rules.maps, chances(0, 0)).server).toBe(server);
  });
});
