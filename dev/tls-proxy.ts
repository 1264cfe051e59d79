// Ends TLS as a PostgreSQL server would: answers SSLRequest with S, does the handshake with the given certificate,
// and passes the plain bytes on. A client that begins with TLS at once (as wss: does) is taken as well. Loopback only.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { GSS_REQUEST, SSL_REQUEST } from './postgres-framing.ts';
import { type Address, join, listenOnLoopback } from './tcp.ts';

/** In PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface TlsProxy {
  readonly port: number;
  close(): Promise<void>;
}

const TLS_HANDSHAKE_RECORD = 0x16;

export async function tlsProxy(options: {
  readonly target: Address;
  readonly certificate: Certificate;
  readonly listen?: number;
}): Promise<TlsProxy> {
  const secureContext = createSecureContext({ ...options.certificate, minVersion: 'TLSv1.2' });
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  };
  const listener = createServer((client) => {
    keep(client);
    client.setNoDelay(true);
    client.on('error', () => client.destroy());
    // To end the socket below would leave TLS its connection.
    awaitTls(client, () => keep(endTls(client, secureContext, options.target)));
  });
  const port = await listenOnLoopback(listener, options.listen ?? 0);
  return {
    port,
    async close() {
      listener.close();
      for (const socket of open) socket.destroy();
      await once(listener, 'close');
    },
  };
}

/** Reads up to the point where TLS begins, leaving TLS's own bytes unread. */
function awaitTls(client: Socket, begin: () => void): void {
  const onReadable = () => {
    for (;;) {
      const first: Buffer | null = client.read(1);
      if (first === null) return;
      client.unshift(first);
      if (first[0] === TLS_HANDSHAKE_RECORD) {
        client.off('readable', onReadable);
        begin();
        return;
      }
      const request: Buffer | null = client.read(8);
      if (request === null) return;
      const code = request.readUInt32BE(4);
      if (code === SSL_REQUEST) client.write('S');
      else if (code === GSS_REQUEST) client.write('N');
      else {
        // Plain text is not spoken here, as on a server that demands TLS.
        client.destroy();
        return;
      }
    }
  };
  client.on('readable', onReadable);
}

function endTls(client: Socket, secureContext: SecureContext, target: Address): Socket {
  const secure = new TLSSocket(client, {
    isServer: true,
    secureContext,
    ALPNProtocols: ['postgresql', 'http/1.1'],
  });
  const server = connect(target);
  server.setNoDelay(true);
  join(secure, server);
  return secure;
}
