// Statements that meet on purpose: the test goes on when they wait for each other.
import type { Client } from 'pg';
import { until } from './until.ts';

/** Until so many sessions of this database wait for a lock at least. In a transaction of its own, or in none. */
export async function untilWaiting(watcher: Pick<Client, 'query'>, count = 1): Promise<void> {
  await until(async () => {
    const { rowCount } = await watcher.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    return (rowCount ?? 0) >= count;
  });
}
