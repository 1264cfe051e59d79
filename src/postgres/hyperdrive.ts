// The database by way of Hyperdrive: a session per piece of work, opened at its first statement and closed with
// it. Hyperdrive keeps the warm connections, near the database; the session to it is cheap in production, and
// costs a cold connection in local development.
import type { DatabaseAddress } from './address.ts';
import type { Clock } from './clock.ts';
import { type Connect, type Connection, statementFault } from './connection.ts';
import { type Database, DatabaseFailure, type DatabaseFault, type Meter } from './database.ts';
import { type Deadline, decoded, record } from './pooled.ts';
import { openSession } from './session.ts';
import type { Statement } from './statement.ts';
import { TcpStream } from './tcp-stream.ts';
import { transaction } from './transaction.ts';

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

/** What the binding offers; the link from the Worker to Hyperdrive is Cloudflare's own, and private. */
export function throughBinding(binding: Omit<DatabaseAddress, 'tls' | 'neon'>): Connect {
  const { host, port, user, password, database } = binding;
  const address = { host, port: Number(port), user, password, database, tls: false };
  return (onBroken) => openSession({ address, onBroken, stream: () => new TcpStream({ tls: false }) });
}

export function hyperdriveDatabase({
  connect,
  deadline,
  clock,
  meter,
}: HyperdriveOptions): HyperdriveDatabase {
  let session: Promise<Connection> | null = null;

  const opened = async (statement: string | null) => {
    const asked = clock.now();
    const fresh = session === null;
    // What breaks is noticed by the statement in flight, and the next one opens anew.
    session ??= connect(() => {
      session = null;
    });
    try {
      return await within(session, deadline.connectionBy, clock, late(statement, 'no connection in time'));
    } catch (error) {
      session = null;
      if (error instanceof DatabaseFailure) throw error;
      throw new DatabaseFailure({ ...faultOf(error), statement });
    } finally {
      if (fresh) meter.cold = true;
      meter.waitingMs += clock.now() - asked;
      meter.databaseMs += clock.now() - asked;
    }
  };

  const sendOn = async <Result>(connection: Connection, statement: Statement<Result>): Promise<Result> => {
    const sent = clock.now();
    try {
      const fault = late(statement.name, `statement "${statement.name}": no answer in time`);
      const rows = await within(connection.send(statement), deadline.answerBy, clock, fault);
      return decoded(statement, rows);
    } catch (error) {
      throw error instanceof DatabaseFailure ? error : new DatabaseFailure(statementFault(statement, error));
    } finally {
      const roundTripMs = clock.now() - sent;
      record(meter, { roundTrips: 1, waitingMs: 0, roundTripMs, cold: false }, roundTripMs);
    }
  };

  return {
    async run(statement) {
      const first = await opened(statement.name);
      try {
        return await sendOn(first, statement);
      } catch (error) {
        if (!statement.resend || !(error instanceof DatabaseFailure) || error.reason !== 'broken')
          throw error;
        session = null;
        return await sendOn(await opened(statement.name), statement);
      }
    },
    async transaction(work) {
      const connection = await opened(null);
      try {
        return await transaction({ run: (statement) => sendOn(connection, statement) }, work);
      } finally {
        // A transaction that could not be ended ends with its session.
        if (connection.inTransaction()) {
          connection.destroy();
          session = null;
        }
      }
    },
    async close() {
      const connection = await session?.catch(() => null);
      session = null;
      await connection?.close();
    },
  };
}

function faultOf(error: unknown): DatabaseFault {
  const { sqlstate = null, message = String(error) } = error as {
    sqlstate?: string | null;
    message?: string;
  };
  return { reason: 'unreachable', message, statement: null, sqlstate };
}

function late(statement: string | null, message: string): DatabaseFault {
  return { reason: 'deadline', message, statement, sqlstate: null };
}

async function within<Value>(
  promise: Promise<Value>,
  by: number,
  clock: Clock,
  fault: DatabaseFault,
): Promise<Value> {
  let cancel = () => {};
  const timeout = new Promise<never>((_, reject) => {
    cancel = clock.after(Math.max(0, by - clock.now()), () => reject(new DatabaseFailure(fault)));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    cancel();
  }
}
