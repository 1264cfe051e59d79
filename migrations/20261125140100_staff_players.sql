-- migrate:up

-- Staff and a player: ban, unban, aborts.

-- Arguments: `seconds` (null: without an end), `reason`. Somebody may be banned who has never played.
create function staff_ban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  subject players := staff_subject(arguments);
  player bigint := coalesce(subject.id, (arguments ->> 'player')::bigint);
  one bigint;
begin
  if player is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := player;
  act.player_name := subject.name;
  act.until := at + make_interval(secs => (arguments ->> 'seconds')::int);
  act.reason := arguments ->> 'reason';
  select count(*) into act.waiting from places place where place.player_id = player and place.match_id is null;
  select count(*) into act.matches
    from match_players seat join matches on matches.id = seat.match_id
    where seat.player_id = player and matches.deadline is not null;
  if not really then
    return act;
  end if;

  perform player_known(player, at);
  -- Himself first, as whoever joins, leaves, chooses, aborts or pairs: what comes at the same time is done before this,
  -- and undone by it, or is refused.
  perform from players where id = player for no key update;
  -- A season that is being closed ends his place and his matches itself: one of the two goes first.
  perform from seasons where closed_at is null for key share;
  delete from places place where place.player_id = player and place.match_id is null;
  for one in
    select seat.match_id from match_players seat join matches on matches.id = seat.match_id
    where seat.player_id = player and matches.deadline is not null
    order by seat.match_id
  loop
    perform match_staff(one, 'void', null, player, at);
    perform audit(actor, 'ban', player, one, null, '{}', at);
  end loop;
  update players set banned_at = at, banned_until = coalesce(act.until, 'infinity'), ban_reason = act.reason
    where id = player;
  perform say('banned', player, null, null, at,
    jsonb_build_object('until', act.until, 'reason', act.reason));
  return act;
end $$;

create function staff_unban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := subject.id;
  act.player_name := subject.name;
  act.until := case when isfinite(subject.banned_until) then subject.banned_until end;
  act.reason := subject.ban_reason;
  if really then
    update players set banned_at = null, banned_until = null, ban_reason = null
      where id = subject.id and banned_until > at;
    if found then
      perform say('unbanned', subject.id, null, null, at);
    else
      act.refusal := 'not-banned';
    end if;
  elsif subject.banned_until is null or subject.banned_until <= at then
    act.refusal := 'not-banned';
  end if;
  return act;
end $$;

-- Arguments: `left`, and `perMonth` of the game.
create function staff_aborts(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  month date := date_trunc('month', at at time zone 'UTC')::date;
  per_month int := (arguments ->> 'perMonth')::int;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := subject.id;
  act.player_name := subject.name;
  act.before := case when subject.aborts_month = month then greatest(0, per_month - subject.aborts_used)
    else per_month end;
  act.after := (arguments ->> 'left')::int;
  if really then
    update players set aborts_month = month, aborts_used = per_month - act.after where id = subject.id;
    perform say('aborts-set', subject.id, null, null, at, jsonb_build_object('left', act.after));
  end if;
  return act;
end $$;

-- migrate:down
drop function staff_aborts, staff_unban, staff_ban;
