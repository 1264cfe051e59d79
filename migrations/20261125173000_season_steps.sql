-- migrate:up

-- A next season begins with the ratings of the one before, however many there are: what would take long is not done by
-- the statement that opens it, but by the clock, so many at a time. Whoever queues meanwhile has his own at once.
alter table seasons
  -- The season whose ratings are still being carried over; null: all of them are there.
  add column carries_from int references seasons,
  -- How far they are drawn towards the start value.
  add column carries_drawn int,
  -- Players up to this one are done.
  add column carried_to bigint not null default 0,
  add constraint seasons_carries check (carries_from is null or carries_drawn is not null);

drop function ratings_carried_over(int, int, int, timestamptz);

-- Writes the ratings of these players that are not there yet, as rows of the ledger would make them. Whoever calls it
-- holds the season alone, or the season shared and the player: who moves to another country waits, or has moved.
create function ratings_carried_over(fresh seasons, subjects bigint[]) returns void
language plpgsql as $$
begin
  perform set_config('ladder.carries_over', 'on', true);
  with born as (
    insert into standings (season_id, player_id, faction, rating, peak, country)
    select fresh.id, old.player_id, old.faction, opened.rating, opened.rating, owner.country
    from standings old
    join players owner on owner.id = old.player_id
    cross join lateral (select opening_rating(old.rating, fresh.start_rating, fresh.carries_drawn)) opened (rating)
    where old.season_id = fresh.carries_from and old.player_id = any(subjects)
      and opened.rating <> fresh.start_rating
    order by old.id
    on conflict (season_id, player_id, faction) do nothing
    returning id, rating
  )
  insert into ledger (standing_id, kind, before, delta, after, at)
  select id, 'season', fresh.start_rating, rating - fresh.start_rating, rating, fresh.starts_at from born;
  perform set_config('ladder.carries_over', 'off', true);
end $$;

-- The next players of a season that is held alone, about as many as have `most` ratings worth keeping; null: all of them.
create function ratings_carried_on(season int, most int) returns void
language plpgsql as $$
declare
  fresh seasons;
  subjects bigint[];
begin
  select * into fresh from seasons where id = season and carries_from is not null;
  if not found then
    return;
  end if;
  subjects := array(
    select player_id from standings
    where season_id = fresh.carries_from and player_id > fresh.carried_to
      and opening_rating(rating, fresh.start_rating, fresh.carries_drawn) <> fresh.start_rating
    order by player_id limit most
  );
  perform ratings_carried_over(fresh, subjects);
  fresh.carried_to := coalesce(subjects[cardinality(subjects)], fresh.carried_to);
  update seasons set
    carried_to = fresh.carried_to,
    -- Less than was asked for: there are no more.
    carries_from = case when cardinality(subjects) = most then fresh.carries_from end
    where id = season;
end $$;

-- The clock's part of it. A season that somebody holds has its turn at the next tick.
create function seasons_carry_on(most int default 2500) returns void
language plpgsql as $$
declare
  one int;
begin
  for one in select id from seasons where carries_from is not null order by id for update skip locked loop
    perform ratings_carried_on(one, most);
  end loop;
end $$;

-- As before, but that only the first ratings are carried over at once, which are all of a small ladder.
create or replace function season_begins(previous seasons, arguments jsonb, really boolean, at timestamptz) returns staff_act
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

