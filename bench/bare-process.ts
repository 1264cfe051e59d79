// A server that does nothing but answer, a process of its own: what the generator and the link can do when nobody else
// holds them up. Each request gets the same reply, of a size that /profile's could have, and is not read.
import { createServer } from 'node:net';
import { listenOnLoopback } from '../dev/tcp.ts';

const HEAD_END = Buffer.from('\r\n\r\n');
const BODY = JSON.stringify({ embeds: ['.'.repeat(1_500)] });
const REPLY = Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`);

const server = createServer({ noDelay: true }, (socket) => {
  let received: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const head = received.indexOf(HEAD_END);
    if (head < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.toString('latin1', 0, head))?.[1]);
    // One at a time on a connection, as the generator sends them.
    if (received.length < head + HEAD_END.length + length) return;
    received = Buffer.alloc(0);
    socket.write(REPLY);
  });
  socket.on('error', () => socket.destroy());
});
const port = await listenOnLoopback(server, 0);
process.send?.({ port });
process.on('disconnect', () => process.exit());
