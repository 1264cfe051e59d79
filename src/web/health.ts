// GET /health: 200 when an interaction could be served now, 503 with the cause when not. Says nothing that an
// operator would not show to anybody.
import type { Statement } from '../postgres/statement.ts';
import { schemaVersion } from '../sql/upkeep.ts';
import type { Fault } from './origin.ts';

/** The newest migration that this version of the code needs; a test compares it with the folder. */
export const SCHEMA_VERSION = '20261126008200';

/** Without the file of a deployment's settings it would migrate the database of a checkout, which `npm start` does. */
const MIGRATE = 'npm run db:migrate -- --env-file FILE';

export interface Health {
  readonly status: 'ok' | 'unavailable';
  readonly cause?: string;
  readonly route?: string;
  readonly schema?: string | null;
  readonly roundTripMs?: number;
}

export interface HealthCheck {
  readonly route: string;
  readonly run: <Result>(statement: Statement<Result>) => Promise<Result>;
  readonly now: () => number;
  /** Told what went wrong, whole. */
  readonly onFault: (fault: Fault) => void;
}

export async function health({ route, run, now, onFault }: HealthCheck): Promise<Health> {
  const asked = now();
  let schema: string | null;
  try {
    schema = await run(schemaVersion());
  } catch (error) {
    const fault = error as Fault;
    onFault(fault);
    return { status: 'unavailable', route, cause: causeOf(fault) };
  }
  const roundTripMs = now() - asked;
  if (schema === null || schema < SCHEMA_VERSION) {
    const cause = `the database has migration ${schema ?? 'none'}, this version needs ${SCHEMA_VERSION}: ${MIGRATE}`;
    return { status: 'unavailable', route, schema, roundTripMs, cause };
  }
  return { status: 'ok', route, schema, roundTripMs };
}

/** In our words: what PostgreSQL says names users and databases, and is for the log. */
function causeOf({ reason, sqlstate }: Fault): string {
  if (sqlstate === '42P01') return `the database has no tables yet: ${MIGRATE}`;
  if (sqlstate === '28P01') return 'the database refuses the user or the password of DATABASE_URL';
  if (sqlstate === '28000')
    return 'the database takes no such user from here, or not by this kind of connection';
  if (sqlstate === '3D000') return 'the server has no database of the name in DATABASE_URL';
  const code = sqlstate === null ? '' : ` (SQLSTATE ${sqlstate})`;
  return reason === 'rejected'
    ? `the database answers with an error${code}`
    : `the database does not answer${code}`;
}
