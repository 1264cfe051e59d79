-- migrate:up

-- As before, but that somebody who has left the queue by a match, or after it, and has joined anew since, is not said to
-- have been put back.
create or replace function match_seen(match bigint) returns table (
  id bigint, season text, season_open boolean, state text, wave_at timestamptz, map text, server text,
  deadline timestamptz, live_at timestamptz, ended_at timestamptz, outcome text, ended_by text,
  staff_channel_id bigint, staff_message_id bigint,
  -- Who of staff ended it last; null where nobody of them did.
  settled_by bigint,
  -- Of the first player, then of the second. `moved`: what the match has done to his rating, all in all, and
  -- `rating_after`: what it was then; null: nothing. `waits`: since before it, since it has put him back.
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
    exists (select from places where player_id = first.player_id and match_id is null and joined_at <= match.wave_at),
    second.player_id, other.name, other.country, other.region, other.battle_tag, other.alternate_name_1,
    other.alternate_name_2, second.faction, second.rating, second.win, second.draw, second.loss,
    second.accepted_at is not null, second.report, second.aborted,
    (select sum(delta)::int from ledger where match_id = match.id and standing_id = second.standing_id),
    (select after from ledger where match_id = match.id and standing_id = second.standing_id order by ledger.id desc limit 1),
    exists (select from places where player_id = second.player_id and match_id is null and joined_at <= match.wave_at)
  from matches match
  join seasons season on season.id = match.season_id
  join match_players first on first.match_id = match.id and first.contestant = 'first'
  join match_players second on second.match_id = match.id and second.contestant = 'second'
  join players one on one.id = first.player_id
  join players other on other.id = second.player_id
  where match.id = match_seen.match
$$;

-- As before, but that an edit that was made before the click, and arrives after its answer, is followed by another one.
create or replace function match_act(
  match bigint, player bigint, event text, result text, confirmed boolean, at timestamptz,
  report_minutes int, dispute_hours int, aborts_per_month int, pressed bigint default null
)
-- No refusal: it is done. `acted_on` is the match, null where it is none of his: what reads the match in the same
-- statement joins it by this, and so after. `refusal_state`: of 'match-over'. `refusal_result`: of 'already-reported'. `refusal_at`: of
-- 'deadline-passed' and 'no-aborts-left'.
returns table (
  acted_on bigint, refusal text, refusal_state text, refusal_result text, refusal_at timestamptz, aborts_left int
)
language plpgsql as $$
#variable_conflict use_variable
declare
  current matches;
  own match_players;
  theirs match_players;
  month date := date_trunc('month', at at time zone 'UTC')::date;
begin
  if event = 'abort' then
    -- Before the match, as everybody who holds both: a second abort at the same time would count from the same number.
    perform from players one where one.id = player for no key update;
  end if;
  select * into current from matches where id = match for no key update;
  select * into own from match_players one where one.match_id = match and one.player_id = player;
  if current.id is null or own.match_id is null then
    refusal := 'not-in-match';
    return next;
    return;
  end if;
  acted_on := match;
  select * into theirs from match_players one where one.match_id = match and one.player_id = own.opponent_id;

  if current.deadline is null then
    refusal := 'match-over';
    refusal_state := current.state;
  elsif current.state = 'disputed' then
    refusal := 'match-disputed';
  elsif event in ('accept', 'decline') and current.state = 'live' then
    refusal := 'match-started';
  elsif event in ('abort', 'report') and current.state = 'proposed' then
    refusal := 'match-not-live';
  elsif at >= current.deadline then
    refusal := 'deadline-passed';
    refusal_at := current.deadline;
  elsif event in ('accept', 'decline') and own.accepted_at is not null then
    refusal := 'already-accepted';
  elsif event = 'abort' and (own.report is not null or theirs.report is not null) then
    refusal := 'abort-after-report';
  elsif event = 'report' and own.report is not distinct from result then
    refusal := 'already-reported';
    refusal_result := own.report;
  end if;
  if event = 'abort' and refusal is null then
    select case when one.aborts_month = month then greatest(0, aborts_per_month - one.aborts_used)
      else aborts_per_month end
      into aborts_left from players one where one.id = player;
    if aborts_left <= 0 then
      refusal := 'no-aborts-left';
      refusal_at := (month + interval '1 month') at time zone 'UTC';
    end if;
  end if;
  if refusal is not null then
    return next;
    return;
  end if;

  case event
  when 'accept' then
    update match_players one set accepted_at = at where one.match_id = match and one.player_id = player;
    if theirs.accepted_at is not null then
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes),
        reminded = false where id = match;
      perform say_to_match('live', match, player, at);
    end if;
    perform say_to_match('match', match, player, at);
  when 'decline' then
    update match_players one set aborted = true where one.match_id = match and one.player_id = player;
    perform match_end(match, 'expired', 'player', array[own.opponent_id], at);
    perform say_to_match('match', match, player, at);
    perform say_to_match('returned-to-queue', match, player, at);
  when 'abort' then
    if confirmed then
      aborts_left := aborts_left - 1;
      update players set aborts_month = month, aborts_used = aborts_per_month - aborts_left where id = player;
      perform match_end(match, 'aborted', 'player', '{}', at);
      update match_players one set aborted = true where one.match_id = match and one.player_id = player;
      perform say_to_match('match', match, player, at);
      perform say_to_match('aborted', match, player, at);
    end if;
  when 'report' then
    update match_players one set report = result where one.match_id = match and one.player_id = player;
    if theirs.report is null then
      perform say_to_match('match', match, player, at);
      perform say_to_match('opponent-reported', match, player, at);
    elsif theirs.report = (case result when 'win' then 'loss' when 'loss' then 'win' else 'draw' end) then
      perform match_decide(match,
        case result when 'draw' then 'draw' when 'win' then own.contestant else theirs.contestant end,
        'reports', player, at);
    else
      update matches set state = 'disputed', deadline = at + make_interval(hours => dispute_hours),
        played_until = at, reminded = false where id = match;
      delete from places one where one.match_id = match;
      perform say_to_match('match', match, player, at);
      perform say_to_match('disputed', match, player, at);
      perform say('dispute', null, 'staff', match, at);
    end if;
  end case;
  -- What is just on its way, or was when he pressed, may show the match as it was before, and come last.
  if pressed is not null and (event <> 'abort' or confirmed) and (
    pressed is distinct from own.message_id
    or exists (
      select from outbox one where one.player_id = player and one.match_id = match and one.kind = 'match'
        and one.sent_at is null and one.given_up_at is null
    )
  ) then
    perform say('match', player, null, match, at);
  end if;
  return next;
