// Makes statements meet: a player's row is held until all of them wait for it, so that none has seen what another did
// when it began.
import type { RunningLadder } from './running-ladder.ts';
import { until } from './until.ts';

/** So many statements can wait at once: those on one lane wait for each other before they wait for the row. */
export const THREE_LANES = { POOL_MIN: '3', POOL_MAX: '3' };

/** Resolves when the row is held, with what lets go of it once so many wait. */
export async function heldRow(
  ladder: RunningLadder,
  id: string,
): Promise<(waiting: number) => Promise<void>> {
  const { operator } = ladder;
  await until(async () => {
    // The pool makes a lane when those it has are busy.
    await Promise.all(Array.from({ length: 9 }, () => ladder.command(id, 'terms')));
    const { rows } = await operator.query(
      `select count(*)::int as lanes from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    return rows[0].lanes >= Number(THREE_LANES.POOL_MIN);
  });
  await operator.query('begin');
  await operator.query('select from players where id = $1 for update', [id]);
  return async (waiting) => {
    await until(async () => {
      const { rows } = await operator.query(
        `select count(distinct pid)::int as waiting from pg_locks
         where not granted and pid in (
           select pid from pg_locks
           where database = (select oid from pg_database where datname = current_database())
         )`,
      );
      return rows[0].waiting >= waiting;
    });
    await operator.query('commit');
  };
}
