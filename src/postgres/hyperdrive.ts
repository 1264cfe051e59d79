// The database by way of Hyperdrive: a session per piece of work, opened at its first statement and closed with
// it. Hyperdrive keeps the warm connections, near the database; the session to it is cheap in production, and
// costs a cold connection in local development.
import type { DatabaseAddress } from './address.ts';
import type { Clock } from './clock.ts';
import { type Connect, type Connection, mayResend, statementFault } from './connection.ts';
import { type Database, DatabaseFailure, type DatabaseFault, type Meter } from './database.ts';
import { type Deadline, decoded, record } from './pooled.ts';
import { openSession } from './session.ts';
import type { Statement } from './statement.ts';
import { TcpStream } from './tcp-stream.ts';
import { transaction } from './transaction.ts';

const RESENDS = 2;

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
  const open: Connection[] = [];
  let closed = false;
  let current: Promise<Connection> | null = null;

  async function opened(statement: string | null): Promise<Connection> {
    const asked = clock.now();
    if (current === null) {
      meter.cold = true;
      // What breaks is noticed by the statement in flight, and the next one opens anew.
      current = connect(() => {
        current = null;
      });
      current.then(
        (connection) => {
          // One that comes too late has nobody left to close it.
          if (closed) connection.destroy();
          else open.push(connection);
        },
        () => {},
      );
    }
    try {
      return await within(current, deadline.connectionBy, clock, late(statement, 'no connection in time'));
    } catch (error) {
      current = null;
      if (error instanceof DatabaseFailure) throw error;
      throw new DatabaseFailure({ ...faultOf(error), statement });
    } finally {
      meter.waitingMs += clock.now() - asked;
      meter.databaseMs += clock.now() - asked;
    }
  }

  async function sendOn<Result>(connection: Connection, statement: Statement<Result>): Promise<Result> {
    const sent = clock.now();
    try {
      const fault = late(statement.name, `statement "${statement.name}": no answer in time`);
      const rows = await within(connection.send(statement), deadline.answerBy, clock, fault);
      return decoded(statement, rows);
    } finally {
      const roundTripMs = clock.now() - sent;
      record(meter, { roundTrips: 1, waitingMs: 0, roundTripMs, cold: false }, roundTripMs);
    }
  }

  return {
    async run(statement) {
      for (let sends = 1; ; sends += 1) {
        const connection = await opened(statement.name);
        try {
          return await sendOn(connection, statement);
        } catch (error) {
          if (sends > RESENDS || !mayResend(statement, error)) throw failureOf(statement, error);
          current = null;
        }
      }
    },
    async transaction(work) {
      const connection = await opened(null);
      const run = <Result>(statement: Statement<Result>) =>
        sendOn(connection, statement).catch((error) => {
          throw failureOf(statement, error);
        });
      return transaction({ run }, work);
    },
    async close() {
      closed = true;
      current = null;
      for (const connection of open) {
        // A goodbye would wait for an answer that nobody waits for any more.
        if (connection.busy()) connection.destroy();
        else await connection.close();
      }
    },
  };
}

function failureOf(statement: Statement<unknown>, error: unknown): DatabaseFailure {
  return error instanceof DatabaseFailure ? error : new DatabaseFailure(statementFault(statement, error));
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
