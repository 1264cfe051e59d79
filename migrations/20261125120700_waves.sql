-- migrate:up

-- A wave's two statements: who waits, and what was made of it.

-- Everybody who waits since before the wave. `offers`: faction=rating, separated by spaces; a faction not played yet
-- has the season's start rating. `recent`: opponent@milliseconds since 1970 of matches that ended since then.
create function wave_entries(game text, wave timestamptz, recent_since timestamptz)
returns table (
  player_id bigint, offers text, vetoes text[], region text, joined_at timestamptz, recent text
)
language sql volatile
as $$
  select place.player_id,
    (
      select string_agg(offered.faction || '=' || coalesce(standing.rating, season.start_rating), ' ' order by turn)
      from unnest(place.factions) with ordinality as offered (faction, turn)
      left join standings standing on standing.season_id = place.season_id
        and standing.player_id = place.player_id and standing.faction = offered.faction
    ),
    place.vetoes,
    player.region,
    place.joined_at,
    (
      select string_agg(met.opponent_id || '@' || (extract(epoch from match.ended_at) * 1000)::bigint, ' ')
      from (
        select own.opponent_id, own.match_id from match_players own
        where own.player_id = place.player_id order by own.match_id desc limit 20
      ) met
      join matches match on match.id = met.match_id
      -- Those that were played: one that never was is no reason to avoid each other.
      where match.state = 'decided' and match.ended_at > recent_since
    )
  from places place
  join seasons season on season.id = place.season_id
  join players player on player.id = place.player_id
  where place.match_id is null and season.game = wave_entries.game and season.closed_at is null
    and place.joined_at < wave
  order by place.player_id
$$;

-- Writes a wave's pairings, as many as it has, in one statement: matches, their players, places, announcements. A
-- pairing is left out, and whoever of its two still waits stays where he is, if one has left meanwhile, does not want
-- that faction or map any more, or is in an earlier pairing as well. `pairings` is an array of {map, server, first,
-- second}, each of those two {player, faction, rating, win, draw, loss}; the ids are text.
create function wave_write(game text, wave timestamptz, at timestamptz, accept_seconds int, pairings jsonb)
returns int language plpgsql as $$
#variable_conflict use_column
declare
  open_season int;
  kept jsonb;
begin
  -- Shared: a season that is being closed waits for the wave, and the next wave finds it closed.
  select id into open_season from seasons
    where seasons.game = wave_write.game and closed_at is null for key share;
  if not found then
    return 0;
  end if;
  -- The players first, as everybody who changes a place; in one order, so that two waves at once wait for each other.
  perform from players
    where id in (
      select (side ->> 'player')::bigint
      from jsonb_array_elements(pairings) pairing,
        lateral (values (pairing -> 'first'), (pairing -> 'second')) sides (side)
    )
    order by id for no key update;
  perform from places
    where match_id is null and season_id = open_season and player_id in (
      select (side ->> 'player')::bigint
      from jsonb_array_elements(pairings) pairing,
        lateral (values (pairing -> 'first'), (pairing -> 'second')) sides (side)
    )
    order by player_id for update;
  with seats as (
    select turn, pairing,
      exists (
        select from places
        where match_id is null and season_id = open_season and player_id = (side ->> 'player')::bigint
          and side ->> 'faction' = any(factions) and not coalesce(pairing ->> 'map' = any(vetoes), false)
      ) as waits,
      row_number() over (partition by side ->> 'player' order by turn) as seat
    from jsonb_array_elements(pairings) with ordinality as offered (pairing, turn),
      lateral (values (pairing -> 'first'), (pairing -> 'second')) sides (side)
  )
  select jsonb_agg(pairing order by turn) into kept
  from (select turn, pairing from seats group by turn, pairing having bool_and(waits and seat = 1)) both_wait;
  if kept is null then
    return 0;
  end if;

  insert into standings (season_id, player_id, faction)
  select open_season, (side ->> 'player')::bigint, side ->> 'faction'
  from jsonb_array_elements(kept) pairing, lateral (values (pairing -> 'first'), (pairing -> 'second')) sides (side)
  on conflict (season_id, player_id, faction) do nothing;

  with numbered as materialized (
    select nextval(pg_get_serial_sequence('matches', 'id')) as id, pairing
    from (
      select pairing from jsonb_array_elements(kept) with ordinality as made (pairing, turn) order by turn
    ) ordered
  ),
  seats as materialized (
    select numbered.id, seat.contestant, (seat.own ->> 'player')::bigint as player,
      (seat.other ->> 'player')::bigint as opponent, seat.own ->> 'faction' as faction,
      (seat.own ->> 'rating')::int as rating, (seat.own ->> 'win')::int as win,
      (seat.own ->> 'draw')::int as draw, (seat.own ->> 'loss')::int as loss
    from numbered, lateral (
      values ('first', pairing -> 'first', pairing -> 'second'), ('second', pairing -> 'second', pairing -> 'first')
    ) seat (contestant, own, other)
  ),
  made as (
    insert into matches (id, season_id, state, wave_at, map, server, deadline)
    select id, open_season, 'proposed', wave, pairing ->> 'map', pairing ->> 'server',
      at + make_interval(secs => accept_seconds)
    from numbered
  ),
  seated as (
    insert into match_players
      (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss)
    select seats.id, contestant, player, opponent, standing.id, seats.faction, seats.rating, win, draw, loss
    from seats
    join standings standing
      on standing.season_id = open_season and standing.player_id = player and standing.faction = seats.faction
  ),
  moved as (
    update places set match_id = seats.id from seats where places.player_id = seats.player
  )
  insert into outbox (kind, player_id, match_id, created_at, due_at)
  select 'match', player, id, at, at from seats order by id, contestant;
  return jsonb_array_length(kept);
end $$;

-- The clock's first statement: ends what has run out, and says what comes next. `announced`: something waits to be sent.
create function ladder_tick(at timestamptz, reminder_seconds int)
returns table (matches_ended int, entries_ended int, waiting int, next_due timestamptz, announced boolean)
language plpgsql as $$
begin
  matches_ended := matches_run_out(at, reminder_seconds);
  entries_ended := places_run_out(at);
  select count(*) into waiting from places where match_id is null;
  next_due := ladder_next_due(reminder_seconds);
  announced := exists (select from outbox where due_at <= at and sent_at is null and given_up_at is null);
  return next;
end $$;

-- migrate:down
drop function ladder_tick, wave_write, wave_entries;
