// A statement is a value: what to send, and how to read what comes back. It holds no connection, so any route
// can run it, and a test can list, prepare and check all of them without running one.
import type { Column, Columns, Row } from './column.ts';
import { columnsOf, type RawRow } from './raw-row.ts';

/** What a parameter may be; times travel as ISO 8601 text, 64-bit ids as decimal text. */
export type Parameter = string | number | boolean | null | readonly (string | null)[] | readonly number[];

/** What goes to the server, and nothing else: safe to pass between isolates. */
export interface Query {
  /** Name of the prepared statement, unique per text; at most 63 bytes. */
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** Whether it may be sent again when its connection broke before the answer came. */
  readonly resend: boolean;
  /**
   * Whether it changes nothing and is quick: then it may share a transaction with others of its kind that come together
   * on one connection, and their answers come together.
   */
  readonly reads?: boolean;
  /**
   * Whether several may be asked as one: each parameter is a list, with one value for each who asks, and each row begins
   * with whose it is, counted from 1.
   */
  readonly merges?: boolean;
}

export interface Statement<Result> extends Query {
  /** Reads the rows; throws a TypeError where they are not what the columns say. */
  readonly decode: (rows: readonly RawRow[]) => Result;
}

/** Makes statements of one text; callable with what its parameters need. */
export interface StatementKind<Arguments extends readonly unknown[], Result> {
  (...args: Arguments): Statement<Result>;
  readonly statement: StatementOutline;
}

/** What can be checked of a statement without running it. */
export interface StatementOutline {
  readonly name: string;
  readonly text: string;
  readonly reads: boolean;
  readonly merges: boolean;
  readonly columns: Columns;
}

export interface StatementDefinition<Arguments extends readonly unknown[], Shape extends Columns, Result> {
  readonly name: string;
  /** A function where writing it at the start of each isolate would be too much; it always gives the same. */
  readonly text: string | (() => string);
  readonly resend: boolean;
  readonly reads?: boolean;
  readonly merges?: boolean;
  /** The select list, in its order. */
  readonly columns: Shape;
  readonly parameters: (...args: Arguments) => readonly Parameter[];
  readonly result: (rows: readonly Row<Shape>[]) => Result;
}

const defined = new Map<string, StatementOutline>();

/** Every statement of the modules loaded so far: a test prepares them all. */
export function definedStatements(): readonly StatementOutline[] {
  return [...defined.values()];
}

/** Defines a statement once, at module level; a name stands for one text. */
export function defineStatement<const Arguments extends readonly unknown[], Shape extends Columns, Result>(
  definition: StatementDefinition<Arguments, Shape, Result>,
): StatementKind<Arguments, Result> {
  const { name, text, resend, reads = false, merges = false, columns, parameters, result } = definition;
  if (new TextEncoder().encode(name).length > 63) {
    throw new RangeError(`statement name "${name}" is longer than the 63 bytes PostgreSQL keeps`);
  }
  if (reads && !resend) throw new RangeError(`what statement "${name}" reads may be read again`);
  if (merges && !reads) throw new RangeError(`statement "${name}" is asked as one with others, and writes`);
  const written = typeof text === 'string' ? () => text : text;
  const statement = {
    name,
    get text() {
      return written();
    },
    reads,
    merges,
    columns,
  };
  if (defined.has(name)) throw new RangeError(`two statements are named "${name}"`);
  defined.set(name, statement);
  const entries = Object.entries<Column<unknown>>(columns);
  const decode = (rows: readonly RawRow[]) => result(rows.map((row) => readRow<Shape>(name, entries, row)));
  const kind = (...args: Arguments): Statement<Result> => ({
    name,
    text: written(),
    resend,
    reads,
    merges,
    parameters: parameters(...args),
    decode,
  });
  return Object.assign(kind, { statement });
}

function readRow<Shape extends Columns>(
  name: string,
  entries: readonly [string, Column<unknown>][],
  raw: RawRow,
): Row<Shape> {
  const values = columnsOf(raw);
  if (values.length !== entries.length) {
    throw new TypeError(
      `statement "${name}" returned ${values.length} columns, declared are ${entries.length}`,
    );
  }
  const row: Record<string, unknown> = {};
  entries.forEach(([key, column], index) => {
    try {
      row[key] = column.decode(values[index] ?? null);
    } catch (cause) {
      throw new TypeError(`statement "${name}", column "${key}": ${(cause as Error).message}`, { cause });
    }
  });
  return row as Row<Shape>;
}
