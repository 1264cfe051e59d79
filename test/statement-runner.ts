// Runs a statement on a connection of the test's own, as the routes to the database do: parameters and columns as text.
import type { Client } from 'pg';
import type { RawRow, Statement } from '../src/postgres/statement.ts';

export function statementRunner(client: Client) {
  return async <Result>({ text, parameters, decode }: Statement<Result>): Promise<Result> => {
    const { rows } = await client.query<(string | null)[]>({
      text,
      values: [...parameters],
      rowMode: 'array',
      types: { getTypeParser: () => (value: string) => value },
    });
    return decode(rows as RawRow[]);
  };
}
