-- migrate:up

-- Staff and a match, by way of `match_staff`: give it a result, or take it back.

-- `open`: it was, when it was asked; what somebody else has ended since then is not ended again.
create function staff_ends_match(act staff_act, open boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  current matches;
  answer record;
begin
  -- In the order of `match_staff`, which finds both held already.
  perform from seasons where id = (select season_id from matches where id = act.match_id) for key share;
  select * into current from matches where id = act.match_id for no key update;
  if open and current.deadline is null then
    act.refusal := 'match-over';
    act.refusal_state := current.state;
    return act;
  end if;
  select * into answer from match_staff(act.match_id, act.event, act.winner, null, at);
  act.match_id := answer.acted_on;
  act.refusal := answer.refusal;
  act.refusal_state := answer.refusal_state;
  return act;
end $$;

-- Arguments: `match`, `winner` (first, second, draw, void); once asked, whether it
-- was `open`.
create function staff_resolve(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := 'settle';
  act.winner := arguments ->> 'winner';
  if really then
    return staff_ends_match(act, (arguments ->> 'open')::boolean, at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.refusal := match_staff_refusal(current, act.event, act.winner);
  act.pinned := jsonb_build_object('open', current.deadline is not null);
  act.refusal_state := current.state;
  return act;
end $$;

-- One that is open is voided, one that is decided undone. Arguments: `match`; once asked, which of the two it is.
create function staff_void(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  current matches;
begin
  act.match_id := (arguments ->> 'match')::bigint;
  act.event := arguments ->> 'event';
  if really then
    return staff_ends_match(act, act.event = 'void', at);
  end if;
  select * into current from matches where id = act.match_id;
  act.match_id := current.id;
  act.event := case current.state when 'decided' then 'undo' else 'void' end;
  act.refusal := match_staff_refusal(current, act.event, null);
  act.refusal_state := current.state;
  act.pinned := jsonb_build_object('event', act.event);
  return act;
end $$;

-- The buttons of a dispute: at once.
create function staff_settle(match bigint, winner text, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act.action := 'resolve';
  act.refusal := staff_guard(actor, owner, false);
  if act.refusal is not null then
    return act;
  end if;
  act.match_id := match;
  act.event := 'settle';
  act.winner := winner;
  act := staff_ends_match(act, true, at);
  if act.refusal is null then
    perform audit(actor, 'resolve', null, match, null, jsonb_build_object('winner', winner), at);
  end if;
  return act;
end $$;

-- migrate:down
drop function staff_settle, staff_void, staff_resolve, staff_ends_match;
