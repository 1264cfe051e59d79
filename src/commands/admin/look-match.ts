// /admin match: everything there is about one match, with what it did to the ratings and what staff did to it.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { described } from '../../messages/languages/index.ts';
import { type MatchLook, matchLookMessage } from '../../messages/staff-match.ts';
import { bigint, integer, listOf, nullable, oneOf, text, timestamp } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import { maybeSeenMatch, maybeSeenMatchColumns } from '../../sql/seen-match.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { actorOf } from './asking.ts';
import { completeMatches, matchNumber, matchOption } from './match-option.ts';

const LINES = 8;

export const lookMatch: Subcommand<Context> = {
  name: 'match',
  ...described((words) => words.staffCommands.matchLook),
  options: [matchOption],
  async execute(interaction, context) {
    const { database, game } = context;
    const found = await database.run(matchLook(actorOf(interaction, context), matchNumber(interaction)));
    if (found === 'staff-only') return context.refuse({ reason: found });
    if (found === null) return context.refuse({ reason: 'match-unknown' });
    return matchLookMessage(found, game, interaction.locale);
  },
  autocomplete: completeMatches,
};

const matchLook = defineStatement({
  name: 'admin.match',
  text: `select staff.refusal,
  (
    select coalesce(json_agg(json_build_array(seat.contestant, row.kind, row.before, row.delta, row.after, row.at)
      order by row.id), '[]')
    from ledger row
    join match_players seat on seat.match_id = row.match_id and seat.standing_id = row.standing_id
    where row.match_id = seen.id
  ),
  (
    select coalesce(json_agg(json_build_array(coalesce(last.details ->> 'event', last.action), last.actor_id::text, last.details ->> 'reason', last.at)
      order by last.id desc), '[]')
    from (select * from audit_log where match_id = seen.id order by id desc limit ${LINES}) last
  ),
  seen.*
from (select staff_guard($1, $2, false) as refusal) staff
left join lateral match_seen(case when staff.refusal is null then $3::bigint end) seen on true`,
  resend: true,
  columns: {
    refusal: nullable(text),
    ledger: listOf({
      who: oneOf(['first', 'second']),
      kind: oneOf(['match', 'undo']),
      before: integer,
      delta: integer,
      after: integer,
      at: timestamp,
    }),
    audit: listOf({ action: text, by: bigint, reason: nullable(text), at: timestamp }),
    ...maybeSeenMatchColumns,
  },
  parameters: ({ id, owner }: StaffActor, match: string) => [id, owner, match],
  result: ([row]): MatchLook | 'staff-only' | null => {
    if (!row || row.refusal !== null) return 'staff-only';
    const match = maybeSeenMatch(row);
    return match && { match, ledger: row.ledger, audit: row.audit };
  },
});
