// /admin snapshot: what is going on at this moment.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { matchStates } from '../../ladder/match.ts';
import { described } from '../../messages/languages/index.ts';
import { type Snapshot, snapshotMessage } from '../../messages/staff-snapshot.ts';
import { bigint, integer, listOf, nullable, oneOf, text, timestamp } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { actorOf } from './asking.ts';

const MATCHES_SHOWN = 15;

export const snapshot: Subcommand<Context> = {
  name: 'snapshot',
  ...described((words) => words.staffCommands.snapshot),
  async execute(interaction, context) {
    const { database, game } = context;
    const found = await database.run(ladderSnapshot(actorOf(interaction, context), game.id));
    if (found === null) return context.refuse({ reason: 'staff-only' });
    return snapshotMessage(found, interaction.locale);
  },
};

/** Disputes come first: they wait for staff. */
const ladderSnapshot = defineStatement({
  name: 'admin.snapshot',
  text: `select staff.refusal, season.name, season.starts_at, season.ends_at, queue.waiting, queue.since,
  open.proposed, open.live, open.disputed, shown.matches, courier.waiting, courier.oldest
from (select staff_guard($1, $2, false) as refusal) staff
left join seasons season on staff.refusal is null and season.game = $3 and season.closed_at is null
left join lateral (
  select count(*)::int as waiting, min(joined_at) as since from places where match_id is null
) queue on staff.refusal is null
left join lateral (
  select (count(*) filter (where state = 'proposed'))::int as proposed,
    (count(*) filter (where state = 'live'))::int as live,
    (count(*) filter (where state = 'disputed'))::int as disputed
  from matches where deadline is not null
) open on staff.refusal is null
left join lateral (
  select coalesce(json_agg(
    json_build_array(one.id::text, one.state, one.first, one.second, one.wave_at, one.deadline) order by one.turn
  ), '[]') as matches
  from (
    select match.id, match.state, match.wave_at, match.deadline,
      coalesce(first.name, first.id::text) as first, coalesce(second.name, second.id::text) as second,
      row_number() over (order by match.state = 'disputed' desc, match.id) as turn
    from matches match
    join match_players seat on seat.match_id = match.id and seat.contestant = 'first'
    join players first on first.id = seat.player_id
    join players second on second.id = seat.opponent_id
    where match.deadline is not null
    order by match.state = 'disputed' desc, match.id limit ${MATCHES_SHOWN}
  ) one
) shown on staff.refusal is null
left join lateral (
  select count(*)::int as waiting, min(created_at) as oldest
  from outbox where sent_at is null and given_up_at is null
) courier on staff.refusal is null`,
  resend: true,
  columns: {
    refusal: nullable(text),
    season: nullable(text),
    startsAt: nullable(timestamp),
    endsAt: nullable(timestamp),
    waiting: nullable(integer),
    waitingSince: nullable(timestamp),
    proposed: nullable(integer),
    live: nullable(integer),
    disputed: nullable(integer),
    matches: nullable(
      listOf({
        id: bigint,
        state: oneOf(matchStates),
        first: text,
        second: text,
        since: timestamp,
        deadline: timestamp,
      }),
    ),
    unsent: nullable(integer),
    unsentSince: nullable(timestamp),
  },
  parameters: ({ id, owner }: StaffActor, game: string) => [id, owner, game],
  result: ([row]): Snapshot | null => {
    if (!row || row.refusal !== null) return null;
    const { season, startsAt, endsAt } = row;
    return {
      season: season !== null && startsAt && endsAt ? { name: season, startsAt, endsAt } : null,
      queue: { waiting: row.waiting ?? 0, since: row.waitingSince },
      open: { proposed: row.proposed ?? 0, live: row.live ?? 0, disputed: row.disputed ?? 0 },
      matches: row.matches ?? [],
      outbox: { unsent: row.unsent ?? 0, since: row.unsentSince },
    };
  },
});
