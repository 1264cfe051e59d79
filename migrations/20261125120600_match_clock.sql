-- migrate:up

-- What the clock does to matches and places, each at its time: late, twice or half-way makes no difference, since what
-- is done is not due any more. Skips what somebody is just changing: it is looked at again.

-- Ends what has run out, reminds who has not accepted; at most `most` matches a call.
create function matches_run_out(at timestamptz, reminder_seconds int, most int default 1000) returns int
language plpgsql as $$
declare
  due matches;
  reports text[];
  accepted bigint[];
  -- Those that one report decides, and by it: all at once at the end, since whoever moves ratings twice may wait for
  -- somebody who waits for him.
  decided bigint[] := '{}';
  winners text[] := '{}';
  done int := 0;
begin
  for due in
    select * from matches where deadline <= at order by deadline limit most for no key update skip locked
  loop
    done := done + 1;
    if due.state = 'proposed' then
      accepted := array(
        select player_id from match_players where match_id = due.id and accepted_at is not null
      );
      perform match_end(due.id, 'expired', 'deadline', accepted, at);
      perform say_to_match('match', due.id, null, at);
      insert into outbox (kind, player_id, match_id, created_at, due_at)
      select case when accepted_at is null then 'left-queue' else 'returned-to-queue' end, player_id, due.id, at, at
      from match_players where match_id = due.id order by contestant;
      continue;
    end if;
    -- One report alone stands. Two of a disputed match differ.
    select array_agg(case when report = 'draw' then 'draw' when report = 'win' then contestant
      else case contestant when 'first' then 'second' else 'first' end end)
      into reports from match_players where match_id = due.id and report is not null;
    if due.state = 'live' and cardinality(reports) = 1 then
      decided := decided || due.id;
      winners := winners || reports[1];
    else
      perform match_end(due.id, 'void', 'deadline', '{}', at);
      perform say_to_match('match', due.id, null, at);
      perform say_to_match('void', due.id, null, at, jsonb_build_object('by', 'deadline'));
      perform say_to_staff_of(due.id, at);
    end if;
  end loop;
  perform matches_decide(decided, winners, 'one-report', null, at);

  with reminded as (
    update matches set reminded = true
    where id in (
      select id from matches
      where state = 'proposed' and not reminded and deadline > at
        and deadline <= at + make_interval(secs => reminder_seconds)
      order by deadline limit most for no key update skip locked
    )
    returning id
  )
  insert into outbox (kind, player_id, match_id, created_at, due_at)
  select 'reminder', one.player_id, one.match_id, at, at
  from reminded join match_players one on one.match_id = reminded.id
  where one.accepted_at is null
  order by one.match_id, one.contestant;
  return done;
end $$;

-- Takes out those who have waited too long.
create function places_run_out(at timestamptz) returns int language plpgsql as $$
declare
  taken int;
begin
  with ended as (
    delete from places
    where player_id in (
      select player_id from places where match_id is null and ends_at <= at for update skip locked
    )
    returning player_id, joined_at
  )
  insert into outbox (kind, player_id, details, created_at, due_at)
  select 'entry-ended', player_id, jsonb_build_object('joinedAt', joined_at), at, at from ended;
  get diagnostics taken = row_count;
  return taken;
end $$;

-- The next moment at which something is due by itself, waves apart; null: never.
create function ladder_next_due(reminder_seconds int) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded),
  (select min(ends_at) from places where match_id is null)
);

-- migrate:down
drop function ladder_next_due, places_run_out, matches_run_out;
