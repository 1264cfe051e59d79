-- migrate:up

-- As before, but that his place is taken last: an offer that is just running out, or being declined, gives it back to him.
create or replace function staff_ban(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  subject players := staff_subject(arguments);
  player bigint := coalesce(subject.id, (arguments ->> 'player')::bigint);
  one bigint;
  taken int;
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
  -- After them: whoever just ends one of them otherwise gives him back to the queue, and is waited for here.
  delete from places place where place.player_id = player and place.match_id is null;
  get diagnostics taken = row_count;
  act.waiting := taken;
  update players set banned_at = at, banned_until = coalesce(act.until, 'infinity'), ban_reason = act.reason
    where id = player;
  perform say('banned', player, null, null, at,
    jsonb_build_object('until', act.until, 'reason', act.reason));
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
