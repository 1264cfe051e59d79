// Which database a script works on, and how it may be reached: DATABASE_URL of the environment, else of .dev.vars,
// else the checkout's embedded one. TLS is the Worker's own rule: verified for every host that is not this machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { ClientConfig } from 'pg';
import { openDatabase } from '../dev/database.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { type DatabaseAddress, readDatabaseAddress } from '../src/postgres/address.ts';

export interface DatabaseTarget {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the database that is configured. */
export async function openTarget(report: (line: string) => void): Promise<DatabaseTarget> {
  const url = process.env.DATABASE_URL || localVariables().DATABASE_URL;
  if (!url) return openDatabase({ report });
  readAddress(url);
  return { url, close: async () => {} };
}

/** How node-postgres is to connect. */
export function clientConfig(url: string): ClientConfig {
  const { host, port, user, password, database, tls } = readAddress(url);
  return { host, port, user, password, database, ssl: tls };
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

function localVariables(): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(join(import.meta.dirname, '..', '.dev.vars'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
