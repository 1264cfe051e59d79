-- migrate:up

-- What staff may not do, though they may do it to others: decide about themselves, or shut each other out. And what is
-- shown before it is confirmed says what will really move.
alter type staff_act
  -- Of a match that is settled or undone: what moves the first player's rating; the second's moves by the opposite.
  add attribute moves int,
  -- Of a ban: there is one already, which this one replaces; until when (null: without an end), and why.
  add attribute was_banned boolean,
  add attribute was_until timestamptz(3),
  add attribute was_reason text;

-- As before, but who is banned from the ladder is not staff meanwhile. By the database's clock: who looks names no time.
create or replace function staff_guard(actor bigint, owner boolean, owner_only boolean) returns text
language sql stable
as $$
  select case
    when owner then null
    when owner_only then 'owner-only'
    when not is_admin(actor) or exists (select from players where id = actor and banned_until > now())
      then 'staff-only'
  end
$$;

create function plays_in(player bigint, match bigint) returns boolean
language sql stable
as $$
  select exists (select from match_players seat where seat.match_id = match and seat.player_id = player)
$$;

-- Why this one of staff may not do this to these, whom the arguments name; null: he may. The owner may all of it but shut
-- himself out: he is the last resort where there is nobody else. `owner` of the arguments: his id.
create function staff_bar(actor bigint, owner boolean, action text, arguments jsonb) returns text
language plpgsql stable as $$
#variable_conflict use_variable
declare
  subject bigint := coalesce((staff_subject(arguments)).id, (arguments ->> 'player')::bigint);
begin
  return (case
    when action = 'ban' and subject = (arguments ->> 'owner')::bigint then 'ban-of-owner'
    when owner then null
    when action in ('ban', 'unban') and is_admin(subject) then 'ban-of-admin'
    -- A ban voids what he plays.
    when action = 'ban' and exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = actor and seat.opponent_id = subject and matches.deadline is not null
    ) then 'own-match'
    when action in ('resolve', 'void') and plays_in(actor, (arguments ->> 'match')::bigint) then 'own-match'
    when action in ('adjust', 'aborts') and subject = actor then 'own-standing'
  end);
end $$;

-- What deciding or undoing a match would move its first player's rating by as the ratings are now: by no more than both
-- have, as `matches_decide` and `match_undo` do it. Null where it would be void.
create function match_would_move(match bigint, event text, winner text) returns int
language sql stable
as $$
  select greatest(-one.rating, least(other.rating, case
    when event = 'undo' then (
      select -delta from ledger
      where match_id = match and standing_id = first.standing_id and kind = 'match' order by ledger.id desc limit 1
    )
    when winner = 'first' then first.win
    when winner = 'second' then first.loss
    else first.draw
  end))
  from match_players first
  join match_players second on second.match_id = first.match_id and second.contestant = 'second'
  join standings one on one.id = first.standing_id
  join standings other on other.id = second.standing_id
  where first.match_id = match and first.contestant = 'first' and (event = 'undo' or winner <> 'void')
$$;

-- What it last did move.
create function match_last_moved(match bigint) returns int
language sql stable
as $$
  select delta from ledger
  join match_players first on first.match_id = match and first.contestant = 'first'
    and first.standing_id = ledger.standing_id
  where ledger.match_id = match
  order by ledger.id desc limit 1
$$;

-- As before, but that each of the two is told what was really taken back: details `first`, of the first one.
create or replace function match_undo(match bigint, at timestamptz) returns void language plpgsql as $$
declare
  done record;
  first_rating int;
  second_rating int;
  moved int;
begin
  select first.standing_id as first, second.standing_id as second into done
  from match_players first, match_players second
  where first.match_id = match and first.contestant = 'first'
    and second.match_id = match and second.contestant = 'second';
  perform standings_held(array[done.first, done.second]);
  select rating into first_rating from standings where id = done.first;
  select rating into second_rating from standings where id = done.second;
  moved := match_would_move(match, 'undo', null);
  insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
  select row.standing_id, match, 'undo', row.result, row.rating, row.delta, row.rating + row.delta, at
  from (
    values (done.first, first_rating, moved, 1), (done.second, second_rating, -moved, 2)
  ) as side (standing_id, rating, delta, turn)
  cross join lateral (
    select side.standing_id, side.rating, side.delta, played.result
    from ledger played
    where played.match_id = match and played.standing_id = side.standing_id and played.kind = 'match'
    order by played.id desc limit 1
  ) row
  order by side.turn;
  update matches set state = 'void', outcome = null, ended_by = 'staff', ended_at = at where id = match;
  perform say_to_match('match', match, null, at);
  perform say_to_match('undone', match, null, at, jsonb_build_object('first', moved));
  perform say_to_staff_of(match, at);
  perform say('result-undone', null, 'match', match, at);
end $$;

