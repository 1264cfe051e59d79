-- migrate:up

-- Until when two had to do with each other: until it was over, or its reports differed. What staff decide days later, or
-- take back, was not played then. Null where it is not over, and in what is older than this column.
alter table matches add column played_until timestamptz(3);

-- Each state that ends by itself has a reminder: `reminded` is of the state that the match is in.
update matches set reminded = false where state in ('live', 'disputed') and reminded;
drop index matches_to_remind;
create index matches_to_remind on matches (state, deadline) where not reminded and deadline is not null;

drop function ladder_tick(timestamptz, int);
drop function ladder_next_due(int);
drop function matches_run_out(timestamptz, int, int);

-- As before, but for `played_until`.
create or replace function matches_decide(decided bigint[], winners text[], by text, besides bigint, at timestamptz)
returns void language plpgsql as $$
#variable_conflict use_variable
declare
  match bigint;
begin
  perform standings_held(array(select seat.standing_id from match_players seat where seat.match_id = any(decided)));
  insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
  select side.standing_id, stake.match_id, 'match', side.result, side.rating, side.delta, side.rating + side.delta, at
  from (
    select turn, match_id, winner, first.standing_id as first_id, second.standing_id as second_id,
      one.rating as first_rating, other.rating as second_rating,
      greatest(-one.rating, least(other.rating,
        case winner when 'first' then first.win when 'second' then first.loss else first.draw end)) as moved
    from unnest(decided, winners) with ordinality as asked (match_id, winner, turn)
    join match_players first using (match_id)
    join match_players second using (match_id)
    join standings one on one.id = first.standing_id
    join standings other on other.id = second.standing_id
    where first.contestant = 'first' and second.contestant = 'second'
  ) stake
  cross join lateral (
    values
      (1, first_id, first_rating, moved, case winner when 'first' then 'win' when 'second' then 'loss' else 'draw' end),
      (2, second_id, second_rating, -moved, case winner when 'first' then 'loss' when 'second' then 'win' else 'draw' end)
  ) side (seat, standing_id, rating, delta, result)
  order by stake.turn, side.seat;
  update matches one set state = 'decided', outcome = winner, ended_by = by, ended_at = at, deadline = null,
      played_until = coalesce(one.played_until, at)
    from unnest(decided, winners) as asked (match_id, winner) where one.id = asked.match_id;
  delete from places where match_id = any(decided);
  for match in select unnest(decided) loop
    perform say_to_match('match', match, besides, at);
    perform say_to_match('decided', match, besides, at, jsonb_build_object('by', by));
    perform say_to_staff_of(match, at);
    perform say('result', null, 'match', match, at);
  end loop;
end $$;

-- As before, but for `played_until`.
create or replace function match_end(match bigint, final text, by text, returning_players bigint[], at timestamptz)
returns void language plpgsql as $$
begin
  update matches set state = final, ended_by = by, ended_at = at, deadline = null, outcome = null,
    played_until = coalesce(played_until, at) where id = match;
  update places set match_id = null where match_id = match and player_id = any(returning_players);
  delete from places where match_id = match;
end $$;

-- As before, but for `played_until` and `reminded`.
create or replace function match_act(
  match bigint, player bigint, event text, result text, confirmed boolean, at timestamptz,
  report_minutes int, dispute_hours int, aborts_per_month int, pressed bigint default null
)
-- No refusal: it is done. `acted_on` is the match, null where it is none of his: what reads the match in the same
-- statement joins it by this, and so after. `refusal_state`: of 'match-over'. `refusal_result`: of 'already-reported'. `refusal_at`: of
-- 'deadline-passed' and 'no-aborts-left'.
returns table (
  acted_on bigint, refusal text, refusal_state text, refusal_result text, refusal_at timestamptz, aborts_left int
)
language plpgsql as $$
#variable_conflict use_variable
declare
  current matches;
  own match_players;
  theirs match_players;
  month date := date_trunc('month', at at time zone 'UTC')::date;