-- As before, but that whoever joins has his ratings first.
create or replace function queue_join(
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
    -- Paired by his rating, which may not be there yet.
    if season.carries_from is not null then
      perform ratings_carried_over(season, array[player]);
    end if;
    insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
    values (player, season.id, chosen, refused, at, ends);
    update players one set locale = locale, queue_factions = chosen, queue_vetoes = refused where one.id = player;
  end if;
  return next;
end $$;

-- As before, but that the rating that is to change is there.
create or replace function staff_adjust(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  season seasons;
  target standings;
  value int := (arguments ->> 'value')::int;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := subject.id;
  act.player_name := subject.name;
  act.faction := arguments ->> 'faction';
  act.reason := arguments ->> 'reason';
  season := season_held(arguments ->> 'game');
  if season.id is null then
    act.refusal := 'no-season';
    return act;
  end if;
  act.season_id := season.id;
  act.season := season.name;
  if really or season.carries_from is not null then
    -- Before his standing, as everybody who holds both.
    perform from players where id = subject.id for no key update;
  end if;
  if season.carries_from is not null then
    perform ratings_carried_over(season, array[subject.id]);
  end if;
  if really then
    -- A faction that he has not played yet begins here.
    insert into standings (season_id, player_id, faction) values (season.id, subject.id, act.faction)
      on conflict (season_id, player_id, faction) do nothing;
    select * into target from standings standing
      where standing.season_id = season.id and standing.player_id = subject.id and standing.faction = act.faction
      for no key update;
  else
    select * into target from standings standing
      where standing.season_id = season.id and standing.player_id = subject.id and standing.faction = act.faction;
  end if;
  act.before := coalesce(target.rating, season.start_rating);
  act.after := greatest(0, case arguments ->> 'mode'
    when 'set' then value when 'add' then act.before + value else act.before - value end);
  -- What was shown is what is confirmed.
  if (arguments ->> 'season')::int <> season.id or (arguments ->> 'before')::int <> act.before then
    act.refusal := 'rating-changed';
  elsif act.after = act.before then
    act.refusal := 'rating-same';
  elsif really then
    insert into ledger (standing_id, kind, before, delta, after, reason, at)
      values (target.id, 'adjustment', act.before, act.after - act.before, act.after, act.reason, at);
    perform say('rating-adjusted', subject.id, null, null, at, jsonb_build_object(
      'faction', act.faction, 'before', act.before, 'after', act.after, 'reason', act.reason));
  end if;
  act.pinned := jsonb_build_object('season', season.id, 'before', act.before);
  return act;
end $$;

-- As before, and ratings that are still to be carried over.
create or replace function ladder_next_due(
  reminder_seconds int, report_reminder_seconds int default 900, dispute_reminder_seconds int default 43200
) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded and deadline is not null),
  (select min(deadline) - make_interval(secs => report_reminder_seconds) from matches
    where state = 'live' and not reminded and deadline is not null),
  (select min(deadline) - make_interval(secs => dispute_reminder_seconds) from matches
    where state = 'disputed' and not reminded and deadline is not null),
  (select min(ends_at) from places where match_id is null),
  (select min(ends_at) from seasons where closed_at is null and end_told_at is null),
  (select min(starts_at) from seasons where carries_from is not null)
);

create or replace function ladder_tick(
  at timestamptz, reminder_seconds int, report_reminder_seconds int default 900,
  dispute_reminder_seconds int default 43200
)
returns table (matches_ended int, entries_ended int, waiting int, next_due timestamptz, announced boolean)
language plpgsql as $$
begin
  -- First, as whoever holds a season and what is in it.
  perform seasons_run_out(at);
  perform seasons_carry_on();
  matches_ended := matches_run_out(at, reminder_seconds, report_reminder_seconds, dispute_reminder_seconds);
  entries_ended := places_run_out(at);
  select count(*) into waiting from places where match_id is null;
  next_due := ladder_next_due(reminder_seconds, report_reminder_seconds, dispute_reminder_seconds);
  announced := exists (select from outbox where due_at <= at and sent_at is null and given_up_at is null);
  return next;
end $$;

-- As before, but of functions that PostgreSQL knows never to change their minds, so that it is no call for each row.
create or replace function standing_bucket(level int, rating int, last_played_at timestamptz) returns bigint
language sql immutable parallel safe
return case level
  when 0 then (rating / 32)::bigint
  when 1 then rating::bigint
  else rating * 1048576::bigint + floor(date_part('epoch', last_played_at at time zone 'UTC') / 3600)::bigint
end;

-- migrate:down
create or replace function standing_bucket(level int, rating int, last_played_at timestamptz) returns bigint
language sql immutable parallel safe
return case level
  when 0 then (rating / 32)::bigint
  when 1 then rating::bigint
  else rating * 1048576::bigint + floor(extract(epoch from last_played_at) / 3600)::bigint
