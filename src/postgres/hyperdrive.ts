// The database by way of Hyperdrive: a session per piece of work, opened at its first statement and closed with
// it. Hyperdrive keeps the warm connections, near the database; the session to it is cheap in production, and
// costs a cold connection in local development.
import type { Clock } from './clock.ts';
import {
  type Connect,
  type Connection,
  type ConnectionFault,
  mayResend,
  statementFault,
} from './connection.ts';
import { type Database, DatabaseFailure, deadlineFault, type Meter, unanswered } from './database.ts';
import { type Deadline, decoded, record } from './pooled.ts';
import type { Statement } from './statement.ts';
import { transaction } from './transaction.ts';
import { within } from './within.ts';

/** Of a statement whose session broke, and of a session that broke before it was open. */
const MORE_TRIES = 2;

export interface HyperdriveOptions {
  readonly connect: Connect;
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly meter: Meter;
}

export interface HyperdriveDatabase extends Database {
  /** Ends the session, if one was opened. */
  close(): Promise<void>;
}

export function hyperdriveDatabase({
  connect,
  deadline,
  clock,
  meter,
}: HyperdriveOptions): HyperdriveDatabase {
  const open = new Set<Connection>();
  let closed = false;
  /** The session that single statements share. */
  let shared: Promise<Connection> | null = null;

  function opening(onBroken: () => void): Promise<Connection> {
    meter.cold = true;
    const session = connect(onBroken);
    session.then(
      (connection) => {
        // One that comes too late has nobody left to close it.
        if (closed) connection.destroy();
        else open.add(connection);
      },
      () => {},
    );
    return session;
  }

  /** The shared session; what broke is replaced by whoever comes next, once. */
  function sharedSession(): Promise<Connection> {
    if (shared === null) {
      const session = opening(() => forget(session));
      shared = session;
    }
    return shared;
  }

  function forget(session: Promise<Connection>): void {
    if (shared === session) shared = null;
  }

  /** A session that is open. One that broke before it was took nothing along: another is tried in its place. */
  async function waited(
    from: () => Promise<Connection>,
    statement: string | null,
  ): Promise<{ session: Promise<Connection>; connection: Connection }> {
    const asked = clock.now();
    const late = () => new DatabaseFailure(deadlineFault(statement, 'no connection in time'));
    try {
      for (let tries = 1; ; tries += 1) {
        const session = from();
        try {
          return { session, connection: await within(session, deadline.answerBy, clock, late) };
        } catch (error) {
          forget(session);
          if (error instanceof DatabaseFailure) throw error;
          const { message, sqlstate = null, kind } = error as Partial<ConnectionFault> & Error;
          if (tries <= MORE_TRIES && kind === 'broken') continue;
          throw new DatabaseFailure({ reason: 'unreachable', message, statement, sqlstate });
        }
      }
    } finally {
      meter.waitingMs += clock.now() - asked;
      meter.databaseMs += clock.now() - asked;
    }
  }

  async function sendOn<Result>(connection: Connection, statement: Statement<Result>): Promise<Result> {
    const sent = clock.now();
    const overdue = () => new DatabaseFailure(unanswered(statement.name));
    try {
      // Nobody else's statements are on this session: there is nothing to be had by sharing.
      const query = { ...statement, reads: false };
      const rows = await within(connection.send(query), deadline.answerBy, clock, overdue);
      return decoded(statement, rows);
    } finally {
      const roundTripMs = clock.now() - sent;
      record(meter, { roundTrips: 1, waitingMs: 0, roundTripMs, cold: false }, roundTripMs);
    }
  }

  return {
    async run(statement) {
      for (let sends = 1; ; sends += 1) {
        const { session, connection } = await waited(sharedSession, statement.name);
        try {
          return await sendOn(connection, statement);
        } catch (error) {
          if (sends > MORE_TRIES || !mayResend(statement, error)) throw failureOf(statement, error);
          forget(session);
        }
      }
    },
    async transaction(work) {
      // A session of its own: statements beside it must not fall into the transaction.
      const { connection } = await waited(() => opening(() => {}), null);
      const run = <Result>(statement: Statement<Result>) =>
        sendOn(connection, statement).catch((error) => {
          throw failureOf(statement, error);
        });
      return transaction({ run }, work);
    },
    async close() {
      closed = true;
      const closing = [...open].map(async (connection) => {
        // A goodbye would wait for an answer that nobody waits for any more.
        if (connection.busy()) connection.destroy();
        else await connection.close();
      });
      // One whose goodbye fails has ended all the same.
      await Promise.allSettled(closing);
    },
  };
}

function failureOf(statement: Statement<unknown>, error: unknown): DatabaseFailure {
  return error instanceof DatabaseFailure ? error : new DatabaseFailure(statementFault(statement, error));
}
