// A TCP proxy before PostgreSQL that reads the protocol and counts what crosses it: connections, round trips,
// statements parsed, rows, bytes. It can also fail on purpose: stall, cut, refuse. Loopback only.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { CANCEL_REQUEST, GSS_REQUEST, messageReader, SSL_REQUEST } from './postgres-framing.ts';
import { proxyCommand } from './proxy-command.ts';
import { type Address, listenOnLastingPort, listenOnLoopback } from './tcp.ts';

export interface WireFigures {
  /** Connections that sent a startup message. */
  readonly connections: number;
  /** Times a client asked for an answer: Sync, simple Query and Flush messages. */
  readonly roundTrips: number;
  /** Execute and simple Query messages. */
  readonly executions: number;
  /** Parse messages: statements the server had to parse. */
  readonly parses: number;
  readonly rows: number;
  readonly bytesToServer: number;
  readonly bytesToClient: number;
}

export interface WireProxy {
  readonly port: number;
  figures(): WireFigures;
  /** Sets every figure to zero. */
  reset(): void;
  /** Stops forwarding either way, on open connections and on new ones, until `release`. Nothing is lost. */
  stall(): void;
  release(): void;
  /** Breaks every open connection, as a network would: both ends see a reset. */
  cut(): void;
  /** Refuses new connections until `accept`; open ones go on. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  close(): Promise<void>;
}

export interface WireProxyOptions {
  readonly target: Address;
  readonly listen?: number;
  /** What a client's wish for TLS gets: `N` from the proxy, or the server's own answer (then only bytes count). */
  readonly ssl?: 'refuse' | 'pass';
}

type Counts = { -readonly [Name in keyof WireFigures]: number };

export async function wireProxy({
  target,
  listen = 0,
  ssl = 'refuse',
}: WireProxyOptions): Promise<WireProxy> {
  let counts = noCounts();
  let stalled = false;
  const pairs = new Set<readonly [client: Socket, server: Socket]>();

  const listener = createServer((client) => {
    const server = connect(target);
    const pair = [client, server] as const;
    pairs.add(pair);
    const eyes = watch(() => counts, client, ssl);
    forward(client, server, eyes.fromClient, () => stalled);
    forward(server, client, eyes.fromServer, () => stalled);
    for (const socket of pair) {
      socket.setNoDelay(true);
      if (stalled) socket.pause();
      socket.on('close', () => pairs.delete(pair));
    }
  });
  // It may stop listening, and begin again.
  const port = await (listen === 0 ? listenOnLastingPort(listener) : listenOnLoopback(listener, listen));

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
    pairs.clear();
  };
  const refuse = async () => {
    if (!listener.listening) return;
    // Its callback waits for the open connections; not listening is immediate.
    listener.close();
  };
  return {
    port,
    figures: () => ({ ...counts }),
    reset() {
      counts = noCounts();
    },
    stall() {
      stalled = true;
      for (const pair of pairs) for (const socket of pair) socket.pause();
    },
    release() {
      stalled = false;
      for (const [client, server] of pairs) {
        if (!server.writableNeedDrain) client.resume();
        if (!client.writableNeedDrain) server.resume();
      }
    },
    cut,
    refuse,
    async accept() {
      if (!listener.listening) await listenOnLoopback(listener, port);
    },
    async close() {
      const closed = listener.listening ? once(listener, 'close') : null;
      listener.close();
      cut();
      await closed;
    },
  };
}

function noCounts(): Counts {
  return {
    connections: 0,
    roundTrips: 0,
    executions: 0,
    parses: 0,
    rows: 0,
    bytesToServer: 0,
    bytesToClient: 0,
  };
}

/** Reads both directions of one connection; each returns what is to be passed on. */
function watch(counts: () => Counts, client: Socket, ssl: 'refuse' | 'pass') {
  // The untyped first messages are small, but may come in pieces: kept until whole.
  let start: Buffer | null = Buffer.alloc(0);
  let encrypted = false;
  let answerPending = false;

  const readClient = messageReader((type) => {
    const figures = counts();
    if (type === 'S' || type === 'Q' || type === 'H') figures.roundTrips++;
    if (type === 'E' || type === 'Q') figures.executions++;
    if (type === 'P') figures.parses++;
  });
  const readServer = messageReader((type) => {
    if (type === 'D') counts().rows++;
  });

  /** Takes the first messages off the front; what is left over belongs to the typed ones. */
  const readStart = (chunk: Buffer): Buffer => {
    start = Buffer.concat([start ?? Buffer.alloc(0), chunk]);
    const pass: Buffer[] = [];
    while (start.length >= 8) {
      const length = start.readUInt32BE(0);
      if (start.length < length) break;
      const code = start.readUInt32BE(4);
      const message = start.subarray(0, length);
      start = start.subarray(length);
      const wish = code === SSL_REQUEST || code === GSS_REQUEST;
      if (wish && ssl === 'refuse') {
        client.write('N');
        continue;
      }
      pass.push(message);
      if (wish) {
        answerPending = true;
        continue;
      }
      if (code !== CANCEL_REQUEST) counts().connections++;
      const rest = start;
      start = null;
      readClient(rest);
      pass.push(rest);
      break;
    }
    return Buffer.concat(pass);
  };

  return {
    fromClient(chunk: Buffer): Buffer {
      let pass = chunk;
      if (start !== null && !encrypted) pass = readStart(chunk);
      else if (!encrypted) readClient(chunk);
      counts().bytesToServer += pass.length;
      return pass;
    },
    fromServer(chunk: Buffer): Buffer {
      counts().bytesToClient += chunk.length;
      let typed = chunk;
      if (answerPending) {
        // One bare byte: S (what follows is TLS and unreadable) or N.
        answerPending = false;
        encrypted = chunk[0] === 0x53;
        typed = chunk.subarray(1);
      }
      if (!encrypted) readServer(typed);
      return chunk;
    },
  };
}

function forward(from: Socket, to: Socket, read: (chunk: Buffer) => Buffer, stalled: () => boolean): void {
  from.on('data', (chunk: Buffer) => {
    const pass = read(chunk);
    if (pass.length > 0 && !to.write(pass)) from.pause();
  });
  to.on('drain', () => {
    if (!stalled()) from.resume();
  });
  from.on('end', () => to.end());
  from.on('error', () => to.resetAndDestroy());
  from.on('close', () => to.destroySoon());
}

if (import.meta.main) {
  await proxyCommand({}, ({ listen, target }) => wireProxy({ listen, target }));
}
