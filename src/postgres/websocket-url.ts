// Where a WebSocket to the database is asked for: where Neon's own driver dials.
import { type DatabaseAddress, isLoopback, proxyHost } from './address.ts';

/**
 * `proxy` is host:port/path, null for the database host's own. Neon's knows the database by the name that it is
 * itself called by, others are told. Secure unless it is loopback.
 */
export function webSocketUrl(
  { host, port }: Pick<DatabaseAddress, 'host' | 'port'>,
  proxy: string | null,
): string {
  const own = `${host.includes(':') ? `[${host}]` : host}/v2`;
  const place = proxy === null ? own : `${proxy}?address=${host}:${port}`;
  return `${isLoopback(proxyHost(place)) ? 'ws' : 'wss'}://${place}`;
}
