-- migrate:up

-- As before, but that only matches that it has ended are told and noted as such: one that the two have decided while
-- it waited for them is theirs.
create or replace function staff_ban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
  if really then
    -- A season that is being closed ends his place and his matches itself: one of the two goes first.
    perform from seasons where closed_at is null order by id for key share;
    perform player_known(player, at);
    -- Before his matches, as whoever joins, leaves, chooses, aborts or pairs: what comes at the same time is done
    -- before this, and undone by it, or is refused.
    select * into subject from players where id = player for no key update;
  end if;
  act.was_banned := coalesce(subject.banned_until > at, false);
  if act.was_banned then
    act.was_until := case when isfinite(subject.banned_until) then subject.banned_until end;
    act.was_reason := subject.ban_reason;
  end if;
  act.pinned := jsonb_build_object('banned', case when act.was_banned then subject.banned_at end);
  if not really then
    return act;
  end if;
  if arguments ? 'banned' and (arguments ->> 'banned')::timestamptz
    is distinct from (case when act.was_banned then subject.banned_at end)
  then
    act.refusal := 'ban-changed';
    return act;
  end if;

  delete from places place where place.player_id = player and place.match_id is null;
  act.matches := 0;
  for one in
    select seat.match_id from match_players seat join matches on matches.id = seat.match_id
    where seat.player_id = player and matches.deadline is not null
    order by seat.match_id
  loop
    -- Refused where the two have just decided it themselves.
    if (select refusal is null from match_staff(one, 'void', null, player, at)) then
      act.matches := act.matches + 1;
      perform audit(actor, 'ban', player, one, null, '{}', at);
    end if;
  end loop;
  update players set banned_at = at, banned_until = coalesce(act.until, 'infinity'), ban_reason = act.reason
    where id = player;
  perform say('banned', player, null, null, at,
    jsonb_build_object('until', act.until, 'reason', act.reason));
  return act;
end $$;

-- As before, but that the ban that was shown is lifted, and no other that has come since.
create or replace function staff_unban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
  act.pinned := jsonb_build_object('banned', subject.banned_at);
  if really then
    -- Another ban than the one that was shown is not lifted with it.
    update players set banned_at = null, banned_until = null, ban_reason = null
      where id = subject.id and banned_until > at
        and banned_at is not distinct from (arguments ->> 'banned')::timestamptz;
    if found then
      perform say('unbanned', subject.id, null, null, at);
    else
      act.refusal := case when exists (select from players where id = subject.id and banned_until > at)
        then 'ban-changed' else 'not-banned' end;
    end if;
  elsif subject.banned_until is null or subject.banned_until <= at then
    act.refusal := 'not-banned';
  end if;
  return act;
end $$;

-- migrate:down

create or replace function staff_ban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
  if really then
    -- A season that is being closed ends his place and his matches itself: one of the two goes first.
    perform from seasons where closed_at is null order by id for key share;
    perform player_known(player, at);
    -- Before his matches, as whoever joins, leaves, chooses, aborts or pairs: what comes at the same time is done
    -- before this, and undone by it, or is refused.
    select * into subject from players where id = player for no key update;
  end if;
  act.was_banned := coalesce(subject.banned_until > at, false);
  if act.was_banned then
    act.was_until := case when isfinite(subject.banned_until) then subject.banned_until end;
    act.was_reason := subject.ban_reason;
  end if;
  act.pinned := jsonb_build_object('banned', case when act.was_banned then subject.banned_at end);
  if not really then
    return act;
  end if;
  if arguments ? 'banned' and (arguments ->> 'banned')::timestamptz
    is distinct from (case when act.was_banned then subject.banned_at end)
  then
    act.refusal := 'ban-changed';
    return act;
  end if;

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

create or replace function staff_unban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
