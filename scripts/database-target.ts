// Which database a script works on, and how it may be reached: DATABASE_URL of the settings, else the checkout's
// embedded one. TLS is the Worker's own rule: verified for every host that is not this machine.
import { Client } from 'pg';
import type { Call } from '../dev/command.ts';
import { openDatabase } from '../dev/database.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { readVariables } from '../dev/variables.ts';
import { type DatabaseAddress, readDatabaseAddress } from '../src/postgres/address.ts';

/** Whoever takes the connection and then says nothing is given up. */
const CONNECT_TIMEOUT_MS = 15_000;

export interface DatabaseTarget {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the database that is configured, in the file that `--env-file` named or in .dev.vars. */
export async function openTarget(
  { environment, print }: Pick<Call, 'environment' | 'print'>,
  file: string | undefined,
): Promise<DatabaseTarget> {
  const url = readVariables({ environment, file })['DATABASE_URL'];
  // A file of a deployment never means the database of this checkout.
  if (!url && file !== undefined) throw new Obstacle(`${file} sets no DATABASE_URL`);
  if (!url) return openDatabase({ report: print });
  readAddress(url);
  return { url, close: async () => {} };
}

/** Not connected yet. When its connection breaks, the query in flight says so, or the next. */
export function newClient(url: string): Client {
  const { host, port, user, password, database, tls } = readAddress(url);
  const client = new Client({
    host,
    port,
    user,
    password,
    database,
    ssl: tls,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // Without a listener, a server that is stopped would end this process in a stack trace.
  client.on('error', () => {});
  return client;
}

/** The address without its secrets: fit to be printed. */
export function printableTarget(url: string): string {
  const { host, port, database } = readAddress(url);
  return `${host}:${port}/${database}`;
}

export function readAddress(url: string): DatabaseAddress {
  const address = readDatabaseAddress(url);
  if (typeof address === 'string') throw new Obstacle(`DATABASE_URL ${address}`);
  return address;
}
