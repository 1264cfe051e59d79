// Handshakes that fail on this side: what pg makes of them, and that nothing stays open.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { listenOnLoopback } from '../../dev/tcp.ts';
import { openSession } from '../../src/postgres/session.ts';
import { int32, message } from './server-messages.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    await once(server, 'close');
  }
});

/** Asks for SCRAM, and goes on with another nonce than it was given. */
async function liar() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(message('R', int32(10), 'SCRAM-SHA-256\0\0'));
      socket.once('data', () => socket.write(message('R', int32(11), 'r=another,s=c2FsdA==,i=4096')));
    });
  });
  servers.push(server);
  return { port: await listenOnLoopback(server, 0), sockets };
}

test('a proof that is wrong ends the connection, too', async () => {
  const { port, sockets } = await liar();
  const address = { host: '127.0.0.1', port, user: 'me', password: 'secret', database: 'x', tls: false };
  const opening = openSession({ address, stream: undefined, onBroken: () => {} });
  await expect(opening).rejects.toMatchObject({ kind: 'broken', message: expect.stringContaining('nonce') });
  const [socket] = sockets;
  if (socket && !socket.closed) await once(socket, 'close');
  expect(socket?.closed).toBe(true);
});
