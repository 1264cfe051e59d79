import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeCertificate } from '../../dev/certificate.ts';
import { listenOnLastingPort } from '../../dev/tcp.ts';
import { tlsProxy } from '../../dev/tls-proxy.ts';
import { type WireProxy, wireProxy } from '../../dev/wire-proxy.ts';
import { clientThrough, connectedThrough, postgres } from './proxied.ts';

let proxy: WireProxy;
beforeEach(async () => {
  proxy = await wireProxy({ target: postgres });
});
afterEach(() => proxy.close());

describe('counting', () => {
  test('a connection is no round trip, and a statement is one', async () => {
    const client = await connectedThrough(proxy.port);
    expect(proxy.figures()).toMatchObject({ connections: 1, roundTrips: 0, parses: 0, rows: 0 });

    await client.query('select generate_series(1, 10)');
    expect(proxy.figures()).toMatchObject({ roundTrips: 1, executions: 1, parses: 0, rows: 10 });
    await client.end();
  });

  test('a named statement is parsed once', async () => {
    const client = await connectedThrough(proxy.port);
    for (let value = 0; value < 3; value++) {
      await client.query({ name: 'named', text: 'select $1::int', values: [value] });
    }
    expect(proxy.figures()).toMatchObject({ roundTrips: 3, executions: 3, parses: 1, rows: 3 });
    await client.end();
  });

  test('a transaction costs what it costs, and reset begins anew', async () => {
    const client = await connectedThrough(proxy.port);
    proxy.reset();
    for (const text of ['begin', 'select 1', 'commit']) await client.query(text);
    expect(proxy.figures()).toMatchObject({ connections: 0, roundTrips: 3, rows: 1 });
    await client.end();
  });

  test('messages larger than a chunk are passed whole', async () => {
    const client = await connectedThrough(proxy.port);
    const sent = 'x'.repeat(5_000_000);
    const { rows } = await client.query('select $1::text as text from generate_series(1, 3)', [sent]);
    expect(rows.map(({ text }) => text === sent)).toEqual([true, true, true]);
    expect(proxy.figures()).toMatchObject({ roundTrips: 1, rows: 3 });
    expect(proxy.figures().bytesToClient).toBeGreaterThan(15_000_000);
    expect(proxy.figures().bytesToServer).toBeGreaterThan(5_000_000);
    await client.end();
  });
});

describe('TLS', () => {
  test('is refused in the server’s place', async () => {
    const client = clientThrough(proxy.port, { ssl: true });
    await expect(client.connect()).rejects.toThrow(/does not support SSL/);
  });

  test('is passed on when asked to, then only bytes count', async () => {
    const certificate = makeCertificate(['localhost']);
    const tls = await tlsProxy({ target: postgres, certificate });
    const passing = await wireProxy({ target: { host: '127.0.0.1', port: tls.port }, ssl: 'pass' });
    const client = await connectedThrough(passing.port, {
      host: 'localhost',
      ssl: { ca: certificate.cert, servername: 'localhost' },
    });
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(passing.figures()).toMatchObject({ connections: 0, roundTrips: 0, rows: 0 });
    expect(passing.figures().bytesToClient).toBeGreaterThan(0);
    await client.end();
    await passing.close();
    await tls.close();
  });
});

describe('failing on purpose', () => {
  test('a stall holds everything back and loses nothing', async () => {
    const client = await connectedThrough(proxy.port);
    proxy.stall();
    let answered = false;
    const answer = client.query('select 7 as seven').then(({ rows }) => {
      answered = true;
      return rows;
    });
    await sleep(100);
    expect(answered).toBe(false);
    proxy.release();
    expect(await answer).toEqual([{ seven: 7 }]);
    await client.end();
  });

  test('a connection made during a stall waits too', async () => {
    proxy.stall();
    const connecting = connectedThrough(proxy.port);
    await sleep(50);
    expect(proxy.figures().connections).toBe(0);
    proxy.release();
    await (await connecting).end();
  });

  test('a cut breaks what is open, new connections work', async () => {
    const clients = await Promise.all([connectedThrough(proxy.port), connectedThrough(proxy.port)]);
    const running = clients.map((client) => client.query('select pg_sleep(30)'));
    const outcomes = Promise.allSettled(running);
    await sleep(50);
    proxy.cut();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await (await connectedThrough(proxy.port)).end();
  });

  test('refusing keeps open connections and takes new ones again afterwards', async () => {
    const client = await connectedThrough(proxy.port);
    // Where nobody is given a port who asks for any.
    expect(proxy.port).toBeLessThan(32_768);
    await proxy.refuse();
    await expect(clientThrough(proxy.port).connect()).rejects.toThrow('ECONNREFUSED');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await proxy.accept();
    await (await connectedThrough(proxy.port)).end();
    await client.end();
  });

  test('a server that cannot be reached ends the client’s connection', async () => {
    const gone = await unusedPort();
    const nowhere = await wireProxy({ target: { host: '127.0.0.1', port: gone } });
    const socket = connect({ host: '127.0.0.1', port: nowhere.port });
    await new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
    await nowhere.close();
  });
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('a lasting port that somebody has already is passed by', async () => {
  const [one, other] = [createServer(), createServer()];
  const random = vi.spyOn(Math, 'random');
  const port = await listenOnLastingPort(one);
  const again = (random.mock.results.at(-1)?.value ?? 0) as number;
  random.mockReturnValueOnce(again).mockReturnValueOnce(again);
  try {
    const found = await listenOnLastingPort(other);
    expect(found).not.toBe(port);
    expect([port, found].every((given) => given >= 20_000 && given < 32_000)).toBe(true);
  } finally {
    random.mockRestore();
    one.close();
    other.close();
  }
});
