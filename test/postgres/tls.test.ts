// TLS to every host that is not loopback, with the certificate verified. Both transports, on workerd.
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { runWorker } from '../../dev/running-worker.ts';
import { type TlsProxy, tlsProxy } from '../../dev/tls-proxy.ts';
import { webSocketProxy } from '../../dev/websocket-proxy.ts';
import { readDatabaseAddress } from '../../src/postgres/address.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { FAR, FAR_ADDRESS } from '../trusted-certificates.ts';

const certificates = inject('certificates');

let database: TestDatabase;
let close: (() => Promise<void>)[] = [];

beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  for (const end of close.reverse()) await end();
  close = [];
  await database.drop();
});

async function health(transport: 'tcp' | 'websocket', certificate: keyof typeof certificates) {
  const target = new URL(database.url);
  const server = { host: target.hostname, port: Number(target.port) };
  let proxy: TlsProxy;
  if (transport === 'tcp') {
    proxy = await tlsProxy({ target: server, certificate: certificates[certificate] });
  } else {
    const sockets = await webSocketProxy({ allowed: [{ named: `${FAR}:5432`, target: server }] });
    close.push(() => sockets.close());
    proxy = await tlsProxy({
      target: { host: '127.0.0.1', port: sockets.port },
      certificate: certificates[certificate],
    });
  }
  close.push(() => proxy.close());
  const url = new URL(database.url);
  url.hostname = FAR;
  url.port = transport === 'tcp' ? String(proxy.port) : '5432';
  url.searchParams.set('sslmode', 'disable');
  const worker = await runWorker({
    bundle: { path: inject('bundlePath') },
    variables: {
      DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
      DATABASE_URL: url.href,
      POOL_TRANSPORT: transport,
      ...(transport === 'websocket' && { POOL_WEBSOCKET_PROXY: `[${FAR_ADDRESS}]:${proxy.port}/v2` }),
    },
  });
  const response = await fetch(`${worker.url}/health`);
  const text = await response.text();
  await worker.stop();
  // What the runtime itself has to say.
  const complaints = worker.log.filter(({ level }) => level === 'raw');
  return { status: response.status, text, complaints };
}

describe.each(['tcp', 'websocket'] as const)('over %s', (transport) => {
  test.concurrent('a certificate that holds is accepted, without a word', async () => {
    expect(await health(transport, 'right')).toMatchObject({ status: 200, complaints: [] });
  });

  test.concurrent.each(['for another host', 'that nobody vouches for'] as const)(
    'one %s is refused',
    async (which) => {
      expect(await health(transport, which)).toMatchObject({ status: 503 });
    },
  );
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
