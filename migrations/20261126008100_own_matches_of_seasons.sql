-- migrate:up

-- As before, but that an admin does not close a season over a match of his own either, which
-- would be void by that.
create or replace function staff_bar(actor bigint, owner boolean, action text, arguments jsonb) returns text
language plpgsql stable as $$
#variable_conflict use_variable
declare
  subject bigint := coalesce((staff_subject(arguments)).id, (arguments ->> 'player')::bigint);
begin
  return (case
    when action = 'ban' and subject = (arguments ->> 'owner')::bigint then 'ban-of-owner'
    when owner then null
    when action in ('ban', 'unban') and is_admin(subject) then 'ban-of-admin'
    -- A ban voids what he plays.
    when action = 'ban' and exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = actor and seat.opponent_id = subject and matches.deadline is not null
    ) then 'own-match'
    when action = 'season-close' and (arguments ->> 'voidOpen')::boolean and exists (
      select from match_players seat
      join matches on matches.id = seat.match_id
      join seasons on seasons.id = matches.season_id
      where seat.player_id = actor and matches.deadline is not null and seasons.game = arguments ->> 'game'
    ) then 'own-match'
    when action in ('resolve', 'void') and plays_in(actor, (arguments ->> 'match')::bigint) then 'own-match'
    when action in ('adjust', 'aborts') and subject = actor then 'own-standing'
  end);
end $$;

create or replace function staff_confirm(confirmation bigint, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  asked confirmations;
begin
  act.refusal := staff_guard(actor, owner, false);
  if act.refusal is not null then
    return act;
  end if;
  delete from confirmations one where one.id = confirmation and one.actor_id = actor returning * into asked;
  if asked.id is null then
    act.refusal := case when exists (select from confirmations one where one.id = confirmation)
      then 'not-yours' else 'confirmation-gone' end;
    return act;
  end if;
  if asked.action = 'season-close' then
    -- Alone, before it is looked whether he plays: a wave may just be making his match.
    perform from seasons where game = asked.arguments ->> 'game' and closed_at is null for update;
  end if;
  act.refusal := coalesce(
    staff_guard(actor, owner, staff_owner_only(asked.action)),
    case when asked.expires_at <= at then 'confirmation-expired' end,
    staff_bar(actor, owner, asked.action, asked.arguments)
  );
  act.action := asked.action;
  if act.refusal is not null then
    return act;
  end if;
  act := staff_does(actor, asked.action, asked.arguments, true, at);
  if act.refusal is null then
    perform audit(actor, asked.action, act.player_id, act.match_id, act.season_id,
      (asked.arguments - array['player', 'key', 'match', 'season', 'game', 'owner', 'banned']) || jsonb_build_object(
        'before', act.before, 'after', act.after, 'until', act.until, 'moves', act.moves, 'replaces', act.was_until,
        'waiting', act.waiting, 'matches', act.matches, 'standings', act.standings
      ), at);
  end if;
  return act;
end $$;

-- migrate:down

create or replace function staff_confirm(confirmation bigint, actor bigint, owner boolean, at timestamptz)
returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
  asked confirmations;
begin
  act.refusal := staff_guard(actor, owner, false);
  if act.refusal is not null then
    return act;
  end if;
  delete from confirmations one where one.id = confirmation and one.actor_id = actor returning * into asked;
  if asked.id is null then
    act.refusal := case when exists (select from confirmations one where one.id = confirmation)
      then 'not-yours' else 'confirmation-gone' end;
    return act;
  end if;
  act.refusal := coalesce(
    staff_guard(actor, owner, staff_owner_only(asked.action)),
    case when asked.expires_at <= at then 'confirmation-expired' end,
    staff_bar(actor, owner, asked.action, asked.arguments)
  );
  act.action := asked.action;
  if act.refusal is not null then
    return act;
  end if;
  act := staff_does(actor, asked.action, asked.arguments, true, at);
  if act.refusal is null then
    perform audit(actor, asked.action, act.player_id, act.match_id, act.season_id,
      (asked.arguments - array['player', 'key', 'match', 'season', 'game', 'owner', 'banned']) || jsonb_build_object(
        'before', act.before, 'after', act.after, 'until', act.until, 'moves', act.moves, 'replaces', act.was_until,
        'waiting', act.waiting, 'matches', act.matches, 'standings', act.standings
      ), at);
  end if;
  return act;
end $$;

create or replace function staff_bar(actor bigint, owner boolean, action text, arguments jsonb) returns text
language plpgsql stable as $$
#variable_conflict use_variable
declare
  subject bigint := coalesce((staff_subject(arguments)).id, (arguments ->> 'player')::bigint);
begin
  return (case
    when action = 'ban' and subject = (arguments ->> 'owner')::bigint then 'ban-of-owner'
    when owner then null
    when action in ('ban', 'unban') and is_admin(subject) then 'ban-of-admin'
    -- A ban voids what he plays.
    when action = 'ban' and exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = actor and seat.opponent_id = subject and matches.deadline is not null
    ) then 'own-match'
    when action in ('resolve', 'void') and plays_in(actor, (arguments ->> 'match')::bigint) then 'own-match'
    when action in ('adjust', 'aborts') and subject = actor then 'own-standing'
  end);
end $$;
