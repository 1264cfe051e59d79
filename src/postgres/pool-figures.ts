// What the pool counts and measures of itself.
import { type Percentiles, Samples } from './samples.ts';

/** Something that happened to a connection; `connection` numbers them in the order they were asked for. */
export interface PoolEvent {
  readonly event: 'made' | 'refused' | 'borrowed' | 'returned' | 'broken' | 'closed';
  readonly connection: number;
  readonly inFlight: number;
  readonly lease?: boolean;
  readonly cause?: string;
  readonly tookMs?: number;
}

type Counters = Record<PoolEvent['event'] | 'resent' | 'abandoned', number>;

export interface PoolFigures {
  readonly connections: {
    readonly open: number;
    readonly connecting: number;
    readonly leased: number;
    readonly min: number;
    readonly max: number;
  };
  readonly inFlight: number;
  readonly waiting: number;
  readonly counters: Readonly<Counters>;
  /** Every borrower's wait for a connection, in vain or not. */
  readonly waitingMs: Percentiles | null;
  /** From sending to the answer, of statements; signs of life aside. */
  readonly roundTripMs: Percentiles | null;
  /** Why the last connection could not be made; null since one was. */
  readonly lastRefusal: string | null;
}

const SAMPLES = 1_024;

export class PoolTally {
  readonly waitingMs = new Samples(SAMPLES);
  readonly roundTripMs = new Samples(SAMPLES);
  readonly counters: Counters = {
    made: 0,
    refused: 0,
    borrowed: 0,
    returned: 0,
    broken: 0,
    closed: 0,
    resent: 0,
    abandoned: 0,
  };
  readonly #report: (event: PoolEvent) => void;

  constructor(report: (event: PoolEvent) => void) {
    this.#report = report;
  }

  count(event: PoolEvent): void {
    this.counters[event.event] += 1;
    this.#report(event);
  }
}
