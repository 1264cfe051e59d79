// What everything in this room is given by the Worker: the game, the clock, the database, the log. Made once an isolate.
import type { Game } from '../ladder/game.ts';
import type { Log } from '../log.ts';
import type { Statement } from '../postgres/statement.ts';

export interface Origin {
  readonly game: Game;
  readonly development: boolean;
  readonly now: () => number;
  readonly log: Log;
  /** One round trip, given up after `limitMs`. Rejects with a Fault. */
  readonly run: <Result>(statement: Statement<Result>, limitMs: number) => Promise<Result>;
  /** What the log may hold of an error. */
  readonly told: (error: unknown) => Record<string, unknown>;
}

/** What a failing statement rejects with. */
export interface Fault {
  readonly reason: string;
  readonly sqlstate: string | null;
  readonly message: string;
}

/** Whether it is the database that did not answer, and not we who asked it wrongly. */
export function isAbsence(error: unknown): boolean {
  const { reason } = error as Partial<Fault>;
  return reason === 'unreachable' || reason === 'broken' || reason === 'deadline';
}
