// A PostgreSQL session over whatever stream a transport brings. pg opens it (start-up, TLS, authentication) and says
// goodbye; statements go past it, by a pipeline on the same stream.
import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
// Alone: pg as a whole brings a pool and a native client along, to be read at every cold start.
import Client from 'pg/lib/client.js';
import type { DatabaseAddress } from './address.ts';
import { type Connection, ConnectionFault } from './connection.ts';
import type { ServerError } from './messages.ts';
import { Pipeline, SKIPPED } from './pipeline.ts';
import type { Query } from './statement.ts';

/** A handshake that takes longer has lost its server; the pool tries anew. */
const CONNECT_TIMEOUT_MS = 5_000;

export interface SessionOptions {
  readonly address: Omit<DatabaseAddress, 'neon'>;
  /** The transport's stream, not yet connected; undefined for pg's own. */
  readonly stream: (() => object) | undefined;
  readonly onBroken: (cause: string) => void;
}

/** Opens a session; rejects with a `ConnectionFault` when it cannot. */
export async function openSession({ address, stream, onBroken }: SessionOptions): Promise<Connection> {
  const client = new Client({
    host: address.host,
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    ssl: address.tls,
    application_name: 'edge-ladder',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // pg asks for a Duplex, but uses of it what the transports here have: connect, write, end, destroy, events.
    ...(stream && { stream: () => stream() as Duplex }),
  });
  let state: 'connecting' | 'open' | 'ended' = 'connecting';
  const pipeline = new Pipeline({
    // Node's own stream reads what it was given later; those of the runtime have copied it when they return.
    write: (bytes) => client.connection.stream.write(stream ? bytes : Buffer.from(bytes)),
    onError: ({ message }) => broke(message),
  });
  const broke = (cause: string) => {
    const wasOpen = state === 'open';
    state = 'ended';
    if (wasOpen) onBroken(cause);
    pipeline.fail(new Error(cause));
  };
  // Without a listener, an error on an idle connection would end the whole object.
  client.on('error', (error) => broke(describe(error)));
  client.on('end', () => broke('the server closed the connection'));
  try {
    await client.connect();
    // With the same breath that let us in it may have said goodbye.
    if (pipeline.failure !== null) throw pipeline.failure;
  } catch (error) {
    state = 'ended';
    // Where the fault is found on this side (a proof of the server's that is wrong, no password), pg leaves it open.
    client.connection.stream.destroy();
    throw connectFault(error);
  }
  state = 'open';
  // What the server says from now on answers statements, of which pg knows nothing.
  client.connection.stream.removeAllListeners('data');
  client.connection.stream.on('data', (chunk: Buffer) => {
    try {
      pipeline.receive(chunk);
    } catch (error) {
      broke(describe(error));
      client.connection.stream.destroy();
    }
  });
  return {
    send(query: Query) {
      return new Promise((resolve, reject) => {
        pipeline.send(query, (error, rows) => {
          if (error) reject(sendFault(error));
          else resolve(rows);
        });
      });
    },
    busy: () => pipeline.inFlight > 0 || pipeline.inTransaction,
    async close() {
      state = 'ended';
      await pipeline.drained();
      await client.end();
    },
    destroy() {
      state = 'ended';
      client.connection.stream.destroy();
    },
  };
}

function connectFault(error: unknown): ConnectionFault {
  // Only what the server says has a severity.
  if (error instanceof Error && 'severity' in error) {
    const sqlstate = 'code' in error ? String(error.code) : null;
    return new ConnectionFault('rejected', `PostgreSQL refused the connection: ${error.message}`, sqlstate);
  }
  return new ConnectionFault('broken', `no connection to PostgreSQL: ${describe(error)}`);
}

function sendFault(error: ServerError | Error): ConnectionFault {
  if (error === SKIPPED) return new ConnectionFault('skipped', error.message);
  if (error instanceof Error) return new ConnectionFault('broken', error.message);
  const { severity, sqlstate, message, routine } = error;
  // FATAL and PANIC end the session: 57P01 when an administrator or a restart ends it.
  if (severity === 'FATAL' || severity === 'PANIC') return new ConnectionFault('broken', message, sqlstate);
  return new ConnectionFault(isStale(sqlstate, routine) ? 'stale' : 'rejected', message, sqlstate);
}

/**
 * 26000: the prepared statement is not there; 42P05: it is there already (both when a transaction-mode pooler
 * swaps sessions). 0A000 "cached plan", in the server's language: a migration changed what a prepared statement returns.
 */
function isStale(sqlstate: string, routine: string | undefined): boolean {
  return (
    sqlstate === '26000' ||
    sqlstate === '42P05' ||
    (sqlstate === '0A000' && routine === 'RevalidateCachedQuery')
  );
}

function describe(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'the connection failed';
}
