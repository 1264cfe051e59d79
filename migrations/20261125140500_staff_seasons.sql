-- migrate:up

-- Staff and a season: close it, open the next, choose its maps.

-- The twin of `openingRating` in src/ladder/season.ts, in the same whole numbers.
create function opening_rating(closing int, start int, drawn_percent int) returns int
language sql immutable parallel safe
as $$
  select start + sign(closing - start)::int * ((abs(closing - start) * (100 - drawn_percent) + 49) / 100)
$$;

-- Arguments: `game`, `voidOpen`; once asked, `season`.
create function staff_season_close(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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

-- Arguments: `game`, `name`, `slug`, `days`, `startRating`, `rankedDays`, `drawnPercent`, `maps` (the game's own, where
-- the season before had none). Whoever had another rating than the start value begins with it, drawn towards that.
create function staff_season_open(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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
  select count(*) into act.standings from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start;
  if exists (select from seasons where game = arguments ->> 'game' and closed_at is null) then
    act.refusal := 'season-open';
  elsif exists (select from seasons where slug = arguments ->> 'slug') then
    act.refusal := 'season-name-taken';
  end if;
  if act.refusal is not null or not really then
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
  -- All of them in two statements, however many there are.
  with carried as (
    insert into standings (season_id, player_id, faction)
    select act.season_id, standing.player_id, standing.faction
    from standings standing
    where standing.season_id = previous.id and opening_rating(standing.rating, start, drawn) <> start
    order by standing.id
    returning id
  )
  select count(*) into act.standings from carried;
  insert into ledger (standing_id, kind, before, delta, after, at)
  select fresh.id, 'season', start, opened.rating - start, opened.rating, at
  from standings fresh
  join standings old
    on old.season_id = previous.id and old.player_id = fresh.player_id and old.faction = fresh.faction
  cross join lateral (select opening_rating(old.rating, start, drawn) as rating) opened
  where fresh.season_id = act.season_id
  order by fresh.id;
  perform say('season-opened', null, 'match', null, at, jsonb_build_object('name', act.season));
  return act;
end $$;

-- Arguments: `game`, `maps`; once asked, `season`.
create function staff_season_maps(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  season seasons;
begin
  season := season_held(arguments ->> 'game');
  if season.id is null or (arguments ->> 'season')::int <> season.id then
    act.refusal := case when arguments ? 'season' then 'season-closed' else 'no-season' end;
    return act;
  end if;
  act.season_id := season.id;
  act.season := season.name;
  act.maps := array(select jsonb_array_elements_text(arguments -> 'maps'));
  act.pinned := jsonb_build_object('season', season.id);
  if really then
    update seasons set maps = act.maps where id = season.id;
  end if;
  return act;
end $$;

-- migrate:down
drop function staff_season_maps, staff_season_open, staff_season_close, opening_rating;