create or replace function staff_ends_match(act staff_act, open boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  current matches;
  answer record;
begin
  -- In the order of `match_staff`, which finds both held already.
  perform from seasons where id = (select season_id from matches where id = act.match_id) for key share;
  select * into current from matches where id = act.match_id for no key update;
  if open and current.deadline is null then
    act.refusal := 'match-over';
    act.refusal_state := current.state;
    return act;
  end if;
  select * into answer from match_staff(act.match_id, act.event, act.winner, null, at);
  act.match_id := answer.acted_on;
  act.refusal := answer.refusal;
  act.refusal_state := answer.refusal_state;
  if act.event = 'undo' or act.winner <> 'void' then
    act.moves := match_last_moved(act.match_id);
  end if;
  return act;
end $$;

create or replace function staff_resolve(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := 'settle';
  act.winner := arguments ->> 'winner';
  if really then
    return staff_ends_match(act, (arguments ->> 'open')::boolean, at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.refusal := match_staff_refusal(current, act.event, act.winner);
  act.pinned := jsonb_build_object('open', current.deadline is not null);
  act.refusal_state := current.state;
  act.moves := match_would_move(act.match_id, act.event, act.winner);
  return act;
end $$;

create or replace function staff_void(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := arguments ->> 'event';
  if really then
    return staff_ends_match(act, act.event = 'void', at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.event := case current.state when 'decided' then 'undo' else 'void' end;
  act.refusal := match_staff_refusal(current, act.event, null);
  act.refusal_state := current.state;
  act.pinned := jsonb_build_object('event', act.event);
  if act.event = 'undo' then
    act.moves := match_would_move(act.match_id, act.event, null);
  end if;
  return act;
end $$;

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

-- As before, but that it shows the ban it replaces, and ends none that has been changed since it was asked.
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
    perform player_known(player, at);
    -- Himself first, as whoever joins, leaves, chooses, aborts or pairs: what comes at the same time is done before
    -- this, and undone by it, or is refused.
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

-- As before, but that what somebody may not do to these is not asked, and not done if it was.
create or replace function staff_ask(
  actor bigint, owner boolean, action text, arguments jsonb, expires_at timestamptz, at timestamptz
) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
begin
  act.refusal := coalesce(
    staff_guard(actor, owner, staff_owner_only(action)),
    staff_bar(actor, owner, action, arguments)
  );
  act.action := action;
  if act.refusal is not null then
    return act;
  end if;
  -- Nobody confirms those any more; what somebody is just confirming is his.
  delete from confirmations where id in (
    select id from confirmations old where old.expires_at < at - interval '1 day' for update skip locked
  );
  act := staff_does(actor, action, arguments, false, at);
  if act.refusal is not null then
    return act;
  end if;
  insert into confirmations as made (actor_id, action, arguments, asked_at, expires_at)
    values (
      actor, action,
      -- Whoever is renamed meanwhile is still the one who was shown.
      arguments || coalesce(act.pinned, '{}') || jsonb_strip_nulls(jsonb_build_object('player', act.player_id::text)),
      at, expires_at
    )
    returning made.id into act.confirmation;
  return act;
end $$;

create or replace function staff_confirm(confirmation bigint, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  asked confirmations;
begin
  act.refusal := staff_guard(actor, owner, false);
  if act.refusal is not null then
    return act;
  end if;
  delete from confirmations one where one.id = confirmation and one.actor_id = actor returning * into asked;
  if asked.id is null then
    act.refusal := case when exists (select from confirmations one where one.id = confirmation)
      then 'not-yours' else 'confirmation-gone' end;
    return act;
  end if;
  act.refusal := coalesce(
    staff_guard(actor, owner, staff_owner_only(asked.action)),
    case when asked.expires_at <= at then 'confirmation-expired' end,
    staff_bar(actor, owner, asked.action, asked.arguments)
  );
  act.action := asked.action;
  if act.refusal is not null then
    return act;
  end if;
  act := staff_does(actor, asked.action, asked.arguments, true, at);
  if act.refusal is null then
    perform audit(actor, asked.action, act.player_id, act.match_id, act.season_id,
      (asked.arguments - array['player', 'key', 'match', 'season', 'game', 'owner', 'banned']) || jsonb_build_object(
        'before', act.before, 'after', act.after, 'until', act.until, 'moves', act.moves, 'replaces', act.was_until,
        'waiting', act.waiting, 'matches', act.matches, 'standings', act.standings
      ), at);
  end if;
  return act;
end $$;

-- migrate:down
create or replace function staff_guard(actor bigint, owner boolean, owner_only boolean) returns text
language sql stable
as $$
  select case
    when owner then null
    when owner_only then 'owner-only'
    when not is_admin(actor) then 'staff-only'
  end
$$;

create or replace function match_undo(match bigint, at timestamptz) returns void language plpgsql as $$
declare
  done record;
  first_rating int;
  second_rating int;
  moved int;
begin
  select first.standing_id as first, second.standing_id as second into done
  from match_players first, match_players second
  where first.match_id = match and first.contestant = 'first'
    and second.match_id = match and second.contestant = 'second';
  perform standings_held(array[done.first, done.second]);
  select rating into first_rating from standings where id = done.first;
  select rating into second_rating from standings where id = done.second;
  -- The newest: it may have been undone and decided before.
  select -delta into moved from ledger
    where match_id = match and standing_id = done.first and kind = 'match' order by id desc limit 1;
  moved := greatest(-first_rating, least(moved, second_rating));
  insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
  select row.standing_id, match, 'undo', row.result, row.rating, row.delta, row.rating + row.delta, at
  from (
    values (done.first, first_rating, moved, 1), (done.second, second_rating, -moved, 2)
  ) as side (standing_id, rating, delta, turn)
  cross join lateral (
    select side.standing_id, side.rating, side.delta, played.result
    from ledger played
    where played.match_id = match and played.standing_id = side.standing_id and played.kind = 'match'
    order by played.id desc limit 1
  ) row
  order by side.turn;
  update matches set state = 'void', outcome = null, ended_by = 'staff', ended_at = at where id = match;
  perform say_to_match('match', match, null, at);
  perform say_to_match('undone', match, null, at);
  perform say_to_staff_of(match, at);
  perform say('result-undone', null, 'match', match, at);
end $$;

create or replace function staff_ends_match(act staff_act, open boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  current matches;
  answer record;
begin
  -- In the order of `match_staff`, which finds both held already.
  perform from seasons where id = (select season_id from matches where id = act.match_id) for key share;
  select * into current from matches where id = act.match_id for no key update;
  if open and current.deadline is null then
    act.refusal := 'match-over';
    act.refusal_state := current.state;
    return act;
  end if;
  select * into answer from match_staff(act.match_id, act.event, act.winner, null, at);
  act.match_id := answer.acted_on;
  act.refusal := answer.refusal;
  act.refusal_state := answer.refusal_state;
  return act;
end $$;

create or replace function staff_resolve(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := 'settle';
  act.winner := arguments ->> 'winner';
  if really then
    return staff_ends_match(act, (arguments ->> 'open')::boolean, at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.refusal := match_staff_refusal(current, act.event, act.winner);
  act.pinned := jsonb_build_object('open', current.deadline is not null);
  act.refusal_state := current.state;
  return act;
end $$;

create or replace function staff_void(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := arguments ->> 'event';
  if really then
    return staff_ends_match(act, act.event = 'void', at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.event := case current.state when 'decided' then 'undo' else 'void' end;
  act.refusal := match_staff_refusal(current, act.event, null);
  act.refusal_state := current.state;
  act.pinned := jsonb_build_object('event', act.event);
  return act;
end $$;

create or replace function staff_settle(match bigint, winner text, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act.action := 'resolve';
  act.refusal := staff_guard(actor, owner, false);
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

create or replace function staff_ask(
  actor bigint, owner boolean, action text, arguments jsonb, expires_at timestamptz, at timestamptz
) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
begin
  act.refusal := staff_guard(actor, owner, staff_owner_only(action));
  act.action := action;
  if act.refusal is not null then
    return act;
  end if;
  -- Nobody confirms those any more; what somebody is just confirming is his.
  delete from confirmations where id in (
    select id from confirmations old where old.expires_at < at - interval '1 day' for update skip locked
  );
  act := staff_does(actor, action, arguments, false, at);
  if act.refusal is not null then
    return act;
  end if;
  insert into confirmations as made (actor_id, action, arguments, asked_at, expires_at)
    values (
      actor, action,
      -- Whoever is renamed meanwhile is still the one who was shown.
      arguments || coalesce(act.pinned, '{}') || jsonb_strip_nulls(jsonb_build_object('player', act.player_id::text)),
      at, expires_at
    )
    returning made.id into act.confirmation;
  return act;
end $$;

create or replace function staff_confirm(confirmation bigint, actor bigint, owner boolean, at timestamptz) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  asked confirmations;
begin
  act.refusal := staff_guard(actor, owner, false);
  if act.refusal is not null then
    return act;
  end if;
  delete from confirmations one where one.id = confirmation and one.actor_id = actor returning * into asked;
  if asked.id is null then
    act.refusal := case when exists (select from confirmations one where one.id = confirmation)
      then 'not-yours' else 'confirmation-gone' end;
    return act;
  end if;
  act.refusal := coalesce(
    staff_guard(actor, owner, staff_owner_only(asked.action)),
    case when asked.expires_at <= at then 'confirmation-expired' end
  );
  act.action := asked.action;
  if act.refusal is not null then
    return act;
  end if;
  act := staff_does(actor, asked.action, asked.arguments, true, at);
  if act.refusal is null then
    perform audit(actor, asked.action, act.player_id, act.match_id, act.season_id,
      (asked.arguments - 'player' - 'key' - 'match' - 'season' - 'game') || jsonb_build_object(
        'before', act.before, 'after', act.after, 'until', act.until,
        'waiting', act.waiting, 'matches', act.matches, 'standings', act.standings
      ), at);
  end if;
  return act;
end $$;

drop function match_last_moved, match_would_move, staff_bar, plays_in;

alter type staff_act
  drop attribute moves, drop attribute was_banned, drop attribute was_until, drop attribute was_reason;
