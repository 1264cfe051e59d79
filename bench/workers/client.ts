// A plain pg client in its plainest use: what a Worker does that follows pg's own documentation.
import type { ClientConfig, Client as PgClient, Pool, PoolClient } from 'pg';
import type { Query } from '../../src/postgres/statement.ts';
import type { BenchVariables, Columns } from './profile-endpoint.ts';

const AS_TEXT = { getTypeParser: () => (value: string) => value };

export function clientConfig({ DATABASE_URL, DATABASE_TLS }: BenchVariables): ClientConfig {
  return { connectionString: DATABASE_URL, ssl: DATABASE_TLS === 'true' };
}

export async function send(
  client: PgClient | Pool | PoolClient,
  { name, text, parameters }: Query,
): Promise<readonly Columns[]> {
  const result = await client.query<(string | null)[]>({
    name,
    text,
    values: [...parameters],
    rowMode: 'array',
    types: AS_TEXT,
  });
  return result.rows;
}
