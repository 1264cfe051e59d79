-- migrate:up

-- The address of a season that is to have this name; null where the game has had one of this name. Addresses have no
-- letters of other scripts: what is left of such a name may be what is left of another, so that it gets a number besides. Of
-- Latin letters there is enough left to tell one name from another.
create function season_address(of_game text, title text, address text) returns text
language plpgsql stable as $$
declare
  free text := address;
  turn int := 1;
begin
  if exists (select from seasons where game = of_game and lower(name) = lower(title)) then
    return null;
  end if;
  while exists (select from seasons where slug = free) loop
    if title !~ '[^\u0001-\u036f\u1e00-\u206f]' then
      return null;
    end if;
    turn := turn + 1;
    free := address || '-' || turn;
  end loop;
  return free;
end $$;

-- As before, but that they ask for their address.
create or replace function season_begins(previous seasons, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  start int := (arguments ->> 'startRating')::int;
  drawn int := (arguments ->> 'drawnPercent')::int;
  address text;
begin
  act.season := coalesce(arguments ->> 'name', following(previous.name, ' '));
  address := season_address(
    arguments ->> 'game', act.season, coalesce(arguments ->> 'slug', following(previous.slug, '-'))
  );
  act.until := at + make_interval(days => (arguments ->> 'days')::int);
  act.maps := case when cardinality(previous.maps) > 0 then previous.maps
    else array(select jsonb_array_elements_text(arguments -> 'maps')) end;
  act.pinned := jsonb_build_object('name', act.season, 'slug', address);
  if address is null then
    act.refusal := 'season-name-taken';
  elsif previous.carries_from is not null and exists (
    select from standings standing where standing.season_id = previous.carries_from
      and standing.player_id > previous.carried_to
      and opening_rating(standing.rating, previous.start_rating, previous.carries_drawn) <> previous.start_rating
    offset 5000
  ) then
    -- More of its own ratings are still to come than one statement should write: the clock needs some minutes.
    act.refusal := 'season-carries';
  elsif really and previous.carries_from is not null then
    -- Closed before it had all of its own ratings.
    perform ratings_carried_on(previous.id, null);
  end if;
  select count(*) into act.standings from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
  if act.refusal is not null or not really then
    return act;
  end if;

  insert into seasons (
    game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps, carries_from, carries_drawn
  )
    values (arguments ->> 'game', address, act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps, previous.id, drawn)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  perform ratings_carried_on(act.season_id, 5000);
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

create or replace function staff_season_close(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  next staff_act;
  season seasons;
  one bigint;
  opens boolean := coalesce((arguments ->> 'opens')::boolean, false);
begin
  -- Not shared: a wave, a decision of staff and a change of a rating wait until it is closed, or it waits for them.
  -- What two players decide holds its match, which is open until then.
  if really then
    select * into season from seasons where game = arguments ->> 'game' and closed_at is null for update;
  else
    select * into season from seasons where game = arguments ->> 'game' and closed_at is null;
  end if;
  if season.id is null or (arguments ->> 'season')::int <> season.id then
    act.refusal := case when arguments ? 'season' then 'season-closed' else 'no-season' end;
    return act;
  end if;
  act.season_id := season.id;
  act.season := season.name;
  act.pinned := jsonb_build_object('season', season.id);
  select count(*) into act.matches from matches match where match.season_id = season.id and match.deadline is not null;
  select count(*) into act.waiting from places place where place.season_id = season.id and place.match_id is null;
  if act.matches > 0 and not (arguments ->> 'voidOpen')::boolean then
    act.refusal := 'matches-open';
    act.refusal_count := act.matches;
    return act;
  end if;
  if opens and really and arguments ? 'slug'
    and season_address(season.game, arguments ->> 'name', arguments ->> 'slug') is null
  then
    act.refusal := 'season-name-taken';
    return act;
  end if;
  if not really then
    if opens then
      next := season_begins(season, arguments, false, at);
      act.refusal := next.refusal;
      act.follows := next.season;
      act.until := next.until;
      act.standings := next.standings;
      act.maps := next.maps;
      act.pinned := act.pinned || next.pinned;
    end if;
    return act;
  end if;

  act.matches := 0;
  for one in
    select match.id from matches match where match.season_id = season.id and match.deadline is not null
    order by match.id
  loop
    -- Refused where the two have just decided it themselves.
    if (select refusal is null from match_staff(one, 'void', null, null, at)) then
      act.matches := act.matches + 1;
      perform audit(actor, 'season-close', null, one, season.id, '{}', at);
    end if;
  end loop;
  act.waiting := queue_emptied(season.id, jsonb_strip_nulls(jsonb_build_object(
    'season', season.name, 'next', case when opens then arguments ->> 'name' end)), at);
  update seasons set closed_at = at where id = season.id;
  perform say('season-closed', null, 'match', null, at, jsonb_build_object('name', season.name));
  if opens then
    next := season_begins(season, arguments, true, at);
    if next.refusal is not null then
      -- Another game has taken the name this moment: all of it is taken back.
      raise exception 'the next season could not be opened: %', next.refusal using errcode = 'serialization_failure';
    end if;
    act.follows := next.season;
    act.until := next.until;
    act.standings := next.standings;
    act.maps := next.maps;
  end if;
  return act;
end $$;

-- migrate:down

create or replace function staff_season_close(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  next staff_act;
  season seasons;
  one bigint;
  opens boolean := coalesce((arguments ->> 'opens')::boolean, false);
begin
  -- Not shared: a wave, a decision of staff and a change of a rating wait until it is closed, or it waits for them.
  -- What two players decide holds its match, which is open until then.
  if really then
    select * into season from seasons where game = arguments ->> 'game' and closed_at is null for update;
  else
    select * into season from seasons where game = arguments ->> 'game' and closed_at is null;
  end if;
  if season.id is null or (arguments ->> 'season')::int <> season.id then
    act.refusal := case when arguments ? 'season' then 'season-closed' else 'no-season' end;
    return act;
  end if;
  act.season_id := season.id;
  act.season := season.name;
  act.pinned := jsonb_build_object('season', season.id);
  select count(*) into act.matches from matches match where match.season_id = season.id and match.deadline is not null;
  select count(*) into act.waiting from places place where place.season_id = season.id and place.match_id is null;
  if act.matches > 0 and not (arguments ->> 'voidOpen')::boolean then
    act.refusal := 'matches-open';
    act.refusal_count := act.matches;
    return act;
  end if;
  if opens and really and exists (select from seasons where slug = arguments ->> 'slug') then
    act.refusal := 'season-name-taken';
    return act;
  end if;
  if not really then
    if opens then
      next := season_begins(season, arguments, false, at);
      act.refusal := next.refusal;
      act.follows := next.season;
      act.until := next.until;
      act.standings := next.standings;
      act.maps := next.maps;
      act.pinned := act.pinned || next.pinned;
    end if;
    return act;
  end if;

  act.matches := 0;
  for one in
    select match.id from matches match where match.season_id = season.id and match.deadline is not null
    order by match.id
  loop
    -- Refused where the two have just decided it themselves.
    if (select refusal is null from match_staff(one, 'void', null, null, at)) then
      act.matches := act.matches + 1;
      perform audit(actor, 'season-close', null, one, season.id, '{}', at);
    end if;
  end loop;
  act.waiting := queue_emptied(season.id, jsonb_strip_nulls(jsonb_build_object(
    'season', season.name, 'next', case when opens then arguments ->> 'name' end)), at);
  update seasons set closed_at = at where id = season.id;
  perform say('season-closed', null, 'match', null, at, jsonb_build_object('name', season.name));
  if opens then
    next := season_begins(season, arguments, true, at);
    if next.refusal is not null then
      -- Another game has taken the name this moment: all of it is taken back.
      raise exception 'the next season could not be opened: %', next.refusal using errcode = 'serialization_failure';
    end if;
    act.follows := next.season;
    act.until := next.until;
    act.standings := next.standings;
    act.maps := next.maps;
  end if;
  return act;
end $$;

create or replace function season_begins(previous seasons, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  start int := (arguments ->> 'startRating')::int;
  drawn int := (arguments ->> 'drawnPercent')::int;
  address text := coalesce(arguments ->> 'slug', following(previous.slug, '-'));
begin
  act.season := coalesce(arguments ->> 'name', following(previous.name, ' '));
  act.until := at + make_interval(days => (arguments ->> 'days')::int);
  act.maps := case when cardinality(previous.maps) > 0 then previous.maps
    else array(select jsonb_array_elements_text(arguments -> 'maps')) end;
  act.pinned := jsonb_build_object('name', act.season, 'slug', address);
  if exists (select from seasons where slug = address) then
    act.refusal := 'season-name-taken';
  elsif previous.carries_from is not null and exists (
    select from standings standing where standing.season_id = previous.carries_from
      and standing.player_id > previous.carried_to
      and opening_rating(standing.rating, previous.start_rating, previous.carries_drawn) <> previous.start_rating
    offset 5000
  ) then
    -- More of its own ratings are still to come than one statement should write: the clock needs some minutes.
    act.refusal := 'season-carries';
  elsif really and previous.carries_from is not null then
    -- Closed before it had all of its own ratings.
    perform ratings_carried_on(previous.id, null);
  end if;
  select count(*) into act.standings from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
  if act.refusal is not null or not really then
    return act;
  end if;

  insert into seasons (
    game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps, carries_from, carries_drawn
  )
    values (arguments ->> 'game', address, act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps, previous.id, drawn)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  perform ratings_carried_on(act.season_id, 5000);
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

drop function season_address;