begin
  if event = 'abort' then
    -- Before the match, as everybody who holds both: a second abort at the same time would count from the same number.
    perform from players one where one.id = player for no key update;
  end if;
  select * into current from matches where id = match for no key update;
  select * into own from match_players one where one.match_id = match and one.player_id = player;
  if current.id is null or own.match_id is null then
    refusal := 'not-in-match';
    return next;
    return;
  end if;
  acted_on := match;
  select * into theirs from match_players one where one.match_id = match and one.player_id = own.opponent_id;

  if current.deadline is null then
    refusal := 'match-over';
    refusal_state := current.state;
  elsif current.state = 'disputed' then
    refusal := 'match-disputed';
  elsif event in ('accept', 'decline') and current.state = 'live' then
    refusal := 'match-started';
  elsif event in ('abort', 'report') and current.state = 'proposed' then
    refusal := 'match-not-live';
  elsif at >= current.deadline then
    refusal := 'deadline-passed';
    refusal_at := current.deadline;
  elsif event in ('accept', 'decline') and own.accepted_at is not null then
    refusal := 'already-accepted';
  elsif event = 'abort' and (own.report is not null or theirs.report is not null) then
    refusal := 'abort-after-report';
  elsif event = 'report' and own.report is not distinct from result then
    refusal := 'already-reported';
    refusal_result := own.report;
  end if;
  if event = 'abort' and refusal is null then
    select case when one.aborts_month = month then greatest(0, aborts_per_month - one.aborts_used)
      else aborts_per_month end
      into aborts_left from players one where one.id = player;
    if aborts_left <= 0 then
      refusal := 'no-aborts-left';
      refusal_at := (month + interval '1 month') at time zone 'UTC';
    end if;
  end if;
  if refusal is not null then
    return next;
    return;
  end if;

  case event
  when 'accept' then
    update match_players one set accepted_at = at where one.match_id = match and one.player_id = player;
    if theirs.accepted_at is not null then
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes),
        reminded = false where id = match;
      perform say_to_match('live', match, player, at);
    end if;
    perform say_to_match('match', match, player, at);
  when 'decline' then
    update match_players one set aborted = true where one.match_id = match and one.player_id = player;
    perform match_end(match, 'expired', 'player', array[own.opponent_id], at);
    perform say_to_match('match', match, player, at);
    perform say_to_match('returned-to-queue', match, player, at);
  when 'abort' then
    if confirmed then
      aborts_left := aborts_left - 1;
      update players set aborts_month = month, aborts_used = aborts_per_month - aborts_left where id = player;
      perform match_end(match, 'aborted', 'player', '{}', at);
      update match_players one set aborted = true where one.match_id = match and one.player_id = player;
      perform say_to_match('match', match, player, at);
      perform say_to_match('aborted', match, player, at);
    end if;
  when 'report' then
    update match_players one set report = result where one.match_id = match and one.player_id = player;
    if theirs.report is null then
      perform say_to_match('match', match, player, at);
      perform say_to_match('opponent-reported', match, player, at);
    elsif theirs.report = (case result when 'win' then 'loss' when 'loss' then 'win' else 'draw' end) then
      perform match_decide(match,
        case result when 'draw' then 'draw' when 'win' then own.contestant else theirs.contestant end,
        'reports', player, at);
    else
      update matches set state = 'disputed', deadline = at + make_interval(hours => dispute_hours),
        played_until = at, reminded = false where id = match;
      delete from places one where one.match_id = match;
      perform say_to_match('match', match, player, at);
      perform say_to_match('disputed', match, player, at);
      perform say('dispute', null, 'staff', match, at);
    end if;
  end case;
  -- While it is not known yet, it may just be on its way, as the match was before.
  if coalesce(pressed <> own.message_id, pressed is not null) and (event <> 'abort' or confirmed) then
    perform say('match', player, null, match, at);
  end if;
  return next;
end $$;

-- Everybody who waits since before the wave. `offers`: faction=rating, separated by spaces; a faction not played yet
-- has the season's start rating. `recent`: opponent@milliseconds since 1970 of those whom he has met since then: by when
-- it was played, whatever became of it later, or by when one of the two did not want to.
create or replace function wave_entries(game text, wave timestamptz, recent_since timestamptz)
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
      select string_agg(met.opponent_id || '@' || (extract(epoch from coalesce(match.played_until, match.ended_at)) * 1000)::bigint, ' ')
      from (
        select own.opponent_id, own.match_id from match_players own
        where own.player_id = place.player_id order by own.match_id desc limit 20
      ) met
      join matches match on match.id = met.match_id
      where coalesce(match.played_until, match.ended_at) > recent_since and case match.state
        when 'decided' then true
        when 'disputed' then true
        when 'aborted' then true
        -- What staff have voided was played; where nobody has reported anything, nothing was.
        when 'void' then match.live_at is not null and match.ended_by <> 'deadline'
        -- Whoever declines is not asked about the same opponent again at once, nor is that one. Who has not been there
        -- to accept has not said anything.
        when 'expired' then match.ended_by = 'player'
        else false
      end
    )
  from places place
  join seasons season on season.id = place.season_id
  join players player on player.id = place.player_id
  where place.match_id is null and season.game = wave_entries.game and season.closed_at is null
    and place.joined_at < wave
  order by place.player_id
$$;

