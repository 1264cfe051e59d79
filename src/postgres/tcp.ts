// Connections over TCP, with TLS by STARTTLS wherever the address asks for it.
import type { DatabaseAddress } from './address.ts';
import type { Connect } from './connection.ts';
import { openSession } from './session.ts';
import { TcpStream } from './tcp-stream.ts';

export function tcp(address: DatabaseAddress): Connect {
  return (onBroken) => openSession({ address, onBroken, stream: () => new TcpStream({ tls: address.tls }) });
}
