// What an endpoint is: an address, the query it reads, one statement, and the reply made of what the statement found.
// Everything else (form, keeping, limits, problems) is the same for all: see routes.ts.
import type * as v from 'valibot';
import type { Game } from '../../ladder/game.ts';
import type { Statement } from '../../postgres/statement.ts';
import { type InvalidParameter, type QuerySchema, readQuery } from './query.ts';

/** What is in its path, by its names there. */
export type Parameters = Readonly<Record<string, string>>;

export interface Asked<Query> {
  readonly game: Game;
  readonly now: Date;
  readonly parameters: Parameters;
  readonly query: Query;
}

interface Definition<Schema extends QuerySchema, Found, Reply extends object> {
  /** Below the API's own; `:name` stands for a parameter. */
  readonly path: string;
  readonly query: (game: Game) => Schema;
  /** The parameters as they are compared, where several spellings mean the same. A text says why nothing can be there. */
  readonly normalised?: (parameters: Parameters) => Parameters | string;
  readonly statement: (asked: Asked<v.InferOutput<Schema>>) => Statement<Found>;
  /** A text says why there is nothing. */
  readonly reply: (found: Found, asked: Asked<v.InferOutput<Schema>>) => Reply | string;
  /** Of a table of it: paths within a row, such as `first.player`. */
  readonly columns: readonly string[];
  readonly rows: (reply: Reply) => readonly object[];
  /** The cursor of the next page; null where there is none. */
  readonly next?: (found: Found, asked: Asked<v.InferOutput<Schema>>) => string | null;
}

export interface Endpoint {
  readonly path: string;
  readonly query: (game: Game) => QuerySchema;
  readonly columns: readonly string[];
  ask(search: URLSearchParams, parameters: Parameters, game: Game): Question;
}

export type Question =
  | { readonly ok: false; readonly invalid: readonly InvalidParameter[] }
  /** Nothing can be there, and nobody need be asked. */
  | { readonly ok: false; readonly invalid: null; readonly detail: string }
  | {
      readonly ok: true;
      /** Says everything that the answer depends on. */
      readonly key: string;
      answer(run: Run, now: Date): Promise<Answered>;
    };

type Run = <Result>(statement: Statement<Result>) => Promise<Result>;

export type Answered =
  | { readonly found: false; readonly detail: string }
  | {
      readonly found: true;
      readonly reply: object;
      readonly rows: readonly object[];
      /** Where the next page is, below the API's own address; null where there is none. */
      readonly next: { readonly path: string; readonly search: string } | null;
    };

export function endpoint<Schema extends QuerySchema, Found, Reply extends object>(
  definition: Definition<Schema, Found, Reply>,
): Endpoint {
  const { path, query, normalised, columns } = definition;
  return {
    path,
    query,
    columns,
    ask(search, parameters, game) {
      const read = readQuery(query(game), search);
      if (!read.ok) return read;
      const meant = normalised?.(parameters) ?? parameters;
      if (typeof meant === 'string') return { ok: false, invalid: null, detail: meant };
      return {
        ok: true,
        // In the schema's order, whatever the order in the address.
        key: JSON.stringify([path, meant, read.query]),
        async answer(run, now) {
          const asked = { game, now, parameters: meant, query: read.query };
          const found = await run(definition.statement(asked));
          const reply = definition.reply(found, asked);
          if (typeof reply === 'string') return { found: false, detail: reply };
          const cursor = definition.next?.(found, asked) ?? null;
          const rows = definition.rows(reply);
          const next =
            cursor === null ? null : { path: filled(path, meant), search: following(search, cursor) };
          return { found: true, reply, rows, next };
        },
      };
    },
  };
}

function filled(path: string, parameters: Parameters): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
}

/** The same question, from the cursor on. */
function following(search: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(search);
  next.delete('cursor');
  next.sort();
  next.set('cursor', cursor);
  return `?${next}`;
}
