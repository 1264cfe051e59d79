// Connections over TCP, with TLS by STARTTLS wherever the address asks for it.
import type { DatabaseAddress } from './address.ts';
import type { Connect } from './connection.ts';
import { openSession } from './session.ts';
import { TcpStream } from './tcp-stream.ts';

type TcpAddress = Omit<DatabaseAddress, 'neon'>;

export function tcp(address: TcpAddress): Connect {
  return (onBroken) => openSession({ address, onBroken, stream: () => new TcpStream({ tls: address.tls }) });
}

/** What a Hyperdrive binding offers; the link from the Worker to Hyperdrive is Cloudflare's own, and private. */
export function throughBinding(binding: Omit<TcpAddress, 'tls'>): Connect {
  const { host, port, user, password, database } = binding;
  return tcp({ host, port: Number(port), user, password, database, tls: false });
}
