// Why a database cannot be had, and what to do about it.
import type { Client } from 'pg';
import { Obstacle } from '../dev/obstacle.ts';
import { newClient, printableTarget } from './database-target.ts';

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Of a name with several addresses, none of which answered, Node says nothing by itself.
  const [first] = error instanceof AggregateError ? error.errors : [];
  return error.message === '' && first instanceof Error ? first.message : error.message;
}

export function adviceFor(error: unknown): string {
  return knownAdvice(error) ?? 'Check DATABASE_URL, and that the server accepts connections from here.';
}

/** By SQLSTATE, or by what the network said, in the words of Node or of dbmate; null for what is neither. */
export function knownAdvice(error: unknown): string | null {
  const { sqlstate, code } = error as { sqlstate?: string | null; code?: string };
  // As this project's connections have it, and as pg's errors do.
  const state = sqlstate ?? code ?? 'none';
  const message = messageOf(error);
  return ADVICE.find((known) => known.state === state || known.words?.test(message))?.advice ?? null;
}

const ADVICE: readonly { readonly state?: string; readonly words?: RegExp; readonly advice: string }[] = [
  {
    state: '28P01',
    words: /password authentication failed/,
    advice: 'User or password in DATABASE_URL is wrong.',
  },
  {
    state: '28000',
    words: /no pg_hba\.conf entry|role "[^"]*" does not exist/,
    advice:
      'The server takes no such user from here, or not by this kind of connection: see its pg_hba.conf.',
  },
  {
    state: '3D000',
    words: /database "[^"]*" does not exist/,
    advice: 'The database named in DATABASE_URL does not exist: create it.',
  },
  {
    state: '42501',
    words: /permission denied for|must be owner of/,
    advice:
      'The user in DATABASE_URL may not do that: it must be the one that owns the tables, or the database where there are none yet.',
  },
  {
    state: '53300',
    words: /too many clients|connection slots/,
    advice: 'The server has no connection to spare: lower POOL_MAX, or raise its max_connections.',
  },
  {
    state: '53100',
    words: /No space left on device/,
    advice: 'The server has no room left on its disk, or by its plan: make some, or write less.',
  },
  {
    state: '57P01',
    words: /terminating connection|terminated unexpectedly|not queryable|ECONNRESET|EPIPE|unexpected EOF/,
    advice: 'The server, or something between, has ended the connection: see its log, and try again.',
  },
  {
    state: '57P03',
    words: /the database system is/,
    advice: 'The server is just starting or stopping: try again in a moment.',
  },
  {
    words: /ENOTFOUND|EAI_AGAIN|no such host/,
    advice: 'The host in DATABASE_URL is not known: is it spelled right?',
  },
  {
    words: /ECONNREFUSED|connection refused/,
    advice: 'Nothing listens there: is the server running, and the port right?',
  },
  {
    words: /not support SSL|SSL is not enabled/i,
    advice: 'Turn TLS on at the server (ssl = on): without it only a database on this machine is spoken to.',
  },
  {
    words: /certificate|altnames|\b(SSL|TLS)\b/i,
    advice:
      'The certificate must be valid for this host and signed by a public authority; for one of your own set NODE_EXTRA_CA_CERTS=FILE.',
  },
  {
    words: /^connected, but/,
    advice:
      'Is something locked, or the server overloaded? `select * from pg_stat_activity` shows who waits for what.',
  },
  {
    words: /i\/o timeout|timeout expired|ETIMEDOUT|connection timed out/i,
    advice: 'No answer: does a firewall or an allow-list keep this machine out?',
  },
];

/** A connection to it; what keeps that from being made is an Obstacle, with what to do. */
export async function connected(url: string): Promise<Client> {
  const client = newClient(url);
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new Obstacle(`${printableTarget(url)}: ${messageOf(cause)}. ${adviceFor(cause)}`, { cause });
  }
  return client;
}