end;

create or replace function ladder_tick(
  at timestamptz, reminder_seconds int, report_reminder_seconds int default 900,
  dispute_reminder_seconds int default 43200
)
returns table (matches_ended int, entries_ended int, waiting int, next_due timestamptz, announced boolean)
language plpgsql as $$
begin
  -- First, as whoever holds a season and what is in it.
  perform seasons_run_out(at);
  matches_ended := matches_run_out(at, reminder_seconds, report_reminder_seconds, dispute_reminder_seconds);
  entries_ended := places_run_out(at);
  select count(*) into waiting from places where match_id is null;
  next_due := ladder_next_due(reminder_seconds, report_reminder_seconds, dispute_reminder_seconds);
  announced := exists (select from outbox where due_at <= at and sent_at is null and given_up_at is null);
  return next;
end $$;

create or replace function ladder_next_due(
  reminder_seconds int, report_reminder_seconds int default 900, dispute_reminder_seconds int default 43200
) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded and deadline is not null),
  (select min(deadline) - make_interval(secs => report_reminder_seconds) from matches
    where state = 'live' and not reminded and deadline is not null),
  (select min(deadline) - make_interval(secs => dispute_reminder_seconds) from matches
    where state = 'disputed' and not reminded and deadline is not null),
  (select min(ends_at) from places where match_id is null),
  (select min(ends_at) from seasons where closed_at is null and end_told_at is null)
);

create or replace function staff_adjust(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  season seasons;
  target standings;
  value int := (arguments ->> 'value')::int;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := subject.id;
  act.player_name := subject.name;
  act.faction := arguments ->> 'faction';
  act.reason := arguments ->> 'reason';
  season := season_held(arguments ->> 'game');
  if season.id is null then
    act.refusal := 'no-season';
    return act;
  end if;
  act.season_id := season.id;
  act.season := season.name;
  if really then
    -- Before his standing, as everybody who holds both.
    perform from players where id = subject.id for no key update;
    -- A faction that he has not played yet begins here.
    insert into standings (season_id, player_id, faction) values (season.id, subject.id, act.faction)
      on conflict (season_id, player_id, faction) do nothing;
    select * into target from standings standing
      where standing.season_id = season.id and standing.player_id = subject.id and standing.faction = act.faction
      for no key update;
  else
    select * into target from standings standing
      where standing.season_id = season.id and standing.player_id = subject.id and standing.faction = act.faction;
  end if;
  act.before := coalesce(target.rating, season.start_rating);
  act.after := greatest(0, case arguments ->> 'mode'
    when 'set' then value when 'add' then act.before + value else act.before - value end);
  -- What was shown is what is confirmed.
  if (arguments ->> 'season')::int <> season.id or (arguments ->> 'before')::int <> act.before then
    act.refusal := 'rating-changed';
  elsif act.after = act.before then
    act.refusal := 'rating-same';
  elsif really then
    insert into ledger (standing_id, kind, before, delta, after, reason, at)
      values (target.id, 'adjustment', act.before, act.after - act.before, act.after, act.reason, at);
    perform say('rating-adjusted', subject.id, null, null, at, jsonb_build_object(
      'faction', act.faction, 'before', act.before, 'after', act.after, 'reason', act.reason));
  end if;
  act.pinned := jsonb_build_object('season', season.id, 'before', act.before);
  return act;
end $$;

create or replace function queue_join(
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

create or replace function season_begins(previous seasons, arguments jsonb, really boolean, at timestamptz) returns staff_act
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

-- What has not been carried over yet, now; whoever holds such a season is waited for.
do $$
begin
  perform from seasons where carries_from is not null order by id for update;
  perform seasons_carry_on(null);
end $$;
drop function seasons_carry_on, ratings_carried_on;
drop function ratings_carried_over(seasons, bigint[]);

create function ratings_carried_over(previous int, fresh int, drawn_percent int, at timestamptz) returns int
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

alter table seasons drop column carries_from, drop column carries_drawn, drop column carried_to;
