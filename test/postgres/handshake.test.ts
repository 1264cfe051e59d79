// Handshakes that fail on this side: what pg makes of them, and that nothing stays open.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../dev/tcp.ts';
import { openSession } from '../../src/postgres/session.ts';
import { int32, message, READY } from './server-messages.ts';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  // Whoever is still connected would be waited for.
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

/** Asks for SCRAM, and goes on with another nonce than it was given. */
async function liar() {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(message('R', int32(10), 'SCRAM-SHA-256\0\0'));
      socket.once('data', () => socket.write(message('R', int32(11), 'r=another,s=c2FsdA==,i=4096')));
    });
  });
  servers.push(server);
  return listenOnLoopback(server, 0);
}

test('an answer that is nothing of PostgreSQL’s ends the session, once', async () => {
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int32(0)), READY]));
      socket.once('data', () => socket.write(Buffer.from([0x44, 0, 0, 0, 0])));
    });
  });
  servers.push(server);
  const port = await listenOnLoopback(server, 0);
  const address = { host: '127.0.0.1', port, user: 'me', password: '', database: 'x', tls: false };
  const causes: string[] = [];
  const session = await openSession({ address, stream: undefined, onBroken: (cause) => causes.push(cause) });
  const answer = session.send({ name: '', text: 'select 1', parameters: [], resend: false });
  await expect(answer).rejects.toMatchObject({
    kind: 'broken',
    message: expect.stringContaining('no PostgreSQL'),
  });
  expect(causes).toEqual([expect.stringContaining('no PostgreSQL')]);
});

test('a proof that is wrong ends the connection, too', async () => {
  const port = await liar();
  const address = { host: '127.0.0.1', port, user: 'me', password: 'secret', database: 'x', tls: false };
  const opening = openSession({ address, stream: undefined, onBroken: () => {} });
  await expect(opening).rejects.toMatchObject({ kind: 'broken', message: expect.stringContaining('nonce') });
  const [socket] = sockets;
  if (socket && !socket.closed) await once(socket, 'close');
  expect(socket?.closed).toBe(true);
});
