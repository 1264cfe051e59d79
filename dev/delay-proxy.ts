// A link of a fixed length: every chunk arrives `delayMs` after it was sent, each way, in order, at any rate; making
// a connection costs its round trip too. With a certificate, TLS ends at the far side, so that each flight of the
// handshake pays the way; and so do WebSockets, as before Neon's servers. Loopback only.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { Obstacle } from './obstacle.ts';
import { proxyCommand } from './proxy-command.ts';
import { type Address, listenOnLoopback } from './tcp.ts';
import { type Certificate, tlsProxy } from './tls-proxy.ts';
import { webSocketProxy } from './websocket-proxy.ts';

export interface DelayProxy {
  readonly port: number;
  close(): Promise<void>;
}

export interface DelayProxyOptions {
  readonly target: Address;
  /** One way. */
  readonly delayMs: number;
  readonly listen?: number;
  /** What the far side speaks besides the target's own bytes: TLS by this certificate, or WebSocket. */
  readonly farSide?: Certificate | 'websocket';
}

/** As much as may be under way in one direction of a connection; beyond it the sender waits. */
const LINE_LIMIT_BYTES = 8 * 1024 * 1024;
// Timers are whole milliseconds and late rather than early, by about one. What is due within that goes along, so that
// the median delay is the one asked for (measured: 40.1 ms for 2 x 20, where without it they are 42).
const EARLY_MS = 1;

export async function delayProxy(options: DelayProxyOptions): Promise<DelayProxy> {
  const { delayMs } = options;
  const terminator = await terminatorOf(options);
  const target = terminator ? { host: '127.0.0.1', port: terminator.port } : options.target;
  const line = delayLine(delayMs);
  const open = new Set<Socket>();

  const listener = createServer({ pauseOnConnect: true }, (client) => {
    const server = connect(target);
    for (const socket of [client, server]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('close', () => open.delete(socket));
    }
    carry(line, client, server);
    carry(line, server, client);
    // To the client the connection stands at once. Over a link it would after a round trip, and only then could it
    // send: so its first bytes are left unread that long.
    const handshake = setTimeout(() => client.resume(), 2 * delayMs);
    client.on('close', () => clearTimeout(handshake));
  });
  const port = await listenOnLoopback(listener, options.listen ?? 0);
  return {
    port,
    async close() {
      listener.close();
      for (const socket of open) socket.destroy();
      line.close();
      await once(listener, 'close');
      await terminator?.close();
    },
  };
}

async function terminatorOf({ farSide, target }: DelayProxyOptions) {
  if (farSide === undefined) return null;
  if (farSide !== 'websocket') return tlsProxy({ target, certificate: farSide });
  return webSocketProxy({ allowed: [{ named: `${target.host}:${target.port}`, target }] });
}

interface DelayLine {
  /** Calls `arrive` after the delay, in the order of the calls. */
  send(to: Socket, arrive: () => void): void;
  close(): void;
}

/** One queue and one timer for all connections: the delay is the same for all, so the order of sending is that of arriving. */
function delayLine(delayMs: number): DelayLine {
  let queue: { readonly dueAt: number; readonly to: Socket; readonly arrive: () => void }[] = [];
  let head = 0;
  let timer: NodeJS.Timeout | null = null;

  const schedule = (dueAt: number) => {
    timer = setTimeout(deliver, Math.max(0, dueAt - performance.now() - EARLY_MS));
  };
  const deliver = () => {
    timer = null;
    const now = performance.now() + EARLY_MS;
    const touched = new Set<Socket>();
    for (;;) {
      const next = queue[head];
      if (!next || next.dueAt > now) break;
      head++;
      // Corked, the chunks of one socket leave in one write.
      if (!touched.has(next.to)) {
        touched.add(next.to);
        next.to.cork();
      }
      next.arrive();
    }
    for (const socket of touched) socket.uncork();
    if (head > 1024 && head * 2 > queue.length) {
      queue = queue.slice(head);
      head = 0;
    }
    const next = queue[head];
    if (next) schedule(next.dueAt);
  };
  return {
    send(to, arrive) {
      const dueAt = performance.now() + delayMs;
      queue.push({ dueAt, to, arrive });
      if (timer === null) schedule(dueAt);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      queue = [];
    },
  };
}

function carry(line: DelayLine, from: Socket, to: Socket): void {
  let underWay = 0;
  let full = false;
  const resume = () => {
    if (full && underWay < LINE_LIMIT_BYTES && !to.writableNeedDrain) {
      full = false;
      from.resume();
    }
  };
  from.on('data', (chunk: Buffer) => {
    underWay += chunk.length;
    if (underWay >= LINE_LIMIT_BYTES) {
      full = true;
      from.pause();
    }
    line.send(to, () => {
      underWay -= chunk.length;
      if (!to.destroyed && !to.write(chunk)) {
        full = true;
        from.pause();
      }
      resume();
    });
  });
  to.on('drain', resume);
  from.on('end', () => line.send(to, () => to.end()));
  from.on('error', () => line.send(to, () => to.destroy()));
  from.on('close', () => line.send(to, () => to.destroySoon()));
}

if (import.meta.main) {
  const options = { delay: 'string', cert: 'string', key: 'string', speaks: 'string' } as const;
  await proxyCommand(options, ({ listen, target, more }) => {
    const { delay = '20', cert, key, speaks } = more;
    const delayMs = Number(delay);
    if (!(delayMs >= 0)) throw new Obstacle('--delay takes milliseconds, one way');
    if ((cert === undefined) !== (key === undefined)) throw new Obstacle('--cert and --key go together');
    if (speaks !== undefined && speaks !== 'websocket') throw new Obstacle('--speaks takes "websocket"');
    if (cert && speaks) throw new Obstacle('it speaks TLS by --cert and --key, or WebSocket, not both');
    const certificate =
      cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined;
    const farSide = speaks ?? certificate;
    return delayProxy({ listen, target, delayMs, ...(farSide && { farSide }) });
  });
}
