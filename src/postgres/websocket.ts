// Connections over WebSocket, as Neon's proxy takes them; the session on it is pg's.
import type { DatabaseAddress } from './address.ts';
import type { Connect } from './connection.ts';
import { openSession } from './session.ts';
import { WebSocketStream } from './websocket-stream.ts';
import { webSocketUrl } from './websocket-url.ts';

/** `proxy` is host:port/path, null for the database host's own. */
export function webSocket(address: DatabaseAddress, proxy: string | null): Connect {
  const url = webSocketUrl(address, proxy);
  return (onBroken) =>
    openSession({
      // TLS ends at the proxy, as Neon has it: the WebSocket is what is encrypted and verified.
      address: { ...address, tls: false },
      onBroken,
      stream: () => new WebSocketStream(url),
    });
}
