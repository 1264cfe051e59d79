-- migrate:up

-- The answer to a click changes the message that was clicked, and so do the courier's edits; which of the two reaches
-- Discord last is nobody's to say. So what is edited while an answer may be on its way is edited once more when none can be.

-- When he has last done something by the message that shows him the match; for staff, by theirs.
alter table match_players add answered_at timestamptz(3);
alter table matches add answered_at timestamptz(3);

-- Discord throws away an answer that comes more than 3 s after the click; the rest is for clocks that differ.
create function answered_by(clicked timestamptz) returns timestamptz language sql stable
as $$
  select clicked + interval '4 seconds'
$$;

-- As before, but that it is known when the message was answered.
create or replace function staff_settle(match bigint, winner text, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act.action := 'resolve';
  act.refusal := coalesce(
    staff_guard(actor, owner, false),
    staff_bar(actor, owner, 'resolve', jsonb_build_object('match', match))
  );
  if act.refusal is not null then
    return act;
  end if;
  act.match_id := match;
  act.event := 'settle';
  act.winner := winner;
  act := staff_ends_match(act, true, at);
  if act.refusal is null then
    update matches set answered_at = at where id = match;
    perform audit(actor, 'resolve', null, match, null, jsonb_build_object('winner', winner), at);
  end if;
  return act;
end $$;

-- As before, but that what may be overtaken by an answer is said once more, and a message is that of one row. `at` is when
-- they were begun to be sent.
create or replace function outbox_record(results jsonb, at timestamptz, owner bigint default null) returns int
language plpgsql as $$
declare
  written int;
begin
  -- An owner need not play; what is said to him needs a row of his.
  if owner is not null and results @? '$[*].unheard ? (@ == true)' then
    perform player_known(owner, at);
  end if;
  -- In the order in which everybody locks: players, then matches.
  perform from players where id in (
    select made.player_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'direct' is not null
  ) order by id for no key update;
  perform from matches where id in (
    select made.match_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'message' is not null and made.kind in ('match', 'dispute')
  ) order by id for no key update;

  with result as materialized (
    select given.*, coalesce(given.message = case asked.kind when 'match' then seat.message_id else called.staff_message_id end,
      false) as known
    from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean, unheard boolean
    )
    left join outbox asked on asked.id = given.id and given.message is not null and asked.kind in ('match', 'dispute')
    left join match_players seat on seat.match_id = asked.match_id and seat.player_id = asked.player_id
    left join matches called on called.id = asked.match_id
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      -- Sent by two, it is one message, and that of the first.
      channel_id = case when not result.known then result.channel end,
      message_id = case when not result.known then result.message end
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.channel, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff, result.unheard,
      sent_at is not null as sent
  ),
  reached as (
    update players set direct_channel_id = learned.direct
    from (
      select player_id, max(direct) as direct from written_down
      where direct is not null and player_id is not null group by player_id
    ) learned
    where players.id = learned.player_id and players.direct_channel_id is distinct from learned.direct
  ),
  shown as (
    update match_players set channel_id = posted.channel_id, message_id = posted.message_id
    from written_down posted
    where posted.kind = 'match' and posted.message_id is not null
      and match_players.match_id = posted.match_id and match_players.player_id = posted.player_id
  ),
  called as (
    update matches set staff_channel_id = posted.channel_id, staff_message_id = posted.message_id
    from written_down posted
    where posted.kind = 'dispute' and posted.message_id is not null and matches.id = posted.match_id
  ),
  -- The answer to a click of just now may still be on its way, show what was before, and come last.
  followed as (
    insert into outbox (kind, player_id, channel, match_id, created_at, due_at)
    select distinct edited.kind, edited.player_id, edited.channel, edited.match_id, answer.by, answer.by
    from written_down edited
    join matches on matches.id = edited.match_id
    left join match_players seat on seat.match_id = edited.match_id and seat.player_id = edited.player_id
    cross join lateral (
      select answered_by(case edited.kind when 'match' then seat.answered_at when 'dispute' then matches.answered_at end)
    ) answer (by)
    where edited.sent and edited.kind in ('match', 'dispute') and answer.by > at
  ),
  -- Once a day for each player: whoever has closed his direct messages misses many.
  told as (
    insert into outbox (kind, channel, match_id, details, created_at, due_at)
    select distinct on (lost.player_id) 'undeliverable', 'staff', lost.match_id,
      jsonb_build_object('kind', lost.kind, 'playerId', lost.player_id::text, 'fault', lost.fault), at, at
    from written_down lost
    where lost.tell_staff and not exists (
      select from outbox before
      where before.kind = 'undeliverable' and before.created_at > at - interval '1 day'
        and before.details ->> 'playerId' is not distinct from lost.player_id::text
    )
    order by lost.player_id, lost.id
  ),
  told_owner as (
    insert into outbox (kind, player_id, match_id, details, created_at, due_at)
    select distinct on (lost.match_id) 'dispute-unheard', owner, lost.match_id,
      jsonb_build_object('fault', lost.fault), at, at
    from written_down lost
    where lost.unheard and owner is not null and not exists (
      select from outbox before where before.kind = 'dispute-unheard' and before.match_id = lost.match_id
    )
    order by lost.match_id, lost.id
  )
  select count(*) into written from written_down;
  return written;
end $$;

