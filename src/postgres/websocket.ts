// Connections over WebSocket, as Neon's proxy takes them. The socket is @neondatabase/serverless's own; the
// session on it is pg's, since Neon's client waits for each answer before it sends the next statement.
import { neonConfig as NeonSocket } from '@neondatabase/serverless';
import { type DatabaseAddress, isLoopback } from './address.ts';
import type { Connect } from './connection.ts';
import { openSession } from './session.ts';
import { WriteBatch } from './write-batch.ts';

/** `proxy` is host:port/path, null for the database host's own. The WebSocket is secure unless it is loopback. */
export function webSocket(address: DatabaseAddress, proxy: string | null): Connect {
  const secure = !isLoopback(proxyHost(proxy ?? address.host));
  return (onBroken) =>
    openSession({
      // TLS ends at the proxy, as Neon has it: the WebSocket is what is encrypted and verified.
      address: { ...address, tls: false },
      onBroken,
      stream() {
        const socket = new WebSocketStream();
        socket.useSecureWebSocket = secure;
        if (proxy !== null) socket.wsProxy = (host, port) => `${proxy}?address=${host}:${port}`;
        return socket;
      },
    });
}

/**
 * Neon's socket, with two changes for a socket that lives long: writes are gathered without a timer (Neon's
 * would fire on a socket closed meanwhile, and throw), and destroying it does not wait for the other side.
 */
class WebSocketStream extends NeonSocket {
  readonly #batch = new WriteBatch(async (bytes) => {
    if (!this.destroyed) super.rawWrite(bytes);
  });

  constructor() {
    super();
    this.coalesceWrites = false;
  }

  override rawWrite(data: Uint8Array): void {
    this.#batch.add(data);
  }

  override end(data?: Uint8Array, encoding?: string, callback?: () => void): this {
    this.#batch.flush();
    return super.end(data, encoding, callback);
  }

  override destroy(): this {
    if (this.destroyed) return this;
    super.destroy();
    this.emit('close');
    return this;
  }
}

function proxyHost(proxy: string): string {
  return URL.parse(`ws://${proxy}`)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? proxy;
}
