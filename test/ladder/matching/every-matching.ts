// What the matchings are held against: every way to pair at most some ten vertices, tried one after the other. Slow, and
// so simple that it can be believed.
import type { EdgeCost } from '../../../src/ladder/matching/graph.ts';

export interface Worth {
  readonly pairs: number;
  readonly cost: number;
}

/** The most pairs, and of those the least cost. */
export function bestWorth(size: number, cost: EdgeCost): Worth {
  const best = (left: readonly number[]): Worth => {
    const [one, ...others] = left;
    if (one === undefined) return { pairs: 0, cost: 0 };
    let found = best(others);
    for (const other of others) {
      if (cost(one, other) === Number.POSITIVE_INFINITY) continue;
      const rest = best(others.filter((vertex) => vertex !== other));
      const worth = { pairs: rest.pairs + 1, cost: rest.cost + cost(one, other) };
      if (worth.pairs > found.pairs || (worth.pairs === found.pairs && worth.cost < found.cost))
        found = worth;
    }
    return found;
  };
  return best(Array.from({ length: size }, (_, vertex) => vertex));
}

/** What a matching is worth; throws where it is none. */
export function worthOf(mate: Int32Array, cost: EdgeCost): Worth {
  let worth: Worth = { pairs: 0, cost: 0 };
  mate.forEach((other, one) => {
    if (other === -1) return;
    if (other === one || mate[other] !== one) throw new Error(`${one} has ${other}, who has ${mate[other]}`);
    if (cost(one, other) === Number.POSITIVE_INFINITY) throw new Error(`${one} and ${other} may not meet`);
    if (other > one) worth = { pairs: worth.pairs + 1, cost: worth.cost + cost(one, other) };
  });
  return worth;
}
