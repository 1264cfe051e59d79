// What the ladder is busy with right now, in one statement, whatever has been played: the queue, matches that are not
// over, what is still to be said, and how far the schema has come. Each is read from an index that holds no more.
import { integer, nullable, text, texts } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

export interface LadderFigures {
  readonly season: string | null;
  readonly queue: { readonly players: number; readonly longestSeconds: number };
  readonly matches: { readonly proposed: number; readonly live: number; readonly disputed: number };
  /** What is not said yet; `due`: of those, what may be; `oldestSeconds`: since the oldest of these was. */
  readonly outbox: {
    readonly messages: number;
    readonly due: number;
    readonly oldestSeconds: number;
    /** Those that an attempt has failed of. */
    readonly tried: number;
  };
  /** The newest first. */
  readonly migrations: readonly string[];
}

const SHOWN_MIGRATIONS = 5;

export const ladderFigures = defineStatement({
  name: 'ladder.figures',
  text: `select
  (select name from seasons where game = $1 and closed_at is null),
  queue.players, queue.seconds,
  match.proposed, match.live, match.disputed,
  said.messages, said.due, said.seconds, said.tried,
  array(select version::text from schema_migrations order by version desc limit ${SHOWN_MIGRATIONS})
from (
  select count(*)::int as players,
    greatest(0, coalesce(extract(epoch from $2::timestamptz - min(joined_at)), 0))::int as seconds
  from places where match_id is null
) queue
cross join (
  select count(*) filter (where state = 'proposed')::int as proposed,
    count(*) filter (where state = 'live')::int as live,
    count(*) filter (where state = 'disputed')::int as disputed
  from matches where deadline is not null
) match
cross join (
  select count(*)::int as messages, count(*) filter (where due_at <= $2)::int as due,
    greatest(0, coalesce(extract(epoch from $2 - min(due_at)), 0))::int as seconds,
    count(*) filter (where attempts > 0)::int as tried
  from outbox where sent_at is null and given_up_at is null
) said`,
  resend: true,
  columns: {
    season: nullable(text),
    players: integer,
    longestSeconds: integer,
    proposed: integer,
    live: integer,
    disputed: integer,
    messages: integer,
    due: integer,
    oldestSeconds: integer,
    tried: integer,
    migrations: texts,
  },
  parameters: (game: string, now: Date) => [game, now.toISOString()],
  result: ([row]): LadderFigures => {
    if (row === undefined) throw new TypeError('no row of figures');
    const { season, players, longestSeconds, proposed, live, disputed, migrations } = row;
    const { messages, due, oldestSeconds, tried } = row;
    return {
      season,
      queue: { players, longestSeconds },
      matches: { proposed, live, disputed },
      outbox: { messages, due, oldestSeconds, tried },
      migrations,
    };
  },
});
