// Servers made by hand: handshakes that fail on this side and what pg makes of them, that nothing stays open, and what
// a server may say that the one of the tests does not.
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

/** Says one thing after the other, each when it has been told something. */
async function saying(...words: readonly (readonly Buffer[])[]) {
  const server = createServer((socket) => {
    sockets.push(socket);
    const rest = [...words];
    socket.on('error', () => {}).on('data', () => socket.write(Buffer.concat(rest.shift() ?? [])));
  });
  servers.push(server);
  const port = await listenOnLoopback(server, 0);
  return { host: '127.0.0.1', port, user: 'me', password: 'secret', database: 'x', tls: false };
}

const LET_IN = [message('R', int32(0)), READY];

test('an answer that is nothing of PostgreSQL’s ends the session, once', async () => {
  const address = await saying(LET_IN, [Buffer.from([0x44, 0, 0, 0, 0])]);
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
  // Asks for SCRAM, and goes on with another nonce than it was given.
  const address = await saying(
    [message('R', int32(10), 'SCRAM-SHA-256\0\0')],
    [message('R', int32(11), 'r=another,s=c2FsdA==,i=4096')],
  );
  const opening = openSession({ address, stream: undefined, onBroken: () => {} });
  await expect(opening).rejects.toMatchObject({ kind: 'broken', message: expect.stringContaining('nonce') });
  const [socket] = sockets;
  if (socket && !socket.closed) await once(socket, 'close');
  expect(socket?.closed).toBe(true);
});

test('a server that lets somebody in and goes the same moment has let in nobody', async () => {
  const leaving = message('E', 'SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const address = await saying([...LET_IN, leaving]);
  const causes: string[] = [];
  const opening = openSession({ address, stream: undefined, onBroken: (cause) => causes.push(cause) });
  await expect(opening).rejects.toMatchObject({
    kind: 'broken',
    message: expect.stringContaining('terminating'),
  });
  // Whom nobody was given does not break.
  expect(causes).toEqual([]);
  const [socket] = sockets;
  if (socket && !socket.closed) await once(socket, 'close');
});

test('a plan that a migration has changed is the session’s fault, whatever language the server says it in', async () => {
  const changed = 'C0A000\0Mgecachter Plan darf den Ergebnistyp nicht ändern\0RRevalidateCachedQuery\0\0';
  const address = await saying(LET_IN, [message('E', `SFEHLER\0VERROR\0${changed}`), READY]);
  const session = await openSession({ address, stream: undefined, onBroken: () => {} });
  const answer = session.send({ name: '', text: 'select 1', parameters: [], resend: false });
  await expect(answer).rejects.toMatchObject({ kind: 'stale', sqlstate: '0A000' });
});