end $$;

-- migrate:down
create or replace function match_act(
  match bigint, player bigint, event text, result text, confirmed boolean, at timestamptz,
  report_minutes int, dispute_hours int, aborts_per_month int, pressed bigint default null
)
-- No refusal: it is done. `acted_on` is the match, null where it is none of his: what reads the match in the same
-- statement joins it by this, and so after. `refusal_state`: of 'match-over'. `refusal_result`: of 'already-reported'. `refusal_at`: of
-- 'deadline-passed' and 'no-aborts-left'.
returns table (
  acted_on bigint, refusal text, refusal_state text, refusal_result text, refusal_at timestamptz, aborts_left int
)
language plpgsql as $$
#variable_conflict use_variable
declare
  current matches;
  own match_players;
  theirs match_players;
  month date := date_trunc('month', at at time zone 'UTC')::date;
begin
  if event = 'abort' then
    -- Before the match, as everybody who holds both: a second abort at the same time would count from the same number.
    perform from players one where one.id = player for no key update;
  end if;
  select * into current from matches where id = match for no key update;
  select * into own from match_players one where one.match_id = match and one.player_id = player;
  if current.id is null or own.match_id is null then
    refusal := 'not-in-match';
    return next;
    return;
  end if;
  acted_on := match;
  select * into theirs from match_players one where one.match_id = match and one.player_id = own.opponent_id;

  if current.deadline is null then
    refusal := 'match-over';
    refusal_state := current.state;
  elsif current.state = 'disputed' then
    refusal := 'match-disputed';
  elsif event in ('accept', 'decline') and current.state = 'live' then
    refusal := 'match-started';
  elsif event in ('abort', 'report') and current.state = 'proposed' then
    refusal := 'match-not-live';
  elsif at >= current.deadline then
    refusal := 'deadline-passed';
    refusal_at := current.deadline;
  elsif event in ('accept', 'decline') and own.accepted_at is not null then
    refusal := 'already-accepted';
  elsif event = 'abort' and (own.report is not null or theirs.report is not null) then
    refusal := 'abort-after-report';
  elsif event = 'report' and own.report is not distinct from result then
    refusal := 'already-reported';
    refusal_result := own.report;
  end if;
  if event = 'abort' and refusal is null then
    select case when one.aborts_month = month then greatest(0, aborts_per_month - one.aborts_used)
      else aborts_per_month end
      into aborts_left from players one where one.id = player;
    if aborts_left <= 0 then
      refusal := 'no-aborts-left';
      refusal_at := (month + interval '1 month') at time zone 'UTC';
    end if;
  end if;
  if refusal is not null then
    return next;
    return;
  end if;

  case event
  when 'accept' then
    update match_players one set accepted_at = at where one.match_id = match and one.player_id = player;
    if theirs.accepted_at is not null then
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes),
        reminded = false where id = match;
      perform say_to_match('live', match, player, at);
    end if;
    perform say_to_match('match', match, player, at);
  when 'decline' then
    update match_players one set aborted = true where one.match_id = match and one.player_id = player;
    perform match_end(match, 'expired', 'player', array[own.opponent_id], at);
    perform say_to_match('match', match, player, at);
    perform say_to_match('returned-to-queue', match, player, at);
  when 'abort' then
    if confirmed then
      aborts_left := aborts_left - 1;
      update players set aborts_month = month, aborts_used = aborts_per_month - aborts_left where id = player;
      perform match_end(match, 'aborted', 'player', '{}', at);
      update match_players one set aborted = true where one.match_id = match and one.player_id = player;
      perform say_to_match('match', match, player, at);
      perform say_to_match('aborted', match, player, at);
    end if;
  when 'report' then
    update match_players one set report = result where one.match_id = match and one.player_id = player;
    if theirs.report is null then
      perform say_to_match('match', match, player, at);
      perform say_to_match('opponent-reported', match, player, at);
    elsif theirs.report = (case result when 'win' then 'loss' when 'loss' then 'win' else 'draw' end) then
      perform match_decide(match,
        case result when 'draw' then 'draw' when 'win' then own.contestant else theirs.contestant end,
        'reports', player, at);
    else
      update matches set state = 'disputed', deadline = at + make_interval(hours => dispute_hours),
        played_until = at, reminded = false where id = match;
      delete from places one where one.match_id = match;
      perform say_to_match('match', match, player, at);
      perform say_to_match('disputed', match, player, at);
      perform say('dispute', null, 'staff', match, at);
    end if;
  end case;
  -- While it is not known yet, it may just be on its way, as the match was before.
  if coalesce(pressed <> own.message_id, pressed is not null) and (event <> 'abort' or confirmed) then
    perform say('match', player, null, match, at);
  end if;
  return next;
end $$;

create or replace function match_seen(match bigint) returns table (
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
