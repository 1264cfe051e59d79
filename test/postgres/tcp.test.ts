// Our TCP stream on workerd, and servers that let nobody in: what is said of them, and that no socket stays open. An
// object has few.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { inject, test } from 'vitest';
import { type RunningWorker, runWorker } from '../../dev/running-worker.ts';
import { listenOnLoopback } from '../../dev/tcp.ts';
import { FAR } from '../trusted-certificates.ts';
import { until } from '../until.ts';

/** A Worker whose database is a server that does this with whoever comes. */
async function before(host: string, greet: (socket: Socket) => void) {
  const open = new Set<Socket>();
  const ended: Socket[] = [];
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => ended.push(socket));
    greet(socket.resume());
  });
  const port = await listenOnLoopback(server, 0);
  const worker: RunningWorker = await runWorker({
    bundle: { path: inject('bundlePath') },
    variables: {
      DISCORD_PUBLIC_KEY: 'a1'.repeat(32),
      DATABASE_URL: `postgres://u:p@${host}:${port}/d`,
      KEEP_WARM: 'false',
    },
  });
  return {
    worker,
    ended,
    async close() {
      await worker.stop();
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test.concurrent.each([
  ['in plain text', '127.0.0.1'],
  ['asked for TLS', FAR],
])(
  'a server that says nothing, %s, is hung up on',
  async (_, host) => {
    const { worker, ended, close } = await before(host, () => {});
    try {
      await fetch(`${worker.url}/health`);
      await until(() => ended.length > 0, 10_000);
    } finally {
      await close();
    }
  },
  20_000,
);

test.concurrent('a server that speaks no TLS is said to speak none', async ({ expect }) => {
  const { worker, close } = await before(FAR, (socket) => socket.once('data', () => socket.write('N')));
  try {
    await fetch(`${worker.url}/health`);
    expect(worker.log).toContainEqual(
      expect.objectContaining({
        event: 'connection.refused',
        cause: expect.stringContaining('does not support SSL'),
      }),
    );
  } finally {
    await close();
  }
});
