// `npm run db:migrate`: brings a database's schema up to date with migrations/, by dbmate. Running it again does
// nothing; a failing migration leaves no trace of itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveBinary } from 'dbmate';
import { type Call, type Command, runCommand } from '../dev/command.ts';
import { Obstacle } from '../dev/obstacle.ts';
import { knownAdvice } from './database-advice.ts';
import { openTarget, printableTarget, readAddress } from './database-target.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');
const CONNECT_SECONDS = '15';
const USAGE = 'usage: npm run db:migrate [-- --env-file FILE] (the database is DATABASE_URL)';

/** Applies what is pending; `report` takes a line for each migration. */
export async function migrate(databaseUrl: string, report: (line: string) => void): Promise<void> {
  // Throws, in words, where it is none.
  readAddress(databaseUrl);
  const child = spawn(
    resolveBinary(),
    [`--migrations-dir=${MIGRATIONS}`, '--no-dump-schema', '--env=EDGE_LADDER_DATABASE', 'migrate'],
    // The URL goes by the environment: command lines can be read by everyone on the machine.
    { env: dbmateEnvironment(databaseUrl), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  let unfinished = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('Applied: ')) report(line.replace(/ in [\d.µmns]+$/, ''));
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code === 0) return;
  const reason = complaints.replace(/^Error: /, '').trim() || `dbmate ended with code ${code}`;
  throw new Obstacle(
    [
      `${printableTarget(databaseUrl)} could not be migrated: ${withoutPassword(reason, databaseUrl)}`,
      knownAdvice(new Error(reason)),
    ]
      .filter((line) => line !== null)
      .join('\n'),
  );
}

/**
 * A text without the user and password of a URL, as they were written and as others may write them. The password by
 * itself may be any word: taken out wherever that stands, it would be told by the gaps.
 */
export function withoutPassword(text: string, databaseUrl: string): string {
  const { username, password } = new URL(databaseUrl);
  const { user, password: plain } = readAddress(databaseUrl);
  const written = /^\w+:\/\/([^/?#]*)@/.exec(databaseUrl)?.[1];
  const told = `${encodeURIComponent(user)}:${encodeURIComponent(plain)}`;
  const forms = [written, told, `${username}:${password}`, `${user}:${plain}`].filter(
    (form) => form !== undefined,
  );
  return password === '' ? text : forms.reduce((rest, form) => rest.replaceAll(`${form}@`, '***@'), text);
}

/** A database's URL as dbmate takes it. */
export function dbmateUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const { host, user, password, database, tls } = readAddress(databaseUrl);
  // A percent sign that stands for itself is read by the Worker, and makes it no URL for dbmate.
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  url.pathname = `/${encodeURIComponent(database)}`;
  // Whoever takes the connection and then says nothing: it would be waited for without end.
  const limit = url.searchParams.get('connect_timeout') ?? CONNECT_SECONDS;
  // The Worker hears nothing of what stands behind the path. dbmate would go to another host or schema by it, and pass
  // on to the server, which refuses them, the words that libpq and other drivers have for themselves.
  url.search = '';
  url.searchParams.set('sslmode', tls ? 'verify-full' : 'disable');
  url.searchParams.set('connect_timeout', limit);
  // An IPv6 address would lose its brackets in dbmate; what it is told as a socket's it passes on as it is.
  if (host.includes(':')) url.searchParams.set('socket', host);
  return url.href;
}

function dbmateEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  // One setting for a certificate authority of one's own, for Node and for dbmate.
  const authority = process.env['PGSSLROOTCERT'] ?? process.env['NODE_EXTRA_CA_CERTS'];
  return {
    ...process.env,
    ...(authority === undefined ? {} : { PGSSLROOTCERT: authority }),
    EDGE_LADDER_DATABASE: dbmateUrl(databaseUrl),
  };
}

async function main({ args, environment, print }: Call): Promise<number> {
  const target = await openTarget({ environment, print }, readArguments(args));
  try {
    let applied = 0;
    await migrate(target.url, (line) => {
      applied += 1;
      print(line);
    });
    print(
      `${printableTarget(target.url)} is up to date${applied === 0 ? ', as it was' : `: ${applied} applied`}`,
    );
  } finally {
    await target.close();
  }
  return 0;
}

function readArguments(args: readonly string[]): string | undefined {
  try {
    const options = { 'env-file': { type: 'string' } } as const;
    return parseArgs({ args, options }).values['env-file'];
  } catch (cause) {
    throw new Obstacle(USAGE, { cause });
  }
}

export const command: Command = { usage: USAGE, main };

if (import.meta.main) await runCommand(command);
