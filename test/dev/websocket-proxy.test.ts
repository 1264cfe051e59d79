import { once } from 'node:events';
import { createServer } from 'node:net';
import { Client } from '@neondatabase/serverless';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { WebSocket } from 'ws';
import { type WebSocketProxy, webSocketProxy } from '../../dev/websocket-proxy.ts';
import { postgres } from './proxied.ts';

const named = 'db.neon.example:5432';

let proxy: WebSocketProxy;
beforeAll(async () => {
  proxy = await webSocketProxy({ allowed: [{ named, target: postgres }] });
});
afterAll(() => proxy.close());

async function connected(): Promise<Client> {
  const url = new URL(inject('postgresUrl'));
  url.host = named;
  const client = new Client({ connectionString: url.href });
  client.on('error', () => {});
  // Of this client alone: other files use Neon's driver too.
  Object.assign(client.neonConfig, {
    webSocketConstructor: WebSocket,
    useSecureWebSocket: false,
    pipelineConnect: false,
    wsProxy: `127.0.0.1:${proxy.port}/v2`,
  });
  await client.connect();
  return client;
}

function status(query: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}/v2${query}`);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('error', reject);
  });
}

test('carries PostgreSQL for Neon’s client', async () => {
  const client = await connected();
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await client.end();
});

test('large answers and large parameters pass whole', async () => {
  const client = await connected();
  const sent = 'x'.repeat(8_000_000);
  const { rows } = await client.query('select $1::text as text from generate_series(1, 3)', [sent]);
  expect(rows.map(({ text }) => text === sent)).toEqual([true, true, true]);
  await client.end();
});

test.each([
  ['an address it does not allow', '?address=127.0.0.1:22', 403],
  ['the real address, which is not the one allowed', `?address=${postgres.host}:${postgres.port}`, 403],
  ['no address', '', 403],
  ['the one it allows', `?address=${named}`, 101],
])('%s: %s gets %i', async (_case, query, expected) => {
  expect(await status(query)).toBe(expected);
});

test('the server’s end closes the WebSocket', async () => {
  const client = await connected();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const ended = new Promise<void>((resolve) => client.on('end', () => resolve()));
  const other = await connected();
  await other.query('select pg_terminate_backend($1)', [rows[0].pid]);
  await ended;
  await other.end();
});

test('the client’s end closes the server’s connection', async () => {
  const client = await connected();
  const { rows } = await client.query('select pg_backend_pid() as pid');
  await client.end();
  const other = await connected();
  const living = 'select count(*)::int as living from pg_stat_activity where pid = $1';
  await expect.poll(async () => (await other.query(living, [rows[0].pid])).rows[0].living).toBe(0);
  await other.end();
});

test('a client that vanishes without a word closes the server’s connection too', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const own = await webSocketProxy({ allowed: [{ named, target: { host: '127.0.0.1', port } }] });
  const closed = new Promise<void>((resolve) => {
    server.on('connection', (socket) => socket.on('close', () => resolve()).resume());
  });
  const client = new WebSocket(`ws://127.0.0.1:${own.port}/v2?address=${named}`);
  await once(client, 'open');
  client.terminate();
  await closed;
  await own.close();
  server.close();
});
