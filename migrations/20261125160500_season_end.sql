-- migrate:up

-- A season ends when staff close it. When its time is over, they are told so, once, by the clock.
alter table seasons add column end_told_at timestamptz(3);

create function seasons_run_out(at timestamptz) returns int language plpgsql as $$
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

-- As before, and the end of a season.
create or replace function ladder_next_due(reminder_seconds int) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded),
  (select min(ends_at) from places where match_id is null),
  (select min(ends_at) from seasons where closed_at is null and end_told_at is null)
);

create or replace function ladder_tick(at timestamptz, reminder_seconds int)
returns table (matches_ended int, entries_ended int, waiting int, next_due timestamptz, announced boolean)
language plpgsql as $$
begin
  -- First, as whoever holds a season and what is in it.
  perform seasons_run_out(at);
  matches_ended := matches_run_out(at, reminder_seconds);
  entries_ended := places_run_out(at);
  select count(*) into waiting from places where match_id is null;
  next_due := ladder_next_due(reminder_seconds);
  announced := exists (select from outbox where due_at <= at and sent_at is null and given_up_at is null);
  return next;
end $$;

-- migrate:down
create or replace function ladder_tick(at timestamptz, reminder_seconds int)
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

create or replace function ladder_next_due(reminder_seconds int) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded),
  (select min(ends_at) from places where match_id is null)
);

drop function seasons_run_out;
alter table seasons drop column end_told_at;
