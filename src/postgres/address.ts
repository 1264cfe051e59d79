// Where the database is, read from its URL. TLS is decided here and nowhere else: on for every host that is
// not this machine, with the certificate verified; no part of a URL or setting turns that off.

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: boolean;
  /** Whether the host is Neon's, which has a WebSocket proxy of its own. */
  readonly neon: boolean;
}

/** Reads a postgres:// URL; a string instead says what is wrong with it, without repeating it. */
export function readDatabaseAddress(url: string): DatabaseAddress | string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'is not a URL: it must look like postgres://user:password@host:port/database, with special characters percent-encoded.';
  }
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') {
    return 'must begin with postgres:// or postgresql://.';
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, '$1');
  const database = decode(parsed.pathname.slice(1));
  const user = decode(parsed.username);
  if (host === '') return 'names no host.';
  if (user === '') return 'names no user.';
  if (database === '') return 'names no database: add /name at the end.';
  return {
    host,
    port: parsed.port === '' ? 5432 : Number(parsed.port),
    user,
    password: decode(parsed.password),
    database,
    tls: !isLoopback(host),
    neon: /\.neon\.(tech|build)$/.test(host),
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/** The host of a WebSocket proxy, given as host:port/path. */
export function proxyHost(proxy: string): string {
  return URL.parse(`ws://${proxy}`)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? proxy;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
