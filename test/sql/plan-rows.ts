// How many rows of tables PostgreSQL really read for a statement, counted by itself.
import type { Client } from 'pg';
import { expect } from 'vitest';
import type { Statement } from '../../src/postgres/statement.ts';

interface Plan {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

export async function rowsRead(
  client: Client,
  { text, parameters }: Pick<Statement<unknown>, 'text' | 'parameters'>,
): Promise<number> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, format json) ${text}`,
    parameters as unknown[],
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  expect(plan).toBeDefined();
  return plan ? rowsOf(plan) : Number.NaN;
}

function rowsOf(plan: Plan): number {
  const own =
    plan['Relation Name'] === undefined
      ? 0
      : (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return own + (plan.Plans ?? []).reduce((sum, child) => sum + rowsOf(child), 0);
}

/** Of one table, by the functions that a statement calls as well, into which no plan looks. */
export async function rowsFetched(
  client: Client,
  table: string,
  { text, parameters }: Pick<Statement<unknown>, 'text' | 'parameters'>,
): Promise<number> {
  const fetched = async () => {
    const { rows } = await client.query<{ rows: number }>(
      `select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables where relname = $1`,
      [table],
    );
    return rows[0]?.rows ?? Number.NaN;
  };
  await client.query('begin');
  const before = await fetched();
  await client.query(text, [...parameters]);
  const after = await fetched();
  await client.query('rollback');
  return after - before;
}
