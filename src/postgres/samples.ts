// The last measurements of one quantity, and their percentiles.

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Keeps the newest `size` values, forgetting the oldest. */
export class Samples {
  readonly #values: Float64Array;
  #added = 0;

  constructor(size: number) {
    this.#values = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#added % this.#values.length] = value;
    this.#added += 1;
  }

  /** Nearest-rank percentiles of what is kept, in the unit that was added; null when there is nothing. */
  percentiles(): Percentiles | null {
    const count = Math.min(this.#added, this.#values.length);
    if (count === 0) return null;
    const sorted = this.#values.slice(0, count).sort();
    const at = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)] ?? 0;
    return { count: this.#added, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
  }
}
