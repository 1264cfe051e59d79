// What the tests of the proxies share: the run's PostgreSQL, seen through a proxy's port.
import { Client, type ClientConfig } from 'pg';
import { inject } from 'vitest';
import type { Address } from '../../dev/tcp.ts';

const url = new URL(inject('postgresUrl'));

export const postgres: Address = { host: url.hostname, port: Number(url.port) };

/** An unconnected client; errors between statements are the test's own doing. */
export function clientThrough(port: number, config: ClientConfig = {}): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: url.username,
    password: url.password,
    database: 'postgres',
    ...config,
  });
  client.on('error', () => {});
  return client;
}

export async function connectedThrough(port: number, config?: ClientConfig): Promise<Client> {
  const client = clientThrough(port, config);
  await client.connect();
  return client;
}
