// GET /health: 200 when an interaction could be served now, 503 with the cause when not. Says nothing that an
// operator would not show to anybody.
import type { Statement } from '../postgres/statement.ts';
import { schemaVersion } from '../sql/upkeep.ts';

/** The newest migration that this version of the code needs; a test compares it with the folder. */
export const SCHEMA_VERSION = '20261123180500';

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
}

export async function health({ route, run, now }: HealthCheck): Promise<Health> {
  const asked = now();
  let schema: string | null;
  try {
    schema = await run(schemaVersion());
  } catch (error) {
    return { status: 'unavailable', route, cause: causeOf(error) };
  }
  const roundTripMs = now() - asked;
  if (schema === null || schema < SCHEMA_VERSION) {
    const cause = `the database has migration ${schema ?? 'none'}, this version needs ${SCHEMA_VERSION}: run npm run db:migrate`;
    return { status: 'unavailable', route, schema, roundTripMs, cause };
  }
  return { status: 'ok', route, schema, roundTripMs };
}

/** 42P01: there is no such table. */
function causeOf(error: unknown): string {
  const { sqlstate, message } = error as { sqlstate?: string | null; message?: string };
  if (sqlstate === '42P01') return 'the database has no tables yet: run npm run db:migrate';
  return `the database does not answer: ${message ?? 'unknown cause'}`;
}
