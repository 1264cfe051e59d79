-- migrate:up

-- A match with its two players as messages show it. Volatile: read after another function of the same statement, it
-- shows what that one did.
create function match_seen(match bigint) returns table (
  id bigint, season text, season_open boolean, state text, wave_at timestamptz, map text, server text,
  deadline timestamptz, live_at timestamptz, ended_at timestamptz, outcome text, ended_by text,
  staff_channel_id bigint, staff_message_id bigint,
  -- Who of staff ended it last; null where nobody of them did.
  settled_by bigint,
  -- Of the first player, then of the second. `moved`: what the match has done to his rating, all in all, and
  -- `rating_after`: what it was then; null: nothing.
  first_player bigint, first_name text, first_country text, first_region text, first_battle_tag text,
  first_alternate_1 text, first_alternate_2 text, first_faction text, first_rating int,
  first_win int, first_draw int, first_loss int, first_accepted boolean, first_report text, first_aborted boolean,
  first_moved int, first_rating_after int, first_waits boolean,
  second_player bigint, second_name text, second_country text, second_region text, second_battle_tag text,
  second_alternate_1 text, second_alternate_2 text, second_faction text, second_rating int,
  second_win int, second_draw int, second_loss int, second_accepted boolean, second_report text,
  second_aborted boolean, second_moved int, second_rating_after int, second_waits boolean
)
language sql volatile rows 1
as $$
  select match.id, season.name, season.closed_at is null, match.state, match.wave_at, match.map, match.server,
    match.deadline, match.live_at, match.ended_at, match.outcome, match.ended_by,
    match.staff_channel_id, match.staff_message_id,
    case when match.ended_by in ('staff', 'ban') then (
      select actor_id from audit_log where match_id = match.id order by id desc limit 1
    ) end,
    first.player_id, one.name, one.country, one.region, one.battle_tag, one.alternate_name_1, one.alternate_name_2,
    first.faction, first.rating, first.win, first.draw, first.loss, first.accepted_at is not null, first.report,
    first.aborted,
    (select sum(delta)::int from ledger where match_id = match.id and standing_id = first.standing_id),
    (select after from ledger where match_id = match.id and standing_id = first.standing_id order by ledger.id desc limit 1),
    exists (select from places where player_id = first.player_id and match_id is null),
    second.player_id, other.name, other.country, other.region, other.battle_tag, other.alternate_name_1,
    other.alternate_name_2, second.faction, second.rating, second.win, second.draw, second.loss,
    second.accepted_at is not null, second.report, second.aborted,
    (select sum(delta)::int from ledger where match_id = match.id and standing_id = second.standing_id),
    (select after from ledger where match_id = match.id and standing_id = second.standing_id order by ledger.id desc limit 1),
    exists (select from places where player_id = second.player_id and match_id is null)
  from matches match
  join seasons season on season.id = match.season_id
  join match_players first on first.match_id = match.id and first.contestant = 'first'
  join match_players second on second.match_id = match.id and second.contestant = 'second'
  join players one on one.id = first.player_id
  join players other on other.id = second.player_id
  where match.id = match_seen.match
$$;

-- migrate:down
drop function match_seen;
