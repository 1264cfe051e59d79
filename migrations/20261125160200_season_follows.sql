-- migrate:up

-- Closing a season opens the next in the same act: whoever queues finds one or the other, and never none.
alter type staff_act
  -- Of a season that is closed: the name of the one that follows; null: none does.
  add attribute follows text;

-- As before, but that it locks no player: whoever closes a season holds it, and with it waits for those who hold a player
-- and want the season. Instead, who moves from one country to another holds the newest season shared (see below), and
-- who carries ratings over holds it alone.
create or replace function ratings_carried_over(previous int, fresh int, drawn_percent int, at timestamptz) returns int
language plpgsql as $$
declare
  start int := (select start_rating from seasons where id = fresh);
  carried int;
begin
  perform set_config('ladder.carries_over', 'on', true);
  with opened as materialized (
    select old.id, old.player_id, old.faction, owner.country, opening_rating(old.rating, start, drawn_percent) as rating
    from standings old join players owner on owner.id = old.player_id
    where old.season_id = previous
  ),
  born as (
    insert into standings (season_id, player_id, faction, rating, peak, country)
    select fresh, player_id, faction, rating, rating, country from opened where rating <> start order by id
    returning id, rating
  )
  insert into ledger (standing_id, kind, before, delta, after, at)
  select id, 'season', start, rating - start, rating, ratings_carried_over.at from born;
  get diagnostics carried = row_count;
  perform set_config('ladder.carries_over', 'off', true);
  return carried;
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

-- What comes after a season of this name: its last number and one more, or, behind the joint, a second one.
create function following(name text, joint text) returns text
language sql immutable parallel safe
as $$
  select case
    when name ~ '\d' then regexp_replace(name, '\d+(\D*)$', (substring(name from '(\d{1,15})\D*$')::bigint + 1) || '\1')
    else name || joint || '2'
  end
$$;

-- The next season, after `previous` (nulls: the first there is), whose ratings it begins with. Arguments: `name`, `slug`
-- (without both: those that follow), `days`, `startRating`, `rankedDays`, `drawnPercent`, `maps` (the game's own, where
-- the season before had none). Whoever writes it holds `previous`.
create function season_begins(previous seasons, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
  end if;
  if act.refusal is not null or not really then
    select count(*) into act.standings from standings standing
      where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
    return act;
  end if;

  insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
    values (arguments ->> 'game', address, act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  act.standings := ratings_carried_over(previous.id, act.season_id, drawn, at);
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

-- The first season of a game, or the next one after a pause.
create or replace function staff_season_open(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  previous seasons;
begin
  if really then
    select * into previous from seasons
      where game = arguments ->> 'game' and closed_at is not null order by closed_at desc, id desc limit 1 for update;
  else
    select * into previous from seasons
      where game = arguments ->> 'game' and closed_at is not null order by closed_at desc, id desc limit 1;
  end if;
  if exists (select from seasons where game = arguments ->> 'game' and closed_at is null) then
    act.refusal := 'season-open';
    return act;
  end if;
  return season_begins(previous, arguments, really, at);
end $$;

-- Arguments: `game`, `voidOpen`; `opens`, with those of the next season; once asked, `season`.
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

-- migrate:down
create or replace function staff_season_close(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  season seasons;
  one bigint;
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
  if not really then
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
  act.waiting := queue_emptied(season.id, jsonb_build_object('season', season.name), at);
  update seasons set closed_at = at where id = season.id;
  perform say('season-closed', null, 'match', null, at, jsonb_build_object('name', season.name));
  return act;
end $$;

create or replace function staff_season_open(actor bigint, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
  previous seasons;
  start int := (arguments ->> 'startRating')::int;
  drawn int := (arguments ->> 'drawnPercent')::int;
begin
  select * into previous from seasons
    where game = arguments ->> 'game' and closed_at is not null order by closed_at desc, id desc limit 1;
  act.season := arguments ->> 'name';
  act.until := at + make_interval(days => (arguments ->> 'days')::int);
  act.maps := case when cardinality(previous.maps) > 0 then previous.maps
    else array(select jsonb_array_elements_text(arguments -> 'maps')) end;
  if exists (select from seasons where game = arguments ->> 'game' and closed_at is null) then
    act.refusal := 'season-open';
  elsif exists (select from seasons where slug = arguments ->> 'slug') then
    act.refusal := 'season-name-taken';
  end if;
  if act.refusal is not null or not really then
    select count(*) into act.standings from standings standing
      where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
    return act;
  end if;

  insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
    values (arguments ->> 'game', arguments ->> 'slug', act.season, at, act.until, start,
      (arguments ->> 'rankedDays')::int, act.maps)
    on conflict do nothing
    returning id into act.season_id;
  if act.season_id is null then
    -- Somebody opened one at the same moment.
    act.refusal := 'season-open';
    return act;
  end if;
  act.standings := ratings_carried_over(previous.id, act.season_id, drawn, at);
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

drop function season_begins, following;

create or replace function player_moves() returns trigger language plpgsql as $$
begin
  -- Closed seasons stay as they were.
  update standings set country = new.country
    from seasons
    where standings.player_id = new.id and seasons.id = standings.season_id and seasons.closed_at is null;
  return null;
end $$;

create or replace function ratings_carried_over(previous int, fresh int, drawn_percent int, at timestamptz) returns int
language plpgsql as $$
declare
  start int := (select start_rating from seasons where id = fresh);
  carried int;
begin
  perform set_config('ladder.carries_over', 'on', true);
  -- Whoever is just changing his country is waited for, and who would waits: the copies of it are made of what is locked.
  with owners as materialized (
    select id, country from players
    where id in (
      select player_id from standings
      where season_id = previous and opening_rating(rating, start, drawn_percent) <> start
    )
    order by id for share
  ),
  opened as materialized (
    select old.id, old.player_id, old.faction, owners.country, opening_rating(old.rating, start, drawn_percent) as rating
    from standings old join owners on owners.id = old.player_id
    where old.season_id = previous
  ),
  born as (
    insert into standings (season_id, player_id, faction, rating, peak, country)
    select fresh, player_id, faction, rating, rating, country from opened where rating <> start order by id
    returning id, rating
  )
  insert into ledger (standing_id, kind, before, delta, after, at)
  select id, 'season', start, rating - start, rating, ratings_carried_over.at from born;
  get diagnostics carried = row_count;
  perform set_config('ladder.carries_over', 'off', true);
  return carried;
end $$;

alter type staff_act drop attribute follows;
