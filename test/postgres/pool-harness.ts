// A pool on a scripted server, and the shorthand its tests share.
import { Pool } from '../../src/postgres/pool.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import type { PoolEvent } from '../../src/postgres/pool-figures.ts';
import type { Query } from '../../src/postgres/statement.ts';
import { HandClock, ScriptedServer } from './scripted-connection.ts';

export const LIMITS = { waitMs: 1_800, answerMs: 15_000 };

export function query(name: string, { resend = false } = {}): Query {
  return { name, text: `select '${name}'`, parameters: [], resend };
}

export function poolOn({ min = 2, max = 5, open = true } = {}) {
  const clock = new HandClock();
  const server = new ScriptedServer({ open });
  const events: PoolEvent[] = [];
  const pool = new Pool({ min, max, connect: server.connect, clock, report: (event) => events.push(event) });
  return {
    pool,
    clock,
    server,
    events,
    run: (name: string, options = {}) => pool.run(query(name, options), LIMITS),
    runMany: (...names: readonly string[]) =>
      pool.runMany(names.map((name) => ({ query: query(name), limits: LIMITS }))),
    /** Whether every connection lent came back. */
    balanced: () => pool.figures().counters.borrowed === pool.figures().counters.returned,
  };
}

/** What became of a promise, or null while it is open. */
export function watched(promise: Promise<PoolAnswer>): { value: PoolAnswer | null } {
  const seen: { value: PoolAnswer | null } = { value: null };
  void promise.then((value) => {
    seen.value = value;
  });
  return seen;
}
