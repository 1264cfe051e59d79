// The database by way of a pool that lives elsewhere: each statement is one call to it, and the answer comes
// back as data. Decoding happens here, with the statement that knows its columns. The call itself can fail too (a
// deployment resets the object), or never be answered: both are faults of the database like any other.
import type { AnswersPart } from './batch-answers.ts';
import type { Clock } from './clock.ts';
import {
  type Database,
  DatabaseFailure,
  type DatabaseFault,
  deadlineFault,
  type Lease,
  type Meter,
} from './database.ts';
import type { Cost, Limits, PoolAnswer } from './pool-call.ts';
import type { RawRow } from './raw-row.ts';
import type { Query, Statement } from './statement.ts';
import { transaction } from './transaction.ts';
import { within } from './within.ts';

/** What the pool offers to those who are not in its object. */
export interface RemotePool {
  run(query: Query, limits: Limits): Promise<PoolAnswer>;
  /** Each as if it had been called alone; answers come in parts. */
  runTogether(calls: readonly SentCall[]): Promise<AnswersPart>;
  moreAnswers(rest: string): Promise<AnswersPart>;
  lease(limits: Limits): Promise<Lent>;
}

export interface SentCall {
  readonly statement: Omit<Query, 'parameters'>;
  readonly parameters: Query['parameters'];
  readonly limits: Limits;
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
  /** A way to the object, made anew for each call: one that broke stays broken. */
  readonly pool: () => RemotePool;
  /** Another way to run one statement, tried first. */
  readonly gathered?: RemotePool['run'];
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly meter: Meter;
}

/** The object answers by the deadline itself; this much later it is taken for gone. */
const GRACE_MS = 500;

export function pooledDatabase({ pool, gathered, deadline, clock, meter }: PooledOptions): Database {
  const limits = (): Limits => ({
    waitMs: Math.max(0, deadline.connectionBy - clock.now()),
    answerMs: Math.max(0, deadline.answerBy - clock.now()),
  });

  /** A call's own failure as a fault; `broken`, because the statement may have run. */
  async function called<Value>(statement: string | null, call: () => Promise<Value>): Promise<Value> {
    const late = () => new DatabaseFailure(deadlineFault(statement, 'the pool did not answer'));
    try {
      return await within(call(), deadline.answerBy + GRACE_MS, clock, late);
    } catch (error) {
      if (error instanceof DatabaseFailure) throw error;
      const message = `the pool could not be reached: ${error instanceof Error ? error.message : error}`;
      throw new DatabaseFailure({ reason: 'broken', message, statement, sqlstate: null });
    }
  }

  async function answered(
    statement: Statement<unknown>,
    send: (query: Query) => Promise<PoolAnswer>,
  ): Promise<PoolAnswer> {
    const asked = clock.now();
    const { name, text, parameters, resend, reads = false, merges = false } = statement;
    const answer = await called(name, () => send({ name, text, parameters, resend, reads, merges }));
    record(meter, answer.cost, clock.now() - asked);
    return answer;
  }

  return {
    async run(statement) {
      const alone = (query: Query) => pool().run(query, limits());
      let answer: PoolAnswer;
      try {
        answer = await answered(statement, gathered ? (query) => gathered(query, limits()) : alone);
      } catch (error) {
        const lost = error instanceof DatabaseFailure && error.reason === 'broken';
        // This is for the way to the pool: what broke on its way to PostgreSQL, the pool has sent again.
        if (!lost || !statement.resend || clock.now() >= deadline.connectionBy) throw error;
        // It may have got there.
        meter.roundTrips += 1;
        answer = await answered(statement, alone);
      }
      return resultOf(statement, answer);
    },
    async transaction(work) {
      const asked = clock.now();
      const lent = await called(null, () => pool().lease(limits()));
      meter.waitingMs += clock.now() - asked;
      if (!lent.ok) throw new DatabaseFailure(lent.fault);
      const { lease } = lent;
      const borrower: Lease = {
        async run(statement) {
          return resultOf(statement, await answered(statement, (query) => lease.run(query)));
        },
      };
      try {
        return await transaction(borrower, work);
      } finally {
        // What the work came to is the news; a connection that cannot be given back, the pool ends by itself.
        await lease.release().catch(() => undefined);
      }
    },
  };
}

function resultOf<Result>(statement: Statement<Result>, answer: PoolAnswer): Result {
  if (!answer.ok) throw new DatabaseFailure(answer.fault);
  return decoded(statement, answer.rows);
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
