-- migrate:up

-- Whoever holds a season and a player has held the season first. Who closes or opens one holds it alone, and writes
-- rows that refer to players; whoever held a player whole and then asked for the season would wait in a circle.

-- The newest season of each game, kept as it is: none is closed, and none opened after it, until this ends. Asked for
-- again where one was opened while this waited.
create function newest_seasons_held() returns void language plpgsql as $$
declare
  newest int[];
begin
  loop
    newest := array(select max(id) from seasons group by game order by 1);
    perform from seasons where id = any(newest) order by id for key share;
    exit when newest = array(select max(id) from seasons group by game order by 1);
  end loop;
end $$;

create or replace function player_moves() returns trigger language plpgsql as $$
begin
  -- Whoever is just carrying ratings over into a next season is waited for: the new standing moves with its player.
  -- What changes a country holds them before the player already; this is for what is changed by hand.
  perform newest_seasons_held();
  -- Closed seasons stay as they were.
  update standings set country = new.country
    from seasons
    where standings.player_id = new.id and seasons.id = standings.season_id and seasons.closed_at is null;
  return null;
end $$;

-- As before, but that the seasons are held first, and less of whoever has the wanted name; and that nobody who keeps
-- his own is told that it is taken.
create or replace function setup_confirm(player bigint, locale text, at timestamptz)
-- `is_first`: he was not set up before.
returns table (refusal text, is_first boolean)
language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  draft setup_drafts;
  held bigint;
begin
  perform newest_seasons_held();
  -- His own row whole, since names are compared, and that of whose name it is that he wants, so that it stays his
  -- meanwhile; in the order of ids. Who exchange theirs at the same time then wait for one another in turn, and in no
  -- circle; who only has the name that somebody wants goes on playing.
  for held in
    select one.id from players one
    where one.id = player
      or one.name_key = (select wanted.name_key from setup_drafts wanted where wanted.player_id = player)
    order by one.id
  loop
    if held = player then
      perform from players one where one.id = held for update;
    else
      perform from players one where one.id = held for key share;
    end if;
  end loop;
  select * into own from players one where one.id = player;
  refusal := player_guard(own, at);
  is_first := own.setup_completed_at is null;
  if refusal in ('banned', 'terms') then
    return next;
    return;
  end if;
  refusal := null;

  select * into draft from setup_drafts one where one.player_id = player for update;
  if draft.player_id is null then
    if is_first then
      refusal := 'draft-gone';
    end if;
    return next;
    return;
  end if;
  if not draft.names_fit or draft.country is null or draft.region is null then
    refusal := 'setup-problems';
    return next;
    return;
  end if;

  begin
    update players one set
      name = draft.name, name_key = draft.name_key, battle_tag = draft.battle_tag,
      alternate_name_1 = draft.alternate_name_1, alternate_name_2 = draft.alternate_name_2,
      country = draft.country, region = draft.region, locale = locale,
      setup_completed_at = coalesce(one.setup_completed_at, at)
    where one.id = player;
  exception
    when unique_violation then
      refusal := 'name-taken';
      return next;
      return;
    -- The draft may have become another one before his own row was held; then a circle is cut, and no name is free. Who
    -- keeps his name is not told so: that would be a fault.
    when deadlock_detected then
      if draft.name_key is not distinct from own.name_key then
        raise;
      end if;
      refusal := 'name-taken';
      return next;
      return;
  end;
  perform player_changed(player, 'name', own.name, draft.name, at);
  perform player_changed(player, 'battle_tag', own.battle_tag, draft.battle_tag, at);
  perform player_changed(player, 'alternate_name_1', own.alternate_name_1, draft.alternate_name_1, at);
  perform player_changed(player, 'alternate_name_2', own.alternate_name_2, draft.alternate_name_2, at);
  perform player_changed(player, 'country', own.country, draft.country, at);
  perform player_changed(player, 'region', own.region, draft.region, at);
  delete from setup_drafts one where one.player_id = player;
  if is_first then
    -- Opens his direct messages at a quiet hour: a wave of newcomers would be too many at once for Discord.
    perform say('greeting', player, null, null, at);
  end if;
  return next;
end $$;

-- As before, but that the seasons are held first, and nobody who is just confirming is waited for.
create or replace function staff_forget(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  -- No name that can be typed has this key, nor does one begin so.
  nobody text;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  if really then
    perform newest_seasons_held();
    select * into subject from players where id = subject.id for update;
  end if;
  act.player_id := subject.id;
  nobody := ' ' || subject.id;
  act.refusal := case
    when is_admin(subject.id) then 'forget-admin'
    when subject.name_key = nobody then 'forgotten-already'
    when exists (select from places where player_id = subject.id) or exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = subject.id and matches.deadline is not null
    ) then 'forget-busy'
  end;
  if not really then
    act.player_name := subject.name;
    return act;
  end if;
  if act.refusal is not null then
    return act;
  end if;

  delete from setup_drafts where player_id = subject.id;
  delete from player_changes where player_id = subject.id;
  -- What somebody is just confirming is gone with that, and he may wait for the player.
  delete from confirmations where id in (
    select id from confirmations asked where asked.arguments ->> 'player' = subject.id::text for update skip locked
  );
  delete from outbox where player_id = subject.id and sent_at is null and given_up_at is null;
  update players set
    name = 'Deleted player', name_key = nobody, battle_tag = null, alternate_name_1 = null, alternate_name_2 = null,
    country = null, region = null, terms_accepted_at = null, setup_completed_at = null,
    queue_factions = '{}', queue_vetoes = '{}'
    where id = subject.id;
  -- Of closed seasons as well, which else stay as they were.
  update standings set country = null where player_id = subject.id and country is not null;
  perform say('forgotten', subject.id, null, null, at);
  return act;
