// What a wave costs in processor time, and how near to the exact answer it comes where it is not exact. Wall time says
// nothing of a machine that does other work; the time of all this process's threads does, compiling among it.

import { exactMatching } from '../src/ladder/matching/exact.ts';
import { windowedMatching } from '../src/ladder/matching/windowed.ts';
import { pairWave } from '../src/ladder/matchmaking.ts';
import { WavePairings } from '../src/ladder/pairing.ts';
import { madeQueue, type QueueShape, waveRules } from './matching-queue.ts';

const SHAPES: readonly { readonly name: string; readonly shape: QueueShape }[] = [
  { name: '35 % one side, 35 % the other, 30 % both', shape: { firstSide: 0.35, secondSide: 0.35 } },
  { name: '70 % one side, 30 % the other', shape: { firstSide: 0.7, secondSide: 0.3 } },
  { name: '70 % one side, 10 % the other, 20 % both', shape: { firstSide: 0.7, secondSide: 0.1 } },
  { name: 'everybody both', shape: { firstSide: 0, secondSide: 0 } },
];

/** Solved exactly, many times over: a Worker's isolate soon has the code compiled. */
const FEW = 200;
const FEW_RUNS = 40;
const MANY = 10_000;
const MANY_RUNS = 5;
/** As many as can be solved both ways within seconds. */
const COMPARED = 3_000;
const COMPARED_RUNS = 2;

export interface MeasuredMatching {
  /** The very first wave of this process. */
  readonly firstMs: number;
  readonly shapes: readonly MatchedShape[];
}

export interface MatchedShape {
  readonly name: string;
  /** Median processor times. */
  readonly fewMs: number;
  readonly manyMs: number;
  /** Of the windowed answer against the exact one; the worst of the runs. */
  readonly missingPairs: number;
  readonly excessPercent: number;
}

export function measureMatching(report: (line: string) => void): MeasuredMatching {
  const [first] = SHAPES;
  if (!first) throw new RangeError('no shapes');
  const firstMs = processorMs(() => pairWave(madeQueue(FEW, 1, first.shape), waveRules));
  const shapes = SHAPES.map(({ name, shape }) => {
    const fewMs = median(wavesOf(FEW, FEW_RUNS, shape));
    const manyMs = median(wavesOf(MANY, MANY_RUNS, shape));
    const compared = Array.from({ length: COMPARED_RUNS }, (_, run) => compare(shape, run + 1));
    const measured = {
      name,
      fewMs,
      manyMs,
      missingPairs: Math.max(...compared.map(({ missingPairs }) => missingPairs)),
      excessPercent: Math.max(...compared.map(({ excessPercent }) => excessPercent)),
    };
    report(
      `  ${name}: ${FEW} in ${fewMs.toFixed(1)} ms, ${MANY} in ${manyMs.toFixed(0)} ms; of ${COMPARED}, ` +
        `${measured.missingPairs} pairs missing, cost ${measured.excessPercent.toFixed(2)} % above exact`,
    );
    return measured;
  });
  report(`  the first wave of the process, ${FEW}: ${firstMs.toFixed(0)} ms`);
  return { firstMs, shapes };
}

function wavesOf(size: number, runs: number, shape: QueueShape): number[] {
  return Array.from({ length: runs }, (_, run) => {
    const queue = madeQueue(size, run + 1, shape);
    return processorMs(() => pairWave(queue, waveRules));
  });
}

function compare(shape: QueueShape, seed: number): { missingPairs: number; excessPercent: number } {
  const wave = new WavePairings(madeQueue(COMPARED, seed, shape), waveRules);
  const cost = (one: number, other: number) => wave.cost(one, other);
  const exact = worthOf(exactMatching(wave.ratings, cost, wave.shares), cost);
  const near = worthOf(windowedMatching(wave.ratings, cost, wave.shares), cost);
  // Costs are below zero where waiting counts for more than gaps: the share is of their size.
  const excessPercent = (100 * (near.cost - exact.cost)) / Math.abs(exact.cost);
  return { missingPairs: exact.pairs - near.pairs, excessPercent };
}

function worthOf(mate: Int32Array, cost: (one: number, other: number) => number) {
  let [pairs, sum] = [0, 0];
  mate.forEach((other, one) => {
    if (other <= one) return;
    pairs += 1;
    sum += cost(one, other);
  });
  return { pairs, cost: sum };
}

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
