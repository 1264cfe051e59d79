// /admin player: everything staff need to know of one player.
import type { Context } from '../../context.ts';
import type { Subcommand } from '../../discord/command.ts';
import { matchStates } from '../../ladder/match.ts';
import { nameKey } from '../../ladder/player.ts';
import { described } from '../../messages/languages/index.ts';
import { type PlayerLook, playerLookMessage } from '../../messages/staff-player.ts';
import { bigint, boolean, integer, listOf, nullable, oneOf, text, timestamp } from '../../postgres/column.ts';
import { defineStatement } from '../../postgres/statement.ts';
import type { StaffActor } from '../../sql/staff-acts.ts';
import { completePlayers } from '../named-player.ts';
import { actorOf } from './asking.ts';
import { type NamedSubject, namedSubject, subjectOptions, subjectRefusal } from './subject.ts';

const LINES = 6;

export const lookPlayer: Subcommand<Context> = {
  name: 'player',
  ...described((words) => words.staffCommands.playerLook),
  options: subjectOptions,
  async execute(interaction, context) {
    const subject = namedSubject(interaction);
    if (subject === null) return context.refuse({ reason: 'player-missing' });
    const { database, game, now } = context;
    const found = await database.run(playerLook(actorOf(interaction, context), game.id, subject, now));
    if (found === 'staff-only') return context.refuse({ reason: found });
    if (found === null) return context.refuse(subjectRefusal(subject));
    return playerLookMessage(found, game, interaction.locale);
  },
  autocomplete: completePlayers,
};

const playerLook = defineStatement({
  name: 'admin.player',
  text: `select staff.refusal, player.id, player.name, player.battle_tag, player.alternate_name_1,
  player.alternate_name_2, player.country, player.region, player.created_at, player.terms_accepted_at,
  player.setup_completed_at, case when player.banned_until > $6 then player.banned_at end,
  case when isfinite(player.banned_until) then player.banned_until end, player.ban_reason,
  case when player.aborts_month = date_trunc('month', $6::timestamptz at time zone 'UTC')::date
    then player.aborts_used else 0 end,
  is_admin(player.id), place.joined_at, place.match_id,
  (
    select coalesce(json_agg(json_build_array(standing.faction, standing.rating, standing.peak, standing.wins,
      standing.losses, standing.draws, standing.last_played_at) order by standing.rating desc, standing.id), '[]')
    from standings standing
    join seasons season on season.id = standing.season_id
    where standing.player_id = player.id and season.game = $3 and season.closed_at is null
  ),
  (
    select coalesce(json_agg(json_build_array(last.match_id::text, last.state, last.opponent, last.wave_at)
      order by last.match_id desc), '[]')
    from (
      select seat.match_id, match.state, match.wave_at, coalesce(opponent.name, opponent.id::text) as opponent
      from match_players seat
      join matches match on match.id = seat.match_id
      join players opponent on opponent.id = seat.opponent_id
      where seat.player_id = player.id
      order by seat.match_id desc limit ${LINES}
    ) last
  ),
  (
    select coalesce(json_agg(json_build_array(last.field, last.before, last.after, last.changed_by::text, last.at)
      order by last.id desc), '[]')
    from (select * from player_changes where player_id = player.id order by id desc limit ${LINES}) last
  ),
  (
    select coalesce(json_agg(json_build_array(coalesce(last.details ->> 'event', last.action), last.actor_id::text, last.details ->> 'reason', last.at)
      order by last.id desc), '[]')
    from (select * from audit_log where player_id = player.id order by id desc limit ${LINES}) last
  )
from (select staff_guard($1, $2, false) as refusal) staff
left join players player
  on staff.refusal is null and (player.id = $4 or player.name_key = $5)
left join places place on place.player_id = player.id`,
  resend: true,
  columns: {
    refusal: nullable(text),
    id: nullable(bigint),
    name: nullable(text),
    battleTag: nullable(text),
    alternate1: nullable(text),
    alternate2: nullable(text),
    country: nullable(text),
    region: nullable(text),
    createdAt: nullable(timestamp),
    termsAcceptedAt: nullable(timestamp),
    setupCompletedAt: nullable(timestamp),
    bannedAt: nullable(timestamp),
    bannedUntil: nullable(timestamp),
    banReason: nullable(text),
    abortsUsed: integer,
    admin: boolean,
    joinedAt: nullable(timestamp),
    placeMatch: nullable(bigint),
    standings: listOf({
      faction: text,
      rating: integer,
      peak: integer,
      wins: integer,
      losses: integer,
      draws: integer,
      lastPlayedAt: nullable(timestamp),
    }),
    matches: listOf({ id: bigint, state: oneOf(matchStates), opponent: text, at: timestamp }),
    changes: listOf({
      field: text,
      before: nullable(text),
      after: nullable(text),
      by: bigint,
      at: timestamp,
    }),
    audit: listOf({ action: text, by: bigint, reason: nullable(text), at: timestamp }),
  },
  parameters: ({ id, owner }: StaffActor, game: string, subject: NamedSubject, now: Date) => [
    id,
    owner,
    game,
    'id' in subject ? subject.id : null,
    'id' in subject ? null : nameKey(subject.name),
    now.toISOString(),
  ],
  result: ([row]): PlayerLook | 'staff-only' | null => {
    if (!row || row.refusal !== null) return 'staff-only';
    const { id, createdAt, joinedAt, bannedAt } = row;
    if (id === null || createdAt === null) return null;
    return {
      ...row,
      id,
      createdAt,
      alternates: [row.alternate1, row.alternate2].filter((name) => name !== null),
      ban: bannedAt && { since: bannedAt, until: row.bannedUntil, reason: row.banReason },
      place: joinedAt && { since: joinedAt, match: row.placeMatch },
    };
  },
});
