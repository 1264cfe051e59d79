-- migrate:up

-- One player, one faction, one season: the sum of its ledger, which alone may change it (see the ledger).
-- The order of standings is (rating, last_played_at, id), all descending.
create table standings (
  id bigint generated always as identity primary key,
  season_id int not null references seasons,
  player_id bigint not null references players,
  faction text collate "C" not null,
  rating int not null check (rating >= 0),
  -- The highest rating held, the one it began with included.
  peak int not null,
  wins int not null default 0,
  losses int not null default 0,
  draws int not null default 0,
  last_played_at timestamptz(3),
  -- At least one game, and the last one not too long ago: kept, not computed, so that indexes can hold it.
  ranked boolean not null default false,
  -- A copy of the player's, for the index that filters by it.
  country text collate "C",
  unique (season_id, player_id, faction),
  constraint standings_games_not_negative check (wins >= 0 and losses >= 0 and draws >= 0),
  constraint standings_played_has_time check ((wins + losses + draws > 0) = (last_played_at is not null)),
  constraint standings_ranked_has_played check (not ranked or last_played_at is not null)
) with (fillfactor = 90);

create index standings_by_order on standings
  (season_id, rating desc, last_played_at desc, id desc) where ranked;
create index standings_by_faction on standings
  (season_id, faction, rating desc, last_played_at desc, id desc) where ranked;
create index standings_by_country on standings
  (season_id, country, rating desc, last_played_at desc, id desc) where ranked;
create index standings_by_last_played on standings (season_id, last_played_at) where ranked;
create index standings_by_player on standings (player_id);

-- A new standing starts where its season says, whatever was asked for: `insert` names season, player and faction.
create function standing_starts() returns trigger language plpgsql as $$
begin
  select season.start_rating, season.start_rating, player.country
    into new.rating, new.peak, new.country
    from seasons season, players player
    where season.id = new.season_id and player.id = new.player_id;
  new.wins := 0;
  new.losses := 0;
  new.draws := 0;
  new.last_played_at := null;
  new.ranked := false;
  return new;
end $$;

create trigger standing_starts before insert on standings
  for each row execute function standing_starts();

-- Depth 0 is a statement of a client; the ledger's trigger writes from depth 1.
create function standing_refuses() returns trigger language plpgsql as $$
begin
  raise exception 'a standing is changed by its ledger alone' using errcode = 'integrity_constraint_violation';
end $$;

create trigger standing_refuses before update on standings for each row
  when (
    pg_trigger_depth() = 0
    and (old.rating, old.peak, old.wins, old.losses, old.draws, old.last_played_at)
      is distinct from (new.rating, new.peak, new.wins, new.losses, new.draws, new.last_played_at)
  )
  execute function standing_refuses();

create function player_moves() returns trigger language plpgsql as $$
begin
  -- Closed seasons stay as they were.
  update standings set country = new.country
    from seasons
    where standings.player_id = new.id and seasons.id = standings.season_id and seasons.closed_at is null;
  return null;
end $$;

create trigger player_moves after update of country on players for each row
  when (old.country is distinct from new.country)
  execute function player_moves();

-- Takes the rank from standings not played for too long, at most `most` of them; returns how many it took.
-- Skips those that a match is just changing: they are being played.
create function unrank_idle(at timestamptz, most int default 10000) returns int language plpgsql as $$
declare
  taken int;
begin
  with idle as (
    select standing.id
    from seasons season
    join standings standing on standing.season_id = season.id
    where season.closed_at is null and standing.ranked
      and standing.last_played_at < at - make_interval(days => season.ranked_days)
    order by standing.id
    limit most
    for no key update of standing skip locked
  )
  update standings set ranked = false from idle where standings.id = idle.id;
  get diagnostics taken = row_count;
  return taken;
end $$;

-- migrate:down
drop function unrank_idle;
drop table standings;
drop function standing_starts, standing_refuses;
drop trigger player_moves on players;
drop function player_moves;
