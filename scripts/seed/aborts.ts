// The aborts that the players of a made-up season have used up this month: what the ladder counts when somebody aborts.
import type { Client } from 'pg';
import type { Population } from './population.ts';
import type { SeasonMatch } from './season.ts';
import type { Standings } from './standings.ts';

export class Aborts {
  /** The first day of the month, by UTC. */
  readonly #month: Date;
  readonly #used = new Map<bigint, number>();

  constructor(now: Date) {
    this.#month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  }

  count({ first, second, course }: SeasonMatch, standings: Standings, { ids }: Population): void {
    const { state, aborter, endedAt } = course;
    // To decline costs nothing.
    if (state !== 'aborted' || aborter === null || endedAt < this.#month.getTime()) return;
    const player = ids[standings.player[aborter === 0 ? first : second] ?? 0] ?? 0n;
    this.#used.set(player, (this.#used.get(player) ?? 0) + 1);
  }

  /** Once the players are there and can be found. Those of a month before do not count. */
  async write(client: Client): Promise<void> {
    await client.query(
      `update players set aborts_month = $1::date, aborts_used = aborts.used
       from unnest($2::bigint[], $3::int[]) as aborts (player_id, used) where id = player_id`,
      [this.#month.toISOString().slice(0, 10), [...this.#used.keys()].map(String), [...this.#used.values()]],
    );
  }
}
