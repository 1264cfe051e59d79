// How much is left to chance. Each run of the suite draws what it has time for; a machine that has more (see
// .github/workflows/thorough.yml) draws as often again, and each time from elsewhere:
//     EDGE_LADDER_DRAWS=20 EDGE_LADDER_SEED=7 npm test

/** How many times as much as usual. */
export const DRAWS = number('EDGE_LADDER_DRAWS') ?? 1;
const SEED = number('EDGE_LADDER_SEED');

/** Of a property, for fast-check; without `seed` each run draws others. */
export function draws(usually: number, seed?: number): { numRuns: number; seed?: number } {
  const from = SEED ?? seed;
  return { numRuns: Math.ceil(usually * DRAWS), ...(from !== undefined && { seed: from }) };
}

/** Of a test that draws for itself. */
export const seedOr = (usual: number): number => SEED ?? usual;

function number(name: string): number | undefined {
  const given = process.env[name];
  if (!given) return undefined;
  const value = Number(given);
  if (!(value > 0)) throw new RangeError(`${name} is a number above 0, not ${given}`);
  return value;
}
