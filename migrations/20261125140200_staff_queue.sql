-- migrate:up

-- Staff and the queue: one taken out of it, or all.

-- Arguments: `game`, `reason`.
create function staff_dequeue(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  subject players := staff_subject(arguments);
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  act.player_id := subject.id;
  act.player_name := subject.name;
  act.reason := arguments ->> 'reason';
  if really then
    perform season_held(arguments ->> 'game');
    delete from places place where place.player_id = subject.id and place.match_id is null;
    if found then
      perform say('removed-from-queue', subject.id, null, null, at, jsonb_build_object('reason', act.reason));
      return act;
    end if;
  elsif exists (select from places place where place.player_id = subject.id and place.match_id is null) then
    return act;
  end if;
  act.refusal := 'not-in-queue';
  return act;
end $$;

-- Everybody who waits in a season; those in a match stay where they are. Gives how many there were.
create function queue_emptied(season int, details jsonb, at timestamptz) returns int
language plpgsql as $$
#variable_conflict use_variable
declare
  taken int;
begin
  -- In the order of a wave.
  perform from places place
    where place.season_id = season and place.match_id is null order by place.player_id for update;
  with removed as (
    delete from places place where place.season_id = season and place.match_id is null returning place.player_id
  )
  insert into outbox (kind, player_id, details, created_at, due_at)
  select 'removed-from-queue', player_id, details, at, at from removed;
  get diagnostics taken = row_count;
  return taken;
end $$;

-- Arguments: `game`, `reason`.
create function staff_clear_queue(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  season seasons;
begin
  season := season_held(arguments ->> 'game');
  act.season_id := season.id;
  act.season := season.name;
  act.reason := arguments ->> 'reason';
  if really then
    act.waiting := queue_emptied(season.id, jsonb_build_object('reason', act.reason), at);
  else
    select count(*) into act.waiting from places place where place.season_id = season.id and place.match_id is null;
  end if;
  if act.waiting = 0 then
    act.refusal := 'queue-empty';
  end if;
  return act;
end $$;

-- migrate:down
drop function staff_clear_queue, queue_emptied, staff_dequeue;
