// What a page is: an address, the question that the address asks, one statement, and how its answer looks. Everything
// else (language, frame, keeping, failure) is the same for all: see pages.tsx.
import type { Child } from 'hono/jsx';
import type { Game } from '../ladder/game.ts';
import type { Statement } from '../postgres/statement.ts';
import type { Framed, Section } from './layout.tsx';
import type { Query, Reader } from './reader.ts';

export interface Page<Question, Found> {
  /** As hono reads it. */
  readonly pattern: string;
  readonly section?: Section;
  /** Null: nothing is at this address. What the query says wrongly is left out, as if it said nothing. */
  question(asked: Asked, game: Game): Question | null;
  /** The one address of all that ask the same: it is what is kept, and where the links of languages lead. */
  address(question: Question): { readonly path: string; readonly query?: Query };
  statement(question: Question, context: { readonly game: Game }): Statement<Found>;
  /** Null: there is nothing of that name. */
  render(found: Found, question: Question, reader: Reader): Rendered | null;
}

export interface Asked {
  parameter(name: string): string;
  query(name: string): string | undefined;
  readonly now: Date;
}

export interface Rendered {
  /** 200 unless told: there is something to say, but not what was asked for. */
  readonly status?: 404;
  readonly title: string;
  readonly description?: string;
  readonly script?: NonNullable<Framed['script']>;
  readonly content: Child;
}

/** A page whatever it asks: what it is given is only ever its own question and its own answer. */
// biome-ignore lint/suspicious/noExplicitAny: a list of pages holds them all, and only a page knows its own types.
export type AnyPage = Page<any, any>;