end $$;

-- As before, but held no more than a change needs: nobody who joins the queue waits for the clock.
create or replace function seasons_run_out(at timestamptz) returns int language plpgsql as $$
declare
  told int;
begin
  with over as (
    update seasons set end_told_at = at
    where id in (
      select id from seasons where closed_at is null and end_told_at is null and ends_at <= at
      for no key update skip locked
    )
    returning name, ends_at
  )
  insert into outbox (kind, channel, details, created_at, due_at)
  select 'season-overdue', 'staff', jsonb_build_object('name', name, 'endsAt', ends_at), at, at from over;
  get diagnostics told = row_count;
  return told;
end $$;

-- As before, but that the season is held before the player.
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

create or replace function seasons_run_out(at timestamptz) returns int language plpgsql as $$
declare
  told int;
begin
  with over as (
    update seasons set end_told_at = at
    where id in (
      select id from seasons where closed_at is null and end_told_at is null and ends_at <= at for update skip locked
    )
    returning name, ends_at
  )
  insert into outbox (kind, channel, details, created_at, due_at)
  select 'season-overdue', 'staff', jsonb_build_object('name', name, 'endsAt', ends_at), at, at from over;
  get diagnostics told = row_count;
  return told;
end $$;

create or replace function staff_forget(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  -- No name that can be typed has this key, nor does one begin so.
  nobody text;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  if really then
    select * into subject from players where id = subject.id for update;
  end if;
  act.player_id := subject.id;
  nobody := ' ' || subject.id;
  act.refusal := case
    when is_admin(subject.id) then 'forget-admin'
    when subject.name_key = nobody then 'forgotten-already'
    when exists (select from places where player_id = subject.id) or exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = subject.id and matches.deadline is not null
    ) then 'forget-busy'
  end;
  if not really then
    act.player_name := subject.name;
    return act;
  end if;
  if act.refusal is not null then
    return act;
  end if;

  delete from setup_drafts where player_id = subject.id;
  delete from player_changes where player_id = subject.id;
  delete from confirmations asked where asked.arguments ->> 'player' = subject.id::text;
  delete from outbox where player_id = subject.id and sent_at is null and given_up_at is null;
  update players set
    name = 'Deleted player', name_key = nobody, battle_tag = null, alternate_name_1 = null, alternate_name_2 = null,
    country = null, region = null, terms_accepted_at = null, setup_completed_at = null,
    queue_factions = '{}', queue_vetoes = '{}'
    where id = subject.id;
  -- Of closed seasons as well, which else stay as they were.
  update standings set country = null where player_id = subject.id and country is not null;
  perform say('forgotten', subject.id, null, null, at);
  return act;
end $$;

create or replace function setup_confirm(player bigint, locale text, at timestamptz)
-- `is_first`: he was not set up before.
returns table (refusal text, is_first boolean)
language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  draft setup_drafts;
begin
  -- Whole rows, since names are compared: his own, and whose name it is that he wants, in the order of ids. Who exchange
  -- theirs at the same time then wait for one another in turn, and in no circle.
  perform from players one
    where one.id = player
      or one.name_key = (select wanted.name_key from setup_drafts wanted where wanted.player_id = player)
    order by one.id for update;
  select * into own from players one where one.id = player;
  refusal := player_guard(own, at);
  is_first := own.setup_completed_at is null;
  if refusal in ('banned', 'terms') then
    return next;
    return;
  end if;
  refusal := null;

  select * into draft from setup_drafts one where one.player_id = player for update;
  if draft.player_id is null then
    if is_first then
      refusal := 'draft-gone';
    end if;
    return next;
    return;
  end if;
  if not draft.names_fit or draft.country is null or draft.region is null then
    refusal := 'setup-problems';
    return next;
    return;
  end if;

  begin
    update players one set
      name = draft.name, name_key = draft.name_key, battle_tag = draft.battle_tag,
      alternate_name_1 = draft.alternate_name_1, alternate_name_2 = draft.alternate_name_2,
      country = draft.country, region = draft.region, locale = locale,
      setup_completed_at = coalesce(one.setup_completed_at, at)
    where one.id = player;
  -- The draft may have become another one before his own row was held; then a circle is cut, and no name is free.
  exception when unique_violation or deadlock_detected then
    refusal := 'name-taken';
    return next;
    return;
  end;
  perform player_changed(player, 'name', own.name, draft.name, at);
  perform player_changed(player, 'battle_tag', own.battle_tag, draft.battle_tag, at);
  perform player_changed(player, 'alternate_name_1', own.alternate_name_1, draft.alternate_name_1, at);
  perform player_changed(player, 'alternate_name_2', own.alternate_name_2, draft.alternate_name_2, at);
  perform player_changed(player, 'country', own.country, draft.country, at);
  perform player_changed(player, 'region', own.region, draft.region, at);
  delete from setup_drafts one where one.player_id = player;
  if is_first then
    -- Opens his direct messages at a quiet hour: a wave of newcomers would be too many at once for Discord.
    perform say('greeting', player, null, null, at);
  end if;
  return next;
end $$;

create or replace function player_moves() returns trigger language plpgsql as $$
begin
  -- Whoever is just carrying ratings over into a next season is waited for: his new standing moves with him.
  perform from seasons where id in (select max(id) from seasons group by game) order by id for key share;
  -- Closed seasons stay as they were.
  update standings set country = new.country
    from seasons
    where standings.player_id = new.id and seasons.id = standings.season_id and seasons.closed_at is null;
  return null;
end $$;

drop function newest_seasons_held;
