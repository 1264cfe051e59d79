// What the proxies share: addresses, listening on loopback, two sockets joined with backpressure.
import { once } from 'node:events';
import type { Server } from 'node:net';
import type { Duplex } from 'node:stream';
import { Obstacle } from './obstacle.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Reads `host:port` (`[::1]:5432` for IPv6). */
export function parseAddress(text: string): Address {
  const { host, port } = /^\[?(?<host>[^[\]]+?)\]?:(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  if (!host || !port || Number(port) > 65_535) throw new Obstacle(`"${text}" is not host:port`);
  return { host, port: Number(port) };
}

/** Listens on 127.0.0.1 only; returns the port, a free one for 0. */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server without a port');
  return address.port;
}

export interface PortRange {
  readonly from: number;
  readonly count: number;
}

/** Below those that systems give to whoever asks for any. */
const LASTING_PORTS: PortRange = { from: 20_000, count: 10_000 };

/**
 * Listens on a port of 127.0.0.1 that nobody else is given when this ends and is to begin again: not even for a
 * connection of his own, which holds a port as long as it stands.
 */
export async function listenOnLastingPort(server: Server, range = LASTING_PORTS): Promise<number> {
  for (;;) {
    const port = range.from + Math.floor(Math.random() * range.count);
    try {
      return await listenOnLoopback(server, port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** Passes everything between two streams until either ends; a slow reader slows the writer, nothing piles up. */
export function join(left: Duplex, right: Duplex): void {
  for (const [from, to] of [
    [left, right],
    [right, left],
  ] as const) {
    from.pipe(to);
    // A stream that breaks, or closes before its end, takes the other with it.
    from.on('error', () => to.destroy());
    from.on('close', () => {
      if (!from.readableEnded) to.destroy();
    });
  }
}