-- As before, but that it is known when the message was answered; two answers may change places; and a message whose button
-- is refused because it shows what was before is made to show what is.
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
  -- Whether the answer may change the message that shows him the match.
  answers boolean;
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
  answers := coalesce(pressed = own.message_id, pressed is not null);
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
    -- The answer to a click before has not arrived, or not yet: what is true by now stands there all the same.
    if pressed = own.message_id and refusal in (
      'match-over', 'match-disputed', 'match-started', 'already-accepted', 'already-reported'
    ) then
      perform say('match', player, null, match, greatest(at, answered_by(own.answered_at)));
    end if;
    return next;
    return;
  end if;

  case event
  when 'accept' then
    update match_players one set accepted_at = at, answered_at = case when answers then at else one.answered_at end
      where one.match_id = match and one.player_id = player;
    if theirs.accepted_at is not null then
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes),
        reminded = false where id = match;
      perform say_to_match('live', match, player, at);
    end if;
    perform say_to_match('match', match, player, at);
  when 'decline' then
    update match_players one set aborted = true, answered_at = case when answers then at else one.answered_at end
      where one.match_id = match and one.player_id = player;
    perform match_end(match, 'expired', 'player', array[own.opponent_id], at);
    perform say_to_match('match', match, player, at);
    perform say_to_match('returned-to-queue', match, player, at);
  when 'abort' then
    if confirmed then
      aborts_left := aborts_left - 1;
      update players set aborts_month = month, aborts_used = aborts_per_month - aborts_left where id = player;
      perform match_end(match, 'aborted', 'player', '{}', at);
      update match_players one set aborted = true, answered_at = case when answers then at else one.answered_at end
      where one.match_id = match and one.player_id = player;
      perform say_to_match('match', match, player, at);
      perform say_to_match('aborted', match, player, at);
    end if;
  when 'report' then
    update match_players one set report = result, answered_at = case when answers then at else one.answered_at end
      where one.match_id = match and one.player_id = player;
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
  if pressed is null or (event = 'abort' and not confirmed) then
    return next;
    return;
  end if;
  if pressed is distinct from own.message_id or exists (
    select from outbox one where one.player_id = player and one.match_id = match and one.kind = 'match'
      and one.created_at <= at and one.sent_at is null and one.given_up_at is null
  ) then
    -- What is just on its way, or was when he pressed, may show the match as it was before, and come last.
    perform say('match', player, null, match, at);
  elsif answered_by(own.answered_at) > at then
    -- So may the answer to his click before this one.
    perform say('match', player, null, match, answered_by(at));
  end if;
  return next;
end $$;

-- migrate:down
create or replace function staff_settle(match bigint, winner text, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act.action := 'resolve';
  act.refusal := coalesce(
    staff_guard(actor, owner, false),
    staff_bar(actor, owner, 'resolve', jsonb_build_object('match', match))
  );
  if act.refusal is not null then
    return act;
  end if;
  act.match_id := match;
  act.event := 'settle';
  act.winner := winner;
  act := staff_ends_match(act, true, at);
  if act.refusal is null then
    perform audit(actor, 'resolve', null, match, null, jsonb_build_object('winner', winner), at);
  end if;
  return act;
end $$;

create or replace function outbox_record(results jsonb, at timestamptz, owner bigint default null) returns int
language plpgsql as $$
declare
  written int;
begin
  -- An owner need not play; what is said to him needs a row of his.
  if owner is not null and results @? '$[*].unheard ? (@ == true)' then
    perform player_known(owner, at);
  end if;
  -- In the order in which everybody locks: players, then matches.
  perform from players where id in (
    select made.player_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'direct' is not null
  ) order by id for no key update;
  perform from matches where id in (
    select made.match_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'message' is not null and made.kind in ('match', 'dispute')
  ) order by id for no key update;

  with result as materialized (
    select * from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean, unheard boolean
    )
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      channel_id = result.channel,
      message_id = result.message
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff, result.unheard
  ),
  reached as (
    update players set direct_channel_id = learned.direct
    from (
      select player_id, max(direct) as direct from written_down
      where direct is not null and player_id is not null group by player_id
    ) learned
    where players.id = learned.player_id and players.direct_channel_id is distinct from learned.direct
  ),
  shown as (
    update match_players set channel_id = posted.channel_id, message_id = posted.message_id
    from written_down posted
    where posted.kind = 'match' and posted.message_id is not null
      and match_players.match_id = posted.match_id and match_players.player_id = posted.player_id
  ),
  called as (
    update matches set staff_channel_id = posted.channel_id, staff_message_id = posted.message_id
    from written_down posted
    where posted.kind = 'dispute' and posted.message_id is not null and matches.id = posted.match_id
  ),
  -- Once a day for each player: whoever has closed his direct messages misses many.
  told as (
    insert into outbox (kind, channel, match_id, details, created_at, due_at)
    select distinct on (lost.player_id) 'undeliverable', 'staff', lost.match_id,
      jsonb_build_object('kind', lost.kind, 'playerId', lost.player_id::text, 'fault', lost.fault), at, at
    from written_down lost
    where lost.tell_staff and not exists (
      select from outbox before
      where before.kind = 'undeliverable' and before.created_at > at - interval '1 day'
        and before.details ->> 'playerId' is not distinct from lost.player_id::text
    )
    order by lost.player_id, lost.id
  ),
  told_owner as (
    insert into outbox (kind, player_id, match_id, details, created_at, due_at)
    select distinct on (lost.match_id) 'dispute-unheard', owner, lost.match_id,
      jsonb_build_object('fault', lost.fault), at, at
    from written_down lost
    where lost.unheard and owner is not null and not exists (
      select from outbox before where before.kind = 'dispute-unheard' and before.match_id = lost.match_id
    )
    order by lost.match_id, lost.id
  )
  select count(*) into written from written_down;
  return written;
end $$;

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

drop function answered_by;
alter table matches drop answered_at;
alter table match_players drop answered_at;
