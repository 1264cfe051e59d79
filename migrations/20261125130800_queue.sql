-- migrate:up

-- What a player does about his place in the queue, each in one statement. Every one locks his own row first: what is
-- done to him at the same time (joining twice, a ban) comes before or after, never between. A refusal is a reason of
-- src/ladder/refusal.ts; 'guarded' stands for the one that `player_guard` gives.
-- `offered`: the game's factions. `own_pool`: the game's maps, for a season that names none.

-- Those of a list that are offered, once each.
create function still_offered(list text[], offered text[]) returns text[] language sql immutable
return array(select distinct one from unnest(list) one where one = any(offered) order by one);

-- The same of factions, of which a game's only one needs no choice.
create function factions_chosen(list text[], offered text[]) returns text[] language sql immutable
return case when cardinality(offered) = 1 then offered else still_offered(list, offered) end;

create function season_maps(season seasons, own_pool text[]) returns text[] language sql immutable
return case when cardinality((season).maps) > 0 then (season).maps else own_pool end;

-- The queue as one player sees it; one row, whoever he is. Volatile, as `match_seen` is. `ratings`: faction=rating,
-- separated by spaces, of those he has played.
create function queue_seen(game text, player bigint, at timestamptz, offered text[], own_pool text[])
returns table (
  guard text, banned_until timestamptz, ban_reason text,
  season text, start_rating int, maps text[], waiting int,
  factions text[], vetoes text[], ratings text, joined_at timestamptz, ends_at timestamptz, match_id bigint
)
language sql volatile rows 1
as $$
  select player_guard(own, at), case when isfinite(own.banned_until) then own.banned_until end, own.ban_reason,
    season.name, season.start_rating, season_maps(season, own_pool),
    (select count(*)::int from places waits where waits.season_id = season.id and waits.match_id is null),
    factions_chosen(own.queue_factions, offered), still_offered(own.queue_vetoes, season_maps(season, own_pool)),
    (
      select string_agg(faction || '=' || rating, ' ') from standings
      where standings.season_id = season.id and standings.player_id = own.id
    ),
    place.joined_at, place.ends_at, place.match_id
  from (values (queue_seen.player)) asked (id)
  left join players own on own.id = asked.id
  left join places place on place.player_id = asked.id
  left join seasons season on season.game = queue_seen.game and season.closed_at is null
$$;

-- Joins with the choice that is stored. `sides`: the offered factions' own, in their order.
create function queue_join(
  game text, player bigint, at timestamptz, offered text[], own_pool text[],
  sides text[], most_vetoes int, ends timestamptz, locale text
)
returns table (player_id bigint, refusal text) language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  season seasons;
  place places;
  chosen text[];
  refused text[];
begin
  player_id := player;
  -- Shared: a season that is being closed at the same time is closed before this or after.
  select * into season from seasons one where one.game = game and one.closed_at is null for key share;
  select * into own from players one where one.id = player for no key update;
  select * into place from places one where one.player_id = player;
  chosen := factions_chosen(own.queue_factions, offered);
  refused := still_offered(own.queue_vetoes, season_maps(season, own_pool));
  refusal := case
    when player_guard(own, at) is not null then 'guarded'
    when season.id is null then 'no-season'
    when place.match_id is not null then 'in-match'
    when place.player_id is not null then 'already-waiting'
    when cardinality(chosen) = 0 then 'no-faction'
    when cardinality(chosen) > (
      select count(distinct side) from unnest(offered, sides) as known (faction, side) where faction = any(chosen)
    ) then 'factions-of-one-side'
    when cardinality(refused) > most_vetoes then 'too-many-vetoes'
  end;
  if refusal is null then
    insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
    values (player, season.id, chosen, refused, at, ends);
    update players one set locale = locale, queue_factions = chosen, queue_vetoes = refused where one.id = player;
  end if;
  return next;
end $$;

-- Leaves the queue; a match is not left by this.
create function queue_leave(player bigint) returns table (player_id bigint, refusal text)
language plpgsql as $$
#variable_conflict use_variable
begin
  player_id := player;
  perform from players one where one.id = player for no key update;
  delete from places one where one.player_id = player and one.match_id is null;
  if not found then
    refusal := case
      when exists (select from places one where one.player_id = player) then 'in-match'
      else 'not-waiting'
    end;
  end if;
  return next;
end $$;

-- Stores a choice, and changes the place that he has by it. `instead`: the factions that `chosen` take the place of.
-- Vetoes stay as they are where `refused` is null.
create function queue_choose(
  game text, player bigint, at timestamptz, offered text[], own_pool text[],
  instead text[], chosen text[], refused text[], most_vetoes int
)
returns table (player_id bigint, refusal text) language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  season seasons;
  factions text[];
  vetoes text[];
begin
  player_id := player;
  select * into own from players one where one.id = player for no key update;
  select * into season from seasons one where one.game = game and one.closed_at is null;
  factions := factions_chosen(
    array(select one from unnest(own.queue_factions) one where one <> all(instead)) || chosen, offered
  );
  vetoes := still_offered(coalesce(refused, own.queue_vetoes), season_maps(season, own_pool));
  refusal := case
    when player_guard(own, at) is not null then 'guarded'
    when season.id is null then 'no-season'
    -- A menu offers nothing else: it is an old one.
    when cardinality(vetoes) < cardinality(refused) then 'outdated'
    when cardinality(refused) > most_vetoes then 'too-many-vetoes'
    when cardinality(factions) = 0 and exists (select from places one where one.player_id = player) then 'no-faction'
  end;
  if refusal is null then
    update players one set queue_factions = factions, queue_vetoes = vetoes where one.id = player;
    -- In a match, too: who comes back from it waits with what he wants by now.
    update places one set factions = factions, vetoes = vetoes where one.player_id = player;
  end if;
  return next;
end $$;

-- migrate:down
drop function queue_choose, queue_leave, queue_join, queue_seen, season_maps, factions_chosen, still_offered;
