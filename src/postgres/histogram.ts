// How many measurements there were of each length, in steps that suit what Discord waits for: unlike percentiles, those
// of several isolates can be added up.

/** Milliseconds; what takes longer is in the count alone. */
const STEPS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 3_000, 10_000] as const;

export interface HistogramFigures {
  readonly count: number;
  readonly sumMs: number;
  /** Of each step, how many took as long at most: those of the steps below are among them. */
  readonly atMost: readonly { readonly ms: number; readonly count: number }[];
}

export class Histogram {
  readonly #within = new Float64Array(STEPS_MS.length);
  #count = 0;
  #sumMs = 0;

  add(ms: number): void {
    this.#count += 1;
    this.#sumMs += ms;
    let step = 0;
    while (step < STEPS_MS.length && ms > (STEPS_MS[step] ?? 0)) step += 1;
    if (step < STEPS_MS.length) this.#within[step] = (this.#within[step] ?? 0) + 1;
  }

  figures(): HistogramFigures {
    let count = 0;
    const atMost = STEPS_MS.map((ms, step) => {
      count += this.#within[step] ?? 0;
      return { ms, count };
    });
    return { count: this.#count, sumMs: this.#sumMs, atMost };
  }
}
