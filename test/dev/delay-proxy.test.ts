import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client as NeonClient } from '@neondatabase/serverless';
import { expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeCertificate } from '../../dev/certificate.ts';
import { type DelayProxyOptions, delayProxy } from '../../dev/delay-proxy.ts';
import { clientThrough, connectedThrough, postgres } from './proxied.ts';

const DELAY_MS = 20;
const ROUND_TRIP_MS = 2 * DELAY_MS;

async function delayed(options: Partial<DelayProxyOptions> = {}) {
  return delayProxy({ target: postgres, delayMs: DELAY_MS, ...options });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

// Times are compared with each other or from below: a busy machine is slower, never faster.
test('a statement takes one round trip', async () => {
  const proxy = await delayed();
  const client = await connectedThrough(proxy.port);
  await client.query('select 1');
  const times: number[] = [];
  for (let index = 0; index < 25; index++) times.push(await timed(() => client.query('select 1')));
  expect(Math.min(...times)).toBeGreaterThan(ROUND_TRIP_MS - 2);
  await client.end();
  await proxy.close();
});

test('many statements under way share the round trip and keep their order', async () => {
  const proxy = await delayed();
  const client = await connectedThrough(proxy.port, { pipeline: true });
  const alone = await timed(() => client.query('select 0'));
  const order: number[] = [];
  const together = await timed(() =>
    Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        await client.query({ name: 'count', text: 'select $1::int', values: [index] });
        order.push(index);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 200 }, (_, index) => index));
  // One after the other would be 200 times as long.
  expect(together).toBeLessThan(alone * 20);
  await client.end();
  await proxy.close();
});

test('connecting costs its round trips, and TLS costs two more', async () => {
  const certificate = makeCertificate(['localhost']);
  const plain = await delayed();
  const secure = await delayed({ farSide: certificate });
  const ssl = { ca: certificate.cert };
  const connectingPlain = clientThrough(plain.port);
  const connectingSecure = clientThrough(secure.port, { host: 'localhost', ssl });
  const plainMs = await timed(() => connectingPlain.connect());
  const secureMs = await timed(() => connectingSecure.connect());
  // TCP, start-up, two of SCRAM; with TLS its request and its handshake (one round trip in TLS 1.3) besides.
  expect(plainMs).toBeGreaterThan(4 * ROUND_TRIP_MS - 5);
  expect(secureMs).toBeGreaterThan(6 * ROUND_TRIP_MS - 5);
  expect((await connectingSecure.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await Promise.all([connectingPlain.end(), connectingSecure.end()]);
  await Promise.all([plain.close(), secure.close()]);
});

test('a certificate that does not name the host is not accepted', async () => {
  const certificate = makeCertificate(['elsewhere.example']);
  const proxy = await delayed({ farSide: certificate, delayMs: 1 });
  const client = clientThrough(proxy.port, { host: 'localhost', ssl: { ca: certificate.cert } });
  await expect(client.connect()).rejects.toThrow(/altnames/);
  await proxy.close();
});

test('large answers pass whole, without holding all of it', async () => {
  const proxy = await delayed({ delayMs: 1 });
  const client = await connectedThrough(proxy.port);
  const { rows } = await client.query("select repeat('x', 1000) as text from generate_series(1, 30000)");
  expect(rows).toHaveLength(30_000);
  expect(rows.every(({ text }) => text.length === 1000)).toBe(true);
  await client.end();
  await proxy.close();
});

test('runs as a process of its own, says its port, stops when told', async () => {
  const script = join(import.meta.dirname, '../../dev/delay-proxy.ts');
  const target = `${postgres.host}:${postgres.port}`;
  const child = spawn(process.execPath, [script, '--target', target, '--delay', '5']);
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const client = await connectedThrough(JSON.parse(line).port);
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('speaks WebSocket at its far end: a statement of Neon’s client takes one round trip', async () => {
  const plain = await delayed();
  const spoken = await delayed({ farSide: 'websocket' });
  const client = await connectedThrough(plain.port);
  const neon = new NeonClient({ connectionString: inject('postgresUrl') });
  Object.assign(neon.neonConfig, {
    webSocketConstructor: WebSocket,
    useSecureWebSocket: false,
    pipelineConnect: false,
    wsProxy: `127.0.0.1:${spoken.port}/v2`,
  });
  await neon.connect();
  const times = { plain: [] as number[], spoken: [] as number[] };
  for (let index = 0; index < 15; index++) {
    times.plain.push(await timed(() => client.query('select 1')));
    times.spoken.push(await timed(() => neon.query('select 1')));
  }
  expect(Math.min(...times.spoken)).toBeGreaterThan(ROUND_TRIP_MS - 2);
  // Two of them would be twice as long.
  expect(Math.min(...times.spoken)).toBeLessThan(1.6 * Math.min(...times.plain));
  await Promise.all([client.end(), neon.end()]);
  await Promise.all([plain.close(), spoken.close()]);
});

test('ends with whoever opened a channel to it', async () => {
  const script = join(import.meta.dirname, '../../dev/delay-proxy.ts');
  const target = `${postgres.host}:${postgres.port}`;
  const child = fork(script, ['--target', target], { silent: true });
  await once(child.stdout ?? child, 'data');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
