// TLS to every host that is not loopback, with the certificate verified. Both transports, on workerd.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type RunningWorker, runWorker } from '../../dev/running-worker.ts';
import type { Address } from '../../dev/tcp.ts';
import { tlsProxy } from '../../dev/tls-proxy.ts';
import { webSocketProxy } from '../../dev/websocket-proxy.ts';
import { readDatabaseAddress } from '../../src/postgres/address.ts';
import { bundleOf } from '../bundle-of.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { lastingPort } from '../lasting-port.ts';
import { FAR, FAR_ADDRESS } from '../trusted-certificates.ts';
import type { Result } from './routes.ts';

const certificates = inject('certificates');

describe.each(['tcp', 'websocket'] as const)('over %s', (transport) => {
  let database: TestDatabase;
  let worker: RunningWorker;
  /** What speaks no TLS by itself, and the port before it where TLS is spoken. */
  let target: Address;
  let port: number;
  const close: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    const url = new URL(database.url);
    const server = { host: url.hostname, port: Number(url.port) };
    port = await lastingPort();
    target = server;
    if (transport === 'websocket') {
      const sockets = await webSocketProxy({ allowed: [{ named: `${FAR}:5432`, target: server }] });
      close.push(() => sockets.close());
      target = { host: '127.0.0.1', port: sockets.port };
    }
    url.hostname = FAR;
    url.port = transport === 'tcp' ? String(port) : '5432';
    url.searchParams.set('sslmode', 'disable');
    worker = await runWorker({
      bundle: await bundleOf('test/postgres/probe-worker.ts'),
      variables: {
        DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
        DATABASE_URL: url.href,
        POOL_TRANSPORT: transport,
        ...(transport === 'websocket' && { POOL_WEBSOCKET_PROXY: `[${FAR_ADDRESS}]:${port}/v2` }),
      },
    });
    close.push(() => worker.stop());
  });
  afterAll(async () => {
    for (const end of close.reverse()) await end();
    await database.drop();
  });

  /** By the one Worker, whose sessions end each time. */
  async function asked(
    certificate: keyof typeof certificates,
    connectionMs = 10_000,
  ): Promise<Result | undefined> {
    const proxy = await tlsProxy({ target, certificate: certificates[certificate], listen: port });
    const body = JSON.stringify({ calls: [{ statement: 'pid' }], connectionMs, answerMs: 2 * connectionMs });
    const response = await fetch(worker.url, { method: 'POST', body });
    const { results } = (await response.json()) as { results: readonly Result[] };
    await proxy.close();
    return results[0];
  }

  test('a certificate that holds is accepted, without a word', async () => {
    expect(await asked('right')).toHaveProperty('value');
    // What the runtime itself has to say.
    expect(worker.log.filter(({ level }) => level === 'raw')).toEqual([]);
  });

  test.each(['for another host', 'that nobody vouches for'] as const)('one %s is refused', async (which) => {
    const before = worker.log.length;
    expect(await asked(which, 1_000)).toMatchObject({ reason: 'unreachable' });
    expect(worker.log.slice(before)).toContainEqual(expect.objectContaining({ event: 'connection.refused' }));
    // It was the certificate.
    expect(await asked('right')).toHaveProperty('value');
  });
});

test.each([
  ['postgres://u:p@127.0.0.1/d', false],
  ['postgres://u:p@127.8.9.1/d', false],
  ['postgres://u:p@localhost/d', false],
  ['postgres://u:p@[::1]/d', false],
  ['postgres://u:p@127.0.0.1.example.com/d', true],
  ['postgres://u:p@localhost.example.com/d', true],
  ['postgres://u:p@10.0.0.1/d?sslmode=disable', true],
  ['postgresql://u:p@ep-x-pooler.eu-central-1.aws.neon.tech/d?sslmode=require&channel_binding=require', true],
])('%s: TLS %s', (url, tls) => {
  expect(readDatabaseAddress(url)).toMatchObject({ tls });
});
