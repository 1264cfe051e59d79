// A query of pg's that asks for rows and nothing else. What the columns are, the statement knows (see column.ts): so
// Describe is left out, and its answer, which names every column with every result; rows stay the text they came as.
import { Query as PgQuery } from 'pg';
import type { Parameter, Query, RawRow } from './statement.ts';

declare module 'pg' {
  // What pg's own types leave out of the class.
  interface Query {
    callback: (error: Error | null, result?: unknown) => void;
    hasBeenParsed(wire: Wire): boolean;
  }
}

/** The part of pg's Connection that a query writes to. */
interface Wire {
  parse(message: { name: string; text: string }): void;
  bind(message: { statement: string; values: readonly (string | null)[] }): void;
  execute(message: object): void;
  sync(): void;
  readonly submittedNamedStatements: Record<string, string>;
}

/** The methods are those that pg's Client and Query.submit call. */
export class RowsQuery extends PgQuery {
  readonly #query: Query;
  readonly #rows: RawRow[] = [];

  constructor(query: Query, answered: (error: Error | null, rows: readonly RawRow[]) => void) {
    super({ name: query.name, text: query.text });
    this.#query = query;
    this.callback = (error) => answered(error, this.#rows);
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(wire: Wire): void {
    const { name, text, parameters } = this.#query;
    if (name === '' || !this.hasBeenParsed(wire)) {
      wire.parse({ name, text });
      if (name !== '') wire.submittedNamedStatements[name] = text;
    }
    wire.bind({ statement: name, values: parameters.map(asText) });
    wire.execute({});
    wire.sync();
  }

  handleDataRow({ fields }: { readonly fields: RawRow }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback(null);
  }
}

/** PostgreSQL's text format of a parameter; in an array's, quotes and backslashes are escaped. */
function asText(value: Parameter): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  return `{${value.map((item: string | number) => `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
