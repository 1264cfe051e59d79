// The database by way of a pool that lives elsewhere: each statement is one call to it, and the answer comes
// back as data. Decoding happens here, with the statement that knows its columns.
import { type Database, DatabaseFailure, type DatabaseFault, type Lease, type Meter } from './database.ts';
import type { Cost, Limits, PoolAnswer } from './pool.ts';
import type { Query, RawRow, Statement } from './statement.ts';
import { transaction } from './transaction.ts';

/** What the pool offers to those who are not in its object. */
export interface RemotePool {
  run(query: Query, limits: Limits): Promise<PoolAnswer>;
  lease(limits: Limits): Promise<Lent>;
}

/** Told apart by `ok`: a lease from another isolate seems to have every property. */
export type Lent =
  | { readonly ok: true; readonly lease: RemoteLease }
  | { readonly ok: false; readonly fault: DatabaseFault };

export interface RemoteLease {
  run(query: Query): Promise<PoolAnswer>;
  release(): Promise<void>;
}

/** The moments, in milliseconds since the epoch, by which a connection and an answer must be there. */
export interface Deadline {
  readonly connectionBy: number;
  readonly answerBy: number;
}

export interface PooledOptions {
  readonly pool: RemotePool;
  readonly deadline: Deadline;
  readonly now: () => number;
  readonly meter: Meter;
}

export function pooledDatabase({ pool, deadline, now, meter }: PooledOptions): Database {
  const limits = (): Limits => ({
    waitMs: Math.max(0, deadline.connectionBy - now()),
    answerMs: Math.max(0, deadline.answerBy - now()),
  });
  const measured = async <Result>(
    statement: Statement<Result>,
    send: (query: Query) => Promise<PoolAnswer>,
  ) => {
    const asked = now();
    const { name, text, parameters, resend } = statement;
    const answer = await send({ name, text, parameters, resend });
    record(meter, answer.cost, now() - asked);
    if (!answer.ok) throw new DatabaseFailure(answer.fault);
    return decoded(statement, answer.rows);
  };
  return {
    run: (statement) => measured(statement, (query) => pool.run(query, limits())),
    async transaction(work) {
      const asked = now();
      const lent = await pool.lease(limits());
      meter.waitingMs += now() - asked;
      if (!lent.ok) throw new DatabaseFailure(lent.fault);
      const { lease } = lent;
      const borrower: Lease = { run: (statement) => measured(statement, (query) => lease.run(query)) };
      try {
        return await transaction(borrower, work);
      } finally {
        await lease.release();
      }
    },
  };
}

export function record(meter: Meter, cost: Cost, databaseMs: number): void {
  meter.roundTrips += cost.roundTrips;
  meter.databaseMs += databaseMs;
  meter.waitingMs += cost.waitingMs;
  meter.cold ||= cost.cold;
}

/** Reads the rows, or fails as `unreadable`: the schema and the code have parted. */
export function decoded<Result>(statement: Statement<Result>, rows: readonly RawRow[]): Result {
  try {
    return statement.decode(rows);
  } catch (cause) {
    throw new DatabaseFailure({
      reason: 'unreadable',
      message: (cause as Error).message,
      statement: statement.name,
      sqlstate: null,
    });
  }
}
