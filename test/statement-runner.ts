// Runs a statement on a connection of the test's own, as the routes to the database do: parameters and columns as text.
import type { Client } from 'pg';
import { packedRow } from '../dev/packed-row.ts';
import type { Query, Statement } from '../src/postgres/statement.ts';

export function statementRunner(client: Client) {
  return async <Result>(statement: Statement<Result>): Promise<Result> =>
    statement.decode((await rowsAsText(client, statement)).map(packedRow));
}

export async function rowsAsText(
  client: Client,
  { text, parameters }: Pick<Query, 'text' | 'parameters'>,
): Promise<(string | null)[][]> {
  const { rows } = await client.query<(string | null)[]>({
    text,
    values: [...parameters],
    rowMode: 'array',
    types: { getTypeParser: () => (value: string) => value },
  });
  return rows;
}
