// What one isolate has answered since it began. Cloudflare runs several and ends them as it likes: for the whole
// picture there are the log lines, of which this is the sum at hand.
import { type Percentiles, Samples } from './postgres/samples.ts';

const SAMPLES = 1_024;

export interface InteractionFigures {
  readonly since: string;
  readonly answered: number;
  readonly deferred: number;
  readonly failed: number;
  readonly refused: number;
  /** Requests that were no interaction of Discord's: bad signatures and the like. */
  readonly turnedAway: number;
  readonly totalMs: Percentiles | null;
}

export class InteractionTally {
  readonly #since = new Date();
  readonly #totalMs = new Samples(SAMPLES);
  #answered = 0;
  #deferred = 0;
  #failed = 0;
  #refused = 0;
  #turnedAway = 0;

  add({ totalMs, deferred, outcome }: { totalMs: number; deferred: boolean; outcome: string }): void {
    this.#totalMs.add(totalMs);
    this.#answered += 1;
    if (deferred) this.#deferred += 1;
    if (outcome === 'failed') this.#failed += 1;
    if (outcome.startsWith('refused')) this.#refused += 1;
  }

  turnAway(): void {
    this.#turnedAway += 1;
  }

  figures(): InteractionFigures {
    return {
      since: this.#since.toISOString(),
      answered: this.#answered,
      deferred: this.#deferred,
      failed: this.#failed,
      refused: this.#refused,
      turnedAway: this.#turnedAway,
      totalMs: this.#totalMs.percentiles(),
    };
  }
}
