-- migrate:up

-- How a match ends, whoever ends it. Called with the match locked; src/ladder/match.ts is the rule.

-- To each of the two but the one who has just been told by the reply to his click; null: both.
create function say_to_match(kind text, match bigint, besides bigint, at timestamptz, details jsonb default '{}')
returns void language sql volatile
as $$
  insert into outbox (kind, player_id, match_id, details, created_at, due_at)
  select say_to_match.kind, one.player_id, one.match_id, say_to_match.details, at, at
  from match_players one
  where one.match_id = match and one.player_id is distinct from besides
  order by one.contestant
$$;

-- The match's message in the staff channel, if staff were ever called: the courier edits it.
create function say_to_staff_of(match bigint, at timestamptz) returns void language sql volatile
as $$
  insert into outbox (kind, channel, match_id, created_at, due_at)
  select 'dispute', 'staff', match, at, at
  where exists (select from matches called where called.id = match and called.staff_message_id is not null)
    or exists (select from outbox called where called.match_id = match and called.kind = 'dispute')
$$;

-- Whoever moves ratings holds first the players, then the standings, each in the order of ids, and then writes the
-- ledger once: so nobody who does waits for one who waits for him. The players because what is said to them afterwards
-- holds them too, and whoever changes a player's country has him before his standings.
create function standings_held(standings bigint[]) returns void language plpgsql as $$
begin
  perform from players where id in (select player_id from standings held where held.id = any(standings_held.standings))
    order by id for key share;
  perform from standings held where held.id = any(standings_held.standings) order by held.id for no key update;
end $$;

-- Moves the ratings of matches by their stakes, all at once, `winners` beside `decided`; no standing is in two of them.
-- Where a rating has fallen meanwhile so far that its loss would lead below zero, both move by what is there: points
-- only change hands.
create function matches_decide(decided bigint[], winners text[], by text, besides bigint, at timestamptz)
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

create function match_decide(match bigint, winner text, by text, besides bigint, at timestamptz)
returns void language sql
as $$
  select matches_decide(array[match], array[winner], by, besides, at)
$$;

-- Ends a match that nobody wins. `returning`: those who go back to the head of the queue, with the waves they have
-- waited; the others leave it.
create function match_end(match bigint, final text, by text, returning_players bigint[], at timestamptz)
returns void language plpgsql as $$
begin
  update matches set state = final, ended_by = by, ended_at = at, deadline = null, outcome = null where id = match;
  update places set match_id = null where match_id = match and player_id = any(returning_players);
  delete from places where match_id = match;
end $$;

-- Takes a decided match back: the opposite of what it did is appended, and later matches keep their own stakes.
create function match_undo(match bigint, at timestamptz) returns void language plpgsql as $$
declare
  done record;
  first_rating int;
  second_rating int;
  moved int;
begin
  select first.standing_id as first, second.standing_id as second into done
  from match_players first, match_players second
  where first.match_id = match and first.contestant = 'first'
    and second.match_id = match and second.contestant = 'second';
  perform standings_held(array[done.first, done.second]);
  select rating into first_rating from standings where id = done.first;
  select rating into second_rating from standings where id = done.second;
  -- The newest: it may have been undone and decided before.
  select -delta into moved from ledger
    where match_id = match and standing_id = done.first and kind = 'match' order by id desc limit 1;
  moved := greatest(-first_rating, least(moved, second_rating));
  insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
  select row.standing_id, match, 'undo', row.result, row.rating, row.delta, row.rating + row.delta, at
  from (
    values (done.first, first_rating, moved, 1), (done.second, second_rating, -moved, 2)
  ) as side (standing_id, rating, delta, turn)
  cross join lateral (
    select side.standing_id, side.rating, side.delta, played.result
    from ledger played
    where played.match_id = match and played.standing_id = side.standing_id and played.kind = 'match'
    order by played.id desc limit 1
  ) row
  order by side.turn;
  update matches set state = 'void', outcome = null, ended_by = 'staff', ended_at = at where id = match;
  perform say_to_match('match', match, null, at);
  perform say_to_match('undone', match, null, at);
  perform say_to_staff_of(match, at);
  perform say('result-undone', null, 'match', match, at);
end $$;

-- migrate:down
drop function match_undo, match_end, match_decide, matches_decide, standings_held, say_to_staff_of, say_to_match;
