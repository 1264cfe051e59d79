// A pool on a scripted server, and the shorthand its tests share.
import { Pool } from '../../src/postgres/pool.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import type { PoolEvent } from '../../src/postgres/pool-figures.ts';
import type { Query } from '../../src/postgres/statement.ts';
import { FULL, HandClock, ScriptedServer, settled } from './scripted-connection.ts';

export const LIMITS = { waitMs: 1_800, answerMs: 15_000 };

export function query(name: string, { resend = false } = {}): Query {
  return { name, text: `select '${name}'`, parameters: [], resend };
}

export function poolOn({ min = 2, max = 5, open = true, keepWarm = true } = {}) {
  const clock = new HandClock();
  const server = new ScriptedServer({ open });
  const events: PoolEvent[] = [];
  const pool = new Pool({
    min,
    max,
    keepWarm,
    connect: server.connect,
    clock,
    report: (event) => events.push(event),
  });
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

/** Its first lane has answered whatever it had, and the server has refused another one. */
export async function refusedOneMore({ pool, server, run }: ReturnType<typeof poolOn>): Promise<void> {
  await pool.warm(1_000);
  server.open = false;
  for (let count = 0; count < 6; count += 1) void run(`statement ${count}`);
  await settled();
  server.refuseAll(FULL);
  while (server.made[0]?.sent.length) await server.made[0].answer();
}

/** What became of a promise, or null while it is open. */
export function watched(promise: Promise<PoolAnswer>): { value: PoolAnswer | null } {
  const seen: { value: PoolAnswer | null } = { value: null };
  void promise.then((value) => {
    seen.value = value;
  });
  return seen;
}
