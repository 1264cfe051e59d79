// What is asked of a pool, and what it answers: the values that cross between whoever borrows and the connections.
import type { DatabaseFault } from './database.ts';
import type { RawRow } from './raw-row.ts';
import type { Query } from './statement.ts';

/** How long one borrower may wait for a connection, and for its answer, from now on. Milliseconds. */
export interface Limits {
  readonly waitMs: number;
  readonly answerMs: number;
}

export interface Call {
  readonly query: Query;
  readonly limits: Limits;
}

/** What a statement cost. Milliseconds. */
export interface Cost {
  readonly roundTrips: number;
  readonly waitingMs: number;
  readonly roundTripMs: number;
  /** Whether it had to wait for a connection to be made. */
  readonly cold: boolean;
}

export type PoolAnswer =
  | { readonly ok: true; readonly rows: readonly RawRow[]; readonly cost: Cost }
  | { readonly ok: false; readonly fault: DatabaseFault; readonly cost: Cost };
