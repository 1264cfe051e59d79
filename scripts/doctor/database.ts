// The doctor's look at the database: reached by the route the Worker would take, encrypted, recent enough, migrated,
// near. One connection, read only.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../src/configuration.ts';
import { type DatabaseAddress, readDatabaseAddress } from '../../src/postgres/address.ts';
import type { Connection } from '../../src/postgres/connection.ts';
import { columnsOf } from '../../src/postgres/raw-row.ts';
import { openSession } from '../../src/postgres/session.ts';
import { webSocket } from '../../src/postgres/websocket.ts';
import { advisedCommand } from '../advised-command.ts';
import { adviceFor, messageOf } from '../database-advice.ts';
import { consistency } from './consistency.ts';
import { type Finding, failing, note, well } from './finding.ts';
import { leftovers } from './leftovers.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations');
/** The oldest that knows all that the migrations use, and the one that they are tested on. */
const OLDEST_VERSION = 15;
const TESTED_VERSION = 18;
const SUPPORTED = `${OLDEST_VERSION} or later; tested on ${TESTED_VERSION}`;
const ROUND_TRIPS = 11;
/** Of what is not migrated yet, and of what is so already elsewhere. */
const MOST_NAMED = 3;
/** An interaction has three seconds and needs one round trip, but players feel a tenth of a second. */
const FAR_MS = 100;
/** For one question; whoever connects and then hears nothing is told so. */
const ANSWER_MS = 10_000;

type Ask = (text: string) => Promise<string>;

export interface Look {
  /** With the check that reads the whole ladder, which has all the time that it takes. */
  readonly deep?: boolean;
  readonly answerMs?: number;
  /** What `--env-file` named: where the settings are from. */
  readonly file?: string | undefined;
}

export async function databaseFindings(
  settings: DatabaseSettings,
  url: string,
  { deep = false, answerMs = ANSWER_MS, file }: Look = {},
): Promise<Finding[]> {
  const address = readDatabaseAddress(url);
  if (typeof address === 'string') return [failing('database', `DATABASE_URL ${address}`, 'Correct it.')];
  const { route, connect } = wayTo(settings, address);
  const place = `${address.host}:${address.port}/${address.database}`;
  const begun = performance.now();
  let connection: Connection;
  try {
    connection = await connect();
  } catch (error) {
    return [failing('database', `${place} by ${route}: ${messageOf(error)}`, adviceFor(error))];
  }
  try {
    const tookMs = performance.now() - begun;
    const ask = asking(connection, answerMs);
    const migrated = await migrations(ask, file);
    return [
      well('database', `${place} by ${route}, connected in ${tookMs.toFixed(0)} ms`),
      encryption(settings, address),
      versionFinding(await ask('show server_version')),
      migrated,
      await roundTrip(ask),
      // What the checks ask is in the newest migration, and may be in none of those that follow.
      ...(migrated.state === 'well' ? [await disputes(ask), ...(await leftovers(ask))] : []),
      ...(deep && migrated.state === 'well' ? [await consistency(connection)] : []),
    ];
  } catch (error) {
    return [failing('database', `${place} by ${route}: ${messageOf(error)}`, adviceFor(error))];
  } finally {
    connection.destroy();
  }
}

function wayTo(settings: DatabaseSettings, address: DatabaseAddress) {
  const onBroken = () => {};
  const direct = () => openSession({ address, stream: undefined, onBroken });
  // The binding itself exists only in a Worker; what it dials can be reached from here.
  if (settings.route === 'hyperdrive') return { route: 'hyperdrive (its origin, directly)', connect: direct };
  const { transport, webSocketProxy } = settings.pool;
  if (transport === 'tcp') return { route: 'pool, tcp', connect: direct };
  return { route: 'pool, websocket', connect: () => webSocket(address, webSocketProxy)(onBroken) };
}

