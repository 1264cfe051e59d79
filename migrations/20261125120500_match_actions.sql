-- migrate:up

-- What a player does to his match, in one statement: accept, decline, abort, report. The twin of `transition` in
-- src/ladder/match.ts, whose refusals it gives in the same order; a test plays both against each other.
-- Settings are the game's: `report_minutes`, `dispute_hours`, `aborts_per_month`. `pressed`: the message whose button it
-- was, which shows the match afterwards; where it is not his own message of the match, that one is edited, too.
create function match_act(
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
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes)
        where id = match;
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
      update matches set state = 'disputed', deadline = at + make_interval(hours => dispute_hours) where id = match;
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

-- Why staff may not do this to a match as it stands; null: they may.
create function match_staff_refusal(current matches, event text, winner text) returns text
language sql stable
as $$
  select case
    when (current).id is null then 'match-unknown'
    when (select season.closed_at is not null from seasons season where season.id = (current).season_id)
      then 'season-closed'
    when event = 'undo' then case when (current).state <> 'decided' then 'match-not-decided' end
    when event = 'settle' and (current).state = 'proposed' then 'match-not-live'
    when (current).deadline is null
      -- What was played and came to nothing can still be given a result; what has one must be undone first.
      and (event = 'void' or winner = 'void' or (current).state <> 'void' or (current).live_at is null)
      then 'match-over'
  end
$$;

-- What staff do to a match: settle (with an outcome, or 'void'), void, undo. `banned`: whose ban voids it, if it is one.
create function match_staff(match bigint, event text, winner text, banned bigint, at timestamptz)
returns table (acted_on bigint, refusal text, refusal_state text)
language plpgsql as $$
#variable_conflict use_variable
declare
  current matches;
  voids boolean := event = 'void' or winner = 'void';
  waiting bigint[] := '{}';
begin
  -- The season first, shared: one that is being closed finishes before, or waits. Who closes one locks its matches
  -- after it.
  perform from seasons where id = (select season_id from matches where id = match) for key share;
  select * into current from matches where id = match for no key update;
  acted_on := current.id;
  refusal := match_staff_refusal(current, event, winner);
  if refusal is not null then
    refusal_state := current.state;
    return next;
    return;
  end if;

  if event = 'undo' then
    perform match_undo(match, at);
  elsif voids then
    if current.state = 'proposed' then
      waiting := array(
        select one.player_id from match_players one
        where one.match_id = match and one.player_id is distinct from banned
      );
    end if;
    perform match_end(match, 'void', case when banned is null then 'staff' else 'ban' end, waiting, at);
    perform say_to_match('match', match, null, at);
    perform say_to_match('void', match, banned, at, jsonb_build_object('by', case when banned is null then 'staff' else 'ban' end));
    perform say_to_staff_of(match, at);
  else
    perform match_decide(match, winner, 'staff', null, at);
  end if;
  return next;
end $$;

-- migrate:down
drop function match_staff, match_staff_refusal, match_act;
