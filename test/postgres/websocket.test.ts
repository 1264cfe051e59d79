// Our WebSocket beside Neon's own driver: where it dials, and what it does when nobody answers there.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Client } from '@neondatabase/serverless';
import { expect, inject, test } from 'vitest';
import { runWorker } from '../../dev/running-worker.ts';
import { webSocketProxy } from '../../dev/websocket-proxy.ts';
import { readDatabaseAddress } from '../../src/postgres/address.ts';
import { webSocketUrl } from '../../src/postgres/websocket-url.ts';
import { until } from '../until.ts';

/** Where Neon's driver dials for the same settings. */
function dialledByNeon(databaseUrl: string, proxy: string | null): string {
  let dialled = '';
  const client = new Client(databaseUrl);
  client.neonConfig.webSocketConstructor = class {
    constructor(url: string) {
      dialled = url;
    }
    addEventListener(): void {}
  } as unknown as typeof WebSocket;
  if (proxy !== null) client.neonConfig.wsProxy = proxy;
  client.connect(() => {});
  return dialled;
}

test.each([
  ['postgres://u:p@ep-x-1.eu-central-1.aws.neon.tech/d?sslmode=require', null],
  ['postgres://u:p@ep-x-1-pooler.us-east-1.aws.neon.tech:5432/d', null],
  ['postgres://u:p@db.example/d', 'proxy.example/v2'],
  ['postgres://u:p@db.example:6543/d', 'proxy.example:8443/some/path'],
])('%s by %s: dials what Neon’s driver dials', (databaseUrl, proxy) => {
  const address = readDatabaseAddress(databaseUrl);
  if (typeof address === 'string') throw new Error(address);
  const dialled = dialledByNeon(databaseUrl, proxy);
  expect(dialled).toMatch(/^wss:/);
  expect(webSocketUrl(address, proxy)).toBe(dialled);
});

test.each([
  ['127.0.0.1', '127.0.0.1:4444/v2', 'ws://127.0.0.1:4444/v2?address=127.0.0.1:5432'],
  ['127.0.0.1', null, 'ws://127.0.0.1/v2'],
  ['::1', null, 'ws://[::1]/v2'],
  ['127.0.0.1', '10.0.0.1/v2', 'wss://10.0.0.1/v2?address=127.0.0.1:5432'],
  ['::2', null, 'wss://[::2]/v2'],
])('%s by %s: %s', (host, proxy, url) => {
  expect(webSocketUrl({ host, port: 5432 }, proxy)).toBe(url);
});

const worker = (proxy: string) =>
  runWorker({
    bundle: { path: inject('bundlePath') },
    variables: {
      DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
      DATABASE_URL: 'postgres://u:p@127.0.0.1/d',
      POOL_TRANSPORT: 'websocket',
      POOL_WEBSOCKET_PROXY: proxy,
    },
  });

test.concurrent('a proxy that refuses is quoted', async ({ expect }) => {
  const proxy = await webSocketProxy({ allowed: [] });
  const running = await worker(`127.0.0.1:${proxy.port}/v2`);
  try {
    expect((await fetch(`${running.url}/health`)).status).toBe(503);
    expect(running.log).toContainEqual(
      expect.objectContaining({
        event: 'connection.refused',
        cause: expect.stringContaining('403'),
      }),
    );
  } finally {
    await running.stop();
    await proxy.close();
  }
});

test.concurrent('a proxy that says nothing is hung up on', async () => {
  const open = new Set<Socket>();
  let hungUp = 0;
  const silent = createServer((socket) => {
    open.add(socket);
    socket.resume().on('error', () => {});
    socket.on('close', () => {
      hungUp += 1;
    });
  });
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as { port: number };
  const running = await worker(`127.0.0.1:${port}/v2`);
  try {
    await fetch(`${running.url}/health`);
    await until(() => hungUp > 0, 10_000);
  } finally {
    await running.stop();
    for (const socket of open) socket.destroy();
    silent.close();
  }
}, 20_000);