function encryption(settings: DatabaseSettings, address: DatabaseAddress): Finding {
  if (!address.tls) return well('encryption', 'not needed: the database is on this machine');
  const websocket = settings.route === 'pool' && settings.pool.transport === 'websocket';
  return well(
    'encryption',
    `${websocket ? 'secure WebSocket' : 'TLS'}, certificate verified for ${address.host}`,
  );
}

/** Of what `show server_version` says. */
export function versionFinding(text: string): Finding {
  const major = Number.parseInt(text, 10);
  if (major < OLDEST_VERSION) {
    return failing('PostgreSQL', text, `Move to ${SUPPORTED}.`);
  }
  return major === TESTED_VERSION ? well('PostgreSQL', text) : note('PostgreSQL', `${text} (${SUPPORTED})`);
}

async function migrations(ask: Ask, file: string | undefined): Promise<Finding> {
  const known = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const table = await ask("select to_regclass('schema_migrations') is not null");
  const applied = new Set(
    table === 't' ? (await ask("select string_agg(version, ',') from schema_migrations")).split(',') : [],
  );
  const pending = known.filter((name) => !applied.has(versionOf(name)));
  const versions = new Set(known.map(versionOf));
  const ahead = [...applied].filter((version) => version !== '' && !versions.has(version)).sort();
  const findings = [
    ...(pending.length > 0 ? [`${pending.length} pending: ${firstOf(pending)}`] : []),
    ...(ahead.length > 0 ? [`has ${ahead.length} that this checkout has not: ${firstOf(ahead)}`] : []),
  ];
  if (findings.length === 0) return well('migrations', `all ${known.length} applied`);
  return failing('migrations', findings.join('; '), migrationAdvice(pending, ahead, file));
}

function migrationAdvice(
  pending: readonly string[],
  ahead: readonly string[],
  file: string | undefined,
): string {
  const command = advisedCommand('db:migrate', file);
  if (ahead.length === 0) return command;
  if (pending.length > 0)
    return `This checkout and what has migrated the database have gone apart: bring them together, then ${command}`;
  return 'This checkout is older than the database: check out the version that migrated it, and deploy that one.';
}

/** The number before a migration's name. */
function versionOf(name: string): string {
  return name.split('_')[0] ?? '';
}

function firstOf(names: readonly string[]): string {
  return `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ', …' : ''}`;
}

/** Those that wait for staff, who cannot be told of them. */
async function disputes(ask: Ask): Promise<Finding> {
  const unheard = await ask(
    `select string_agg(distinct matches.id || ' (' || outbox.fault || ')', ', ')
     from matches join outbox on outbox.match_id = matches.id and outbox.kind = 'dispute'
     where matches.state = 'disputed' and outbox.sent_at is null and outbox.fault is not null`,
  );
  if (unheard === '') return well('disputes', 'staff know of all that are open');
  return failing(
    'disputes',
    `staff cannot be told of match ${unheard}`,
    'Set STAFF_CHANNEL_ID, and let the bot view that channel, write and embed there; or settle it by /admin resolve.',
  );
}

async function roundTrip(ask: Ask): Promise<Finding> {
  const times: number[] = [];
  for (let trip = 0; trip < ROUND_TRIPS; trip++) {
    const sent = performance.now();
    await ask('select 1');
    times.push(performance.now() - sent);
  }
  const medianMs = times.sort((a, b) => a - b)[Math.trunc(ROUND_TRIPS / 2)] ?? Number.NaN;
  const finding = `${medianMs.toFixed(1)} ms from here (median of ${ROUND_TRIPS})`;
  if (medianMs < FAR_MS) return well('round trip', finding);
  return note(
    'round trip',
    finding,
    'Far from here; what counts is the way from the Worker: GET /status shows it.',
  );
}

function asking(connection: Connection, answerMs: number): Ask {
  return async (text) => {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new Error(`connected, but no answer to "${text}" within ${answerMs / 1_000} s`)),
      answerMs,
    );
    try {
      const answer = connection.send({ name: '', text, parameters: [], resend: true });
      const [row] = await Promise.race([answer, late]);
      return (row && columnsOf(row)[0]) ?? '';
    } finally {
      clearTimeout(timer);
    }
  };
}
