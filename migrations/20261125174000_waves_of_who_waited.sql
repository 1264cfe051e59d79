-- migrate:up

-- As before, but that who has left the queue and joined anew while the wave's pairings were found is not in that wave.
create or replace function wave_write(game text, wave timestamptz, at timestamptz, accept_seconds int, pairings jsonb)
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
          and joined_at <= wave
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

-- migrate:down
create or replace function wave_write(game text, wave timestamptz, at timestamptz, accept_seconds int, pairings jsonb)
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
