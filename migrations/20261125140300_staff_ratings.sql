-- migrate:up

-- Staff and a rating: a row of the ledger, as every change of one. Arguments: `game`, `faction`, `mode` (set, add,
-- subtract), `value`, `reason`; once asked, `season` and `before`. Never below zero.
create function staff_adjust(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
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

-- migrate:down
drop function staff_adjust;