-- Ends what has run out; reminds who has not accepted, who has not reported, and staff of a dispute. At most `most` of
-- each a call.
create function matches_run_out(
  at timestamptz, reminder_seconds int, report_reminder_seconds int default 900,
  dispute_reminder_seconds int default 43200, most int default 1000
) returns int
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
      where not reminded and deadline > at and (
        state = 'proposed' and deadline <= at + make_interval(secs => reminder_seconds)
        or state = 'live' and deadline <= at + make_interval(secs => report_reminder_seconds)
        or state = 'disputed' and deadline <= at + make_interval(secs => dispute_reminder_seconds)
      )
      order by deadline limit most for no key update skip locked
    )
    returning id, state
  )
  insert into outbox (kind, player_id, channel, match_id, created_at, due_at)
  select case state when 'proposed' then 'reminder' when 'live' then 'report-reminder' else 'dispute-reminder' end,
    one.player_id, case state when 'disputed' then 'staff' end, reminded.id, at, at
  from reminded
  left join match_players one on one.match_id = reminded.id and (
    state = 'proposed' and one.accepted_at is null or state = 'live' and one.report is null
  )
  where state = 'disputed' or one.player_id is not null
  order by reminded.id, one.contestant;
  return done;
end $$;

-- The next moment at which something is due by itself, waves apart; null: never.
create function ladder_next_due(
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

-- As before, with the reminders of each state.
create function ladder_tick(
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

-- migrate:down
drop function ladder_tick(timestamptz, int, int, int);
drop function ladder_next_due(int, int, int);
drop function matches_run_out(timestamptz, int, int, int, int);

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

create function ladder_next_due(reminder_seconds int) returns timestamptz(3) language sql stable
return least(
  (select min(deadline) from matches where deadline is not null),
  (select min(deadline) - make_interval(secs => reminder_seconds) from matches
    where state = 'proposed' and not reminded),
  (select min(ends_at) from places where match_id is null),
  (select min(ends_at) from seasons where closed_at is null and end_told_at is null)
);

create function ladder_tick(at timestamptz, reminder_seconds int)
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

create or replace function wave_entries(game text, wave timestamptz, recent_since timestamptz)
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

create or replace function match_act(
  match bigint, player bigint, event text, result text, confirmed boolean, at timestamptz,
  report_minutes int, dispute_hours int, aborts_per_month int, pressed bigint default null
)
-- No refusal: it is done. `acted_on` is the match, null where it is none of his: what reads the match in the same
-- statement joins it by this, and so after. `refusal_state`: of 'match-over'. `refusal_result`: of 'already-reported'. `refusal_at`: of
-- 'deadline-passed' and 'no-aborts-left'.
returns table (
  acted_on bigint, refusal text, refusal_state text, refusal_result text, refusal_at timestamptz, aborts_left int
)
language plpgsql as $$
#variable_conflict use_variable
declare
  current matches;
  own match_players;
  theirs match_players;
  month date := date_trunc('month', at at time zone 'UTC')::date;
begin
  if event = 'abort' then
    -- Before the match, as everybody who holds both: a second abort at the same time would count from the same number.
    perform from players one where one.id = player for no key update;
  end if;
  select * into current from matches where id = match for no key update;
  select * into own from match_players one where one.match_id = match and one.player_id = player;
  if current.id is null or own.match_id is null then
    refusal := 'not-in-match';
    return next;
    return;
  end if;
  acted_on := match;
  select * into theirs from match_players one where one.match_id = match and one.player_id = own.opponent_id;

  if current.deadline is null then
    refusal := 'match-over';
    refusal_state := current.state;
  elsif current.state = 'disputed' then
    refusal := 'match-disputed';
  elsif event in ('accept', 'decline') and current.state = 'live' then
    refusal := 'match-started';
  elsif event in ('abort', 'report') and current.state = 'proposed' then
    refusal := 'match-not-live';
  elsif at >= current.deadline then
    refusal := 'deadline-passed';
    refusal_at := current.deadline;
  elsif event in ('accept', 'decline') and own.accepted_at is not null then
    refusal := 'already-accepted';
  elsif event = 'abort' and (own.report is not null or theirs.report is not null) then
    refusal := 'abort-after-report';
  elsif event = 'report' and own.report is not distinct from result then
    refusal := 'already-reported';
    refusal_result := own.report;
  end if;
  if event = 'abort' and refusal is null then
    select case when one.aborts_month = month then greatest(0, aborts_per_month - one.aborts_used)
      else aborts_per_month end
      into aborts_left from players one where one.id = player;
    if aborts_left <= 0 then
      refusal := 'no-aborts-left';
      refusal_at := (month + interval '1 month') at time zone 'UTC';
    end if;
  end if;
  if refusal is not null then
    return next;
    return;
  end if;

  case event
  when 'accept' then
    update match_players one set accepted_at = at where one.match_id = match and one.player_id = player;
    if theirs.accepted_at is not null then
      update matches set state = 'live', live_at = at, deadline = at + make_interval(mins => report_minutes)
        where id = match;
      perform say_to_match('live', match, player, at);
    end if;
    perform say_to_match('match', match, player, at);
  when 'decline' then
    update match_players one set aborted = true where one.match_id = match and one.player_id = player;
    perform match_end(match, 'expired', 'player', array[own.opponent_id], at);
    perform say_to_match('match', match, player, at);
    perform say_to_match('returned-to-queue', match, player, at);
  when 'abort' then
    if confirmed then
      aborts_left := aborts_left - 1;
      update players set aborts_month = month, aborts_used = aborts_per_month - aborts_left where id = player;
      perform match_end(match, 'aborted', 'player', '{}', at);
      update match_players one set aborted = true where one.match_id = match and one.player_id = player;
      perform say_to_match('match', match, player, at);
      perform say_to_match('aborted', match, player, at);
    end if;
  when 'report' then
    update match_players one set report = result where one.match_id = match and one.player_id = player;
    if theirs.report is null then
      perform say_to_match('match', match, player, at);
      perform say_to_match('opponent-reported', match, player, at);
    elsif theirs.report = (case result when 'win' then 'loss' when 'loss' then 'win' else 'draw' end) then
      perform match_decide(match,
        case result when 'draw' then 'draw' when 'win' then own.contestant else theirs.contestant end,
        'reports', player, at);
    else
      update matches set state = 'disputed', deadline = at + make_interval(hours => dispute_hours) where id = match;
      delete from places one where one.match_id = match;
      perform say_to_match('match', match, player, at);
      perform say_to_match('disputed', match, player, at);
      perform say('dispute', null, 'staff', match, at);
    end if;
  end case;
  -- While it is not known yet, it may just be on its way, as the match was before.
  if coalesce(pressed <> own.message_id, pressed is not null) and (event <> 'abort' or confirmed) then
    perform say('match', player, null, match, at);
  end if;
  return next;
end $$;

create or replace function match_end(match bigint, final text, by text, returning_players bigint[], at timestamptz)
returns void language plpgsql as $$
begin
  update matches set state = final, ended_by = by, ended_at = at, deadline = null, outcome = null where id = match;
  update places set match_id = null where match_id = match and player_id = any(returning_players);
  delete from places where match_id = match;
end $$;

create or replace function matches_decide(decided bigint[], winners text[], by text, besides bigint, at timestamptz)
returns void language plpgsql as $$
#variable_conflict use_variable
declare
  match bigint;
begin
  perform standings_held(array(select seat.standing_id from match_players seat where seat.match_id = any(decided)));
  insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
  select side.standing_id, stake.match_id, 'match', side.result, side.rating, side.delta, side.rating + side.delta, at
  from (
    select turn, match_id, winner, first.standing_id as first_id, second.standing_id as second_id,
      one.rating as first_rating, other.rating as second_rating,
      greatest(-one.rating, least(other.rating,
        case winner when 'first' then first.win when 'second' then first.loss else first.draw end)) as moved
    from unnest(decided, winners) with ordinality as asked (match_id, winner, turn)
    join match_players first using (match_id)
    join match_players second using (match_id)
    join standings one on one.id = first.standing_id
    join standings other on other.id = second.standing_id
    where first.contestant = 'first' and second.contestant = 'second'
  ) stake
  cross join lateral (
    values
      (1, first_id, first_rating, moved, case winner when 'first' then 'win' when 'second' then 'loss' else 'draw' end),
      (2, second_id, second_rating, -moved, case winner when 'first' then 'loss' when 'second' then 'win' else 'draw' end)
  ) side (seat, standing_id, rating, delta, result)
  order by stake.turn, side.seat;
  update matches one set state = 'decided', outcome = winner, ended_by = by, ended_at = at, deadline = null
    from unnest(decided, winners) as asked (match_id, winner) where one.id = asked.match_id;
  delete from places where match_id = any(decided);
  for match in select unnest(decided) loop
    perform say_to_match('match', match, besides, at);
    perform say_to_match('decided', match, besides, at, jsonb_build_object('by', by));
    perform say_to_staff_of(match, at);
    perform say('result', null, 'match', match, at);
  end loop;
end $$;

drop index matches_to_remind;
create index matches_to_remind on matches (deadline) where state = 'proposed' and not reminded;
alter table matches drop column played_until;
