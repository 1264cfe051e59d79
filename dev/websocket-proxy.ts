// What Neon puts before its servers, for any PostgreSQL: takes a WebSocket, dials the address it names (only those
// allowed), and pumps binary frames both ways. Loopback only.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Address, listenOnLoopback } from './tcp.ts';

export interface WebSocketProxy {
  readonly port: number;
  close(): Promise<void>;
}

export interface WebSocketProxyOptions {
  /** The addresses a client may name, as it names them; each with where that really is. */
  readonly allowed: readonly { readonly named: string; readonly target: Address }[];
  readonly listen?: number;
}

const BUFFER_LIMIT_BYTES = 1024 * 1024;

export async function webSocketProxy({
  allowed,
  listen = 0,
}: WebSocketProxyOptions): Promise<WebSocketProxy> {
  const targets = new Map(allowed.map(({ named, target }) => [named, target]));
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const server = createServer((_request, response) => response.writeHead(426).end('a WebSocket is needed'));

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const address = new URL(request.url ?? '/', 'ws://proxy').searchParams.get('address');
    const target = targets.get(address ?? '');
    if (!target) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => pump(webSocket, target));
  });
  const port = await listenOnLoopback(server, listen);
  return {
    port,
    async close() {
      server.close();
      for (const webSocket of sockets.clients) webSocket.terminate();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function pump(webSocket: WebSocket, target: Address): void {
  const tcp = connect(target);
  tcp.setNoDelay(true);

  webSocket.on('message', (data: Buffer) => {
    if (!tcp.write(data)) webSocket.pause();
  });
  tcp.on('drain', () => webSocket.resume());
  webSocket.on('error', () => tcp.destroy());
  webSocket.on('close', () => tcp.destroySoon());

  tcp.on('data', (chunk) => {
    webSocket.send(chunk, () => {
      if (webSocket.bufferedAmount < BUFFER_LIMIT_BYTES) tcp.resume();
    });
    if (webSocket.bufferedAmount >= BUFFER_LIMIT_BYTES) tcp.pause();
  });
  tcp.on('error', () => webSocket.close(1011, 'the server cannot be reached'));
  tcp.on('close', () => {
    // A paused socket would never see the other side's answer to the closing frame.
    webSocket.resume();
    webSocket.close(1000);
  });
}
