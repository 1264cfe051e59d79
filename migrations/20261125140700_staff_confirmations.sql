-- migrate:up

-- Asking and confirming, the same for every act: who may, what would happen, and once confirmed, what did.

create function staff_does(actor bigint, action text, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act := (case action
    when 'ban' then staff_ban(actor, arguments, really, at)
    when 'unban' then staff_unban(actor, arguments, really, at)
    when 'aborts' then staff_aborts(actor, arguments, really, at)
    when 'dequeue' then staff_dequeue(actor, arguments, really, at)
    when 'clear-queue' then staff_clear_queue(actor, arguments, really, at)
    when 'adjust' then staff_adjust(actor, arguments, really, at)
    when 'resolve' then staff_resolve(actor, arguments, really, at)
    when 'void' then staff_void(actor, arguments, really, at)
    when 'season-close' then staff_season_close(actor, arguments, really, at)
    when 'season-open' then staff_season_open(actor, arguments, really, at)
    when 'season-maps' then staff_season_maps(actor, arguments, really, at)
    when 'admin-add' then staff_admin_add(actor, arguments, really, at)
    when 'admin-remove' then staff_admin_remove(actor, arguments, really, at)
  end);
  act.action := action;
  return act;
end $$;

create function staff_owner_only(action text) returns boolean
language sql immutable
as $$
  select action in ('admin-add', 'admin-remove')
$$;

-- Shows what would happen and keeps it for its caller to confirm; changes nothing else.
create function staff_ask(
  actor bigint, owner boolean, action text, arguments jsonb, expires_at timestamptz, at timestamptz
) returns staff_act
language plpgsql as $$
#variable_conflict use_variable
declare
  act staff_act;
begin
  act.refusal := staff_guard(actor, owner, staff_owner_only(action));
  act.action := action;
  if act.refusal is not null then
    return act;
  end if;
  -- Nobody confirms those any more; what somebody is just confirming is his.
  delete from confirmations where id in (
    select id from confirmations old where old.expires_at < at - interval '1 day' for update skip locked
  );
  act := staff_does(actor, action, arguments, false, at);
  if act.refusal is not null then
    return act;
  end if;
  insert into confirmations as made (actor_id, action, arguments, asked_at, expires_at)
    values (
      actor, action,
      -- Whoever is renamed meanwhile is still the one who was shown.
      arguments || coalesce(act.pinned, '{}') || jsonb_strip_nulls(jsonb_build_object('player', act.player_id::text)),
      at, expires_at
    )
    returning made.id into act.confirmation;
  return act;
end $$;

-- Takes the question out and does what it asked: twice confirmed is once done. The row stays where somebody else tries.
create function staff_confirm(confirmation bigint, actor bigint, owner boolean, at timestamptz) returns staff_act
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
    case when asked.expires_at <= at then 'confirmation-expired' end
  );
  act.action := asked.action;
  if act.refusal is not null then
    return act;
  end if;
  act := staff_does(actor, asked.action, asked.arguments, true, at);
  if act.refusal is null then
    perform audit(actor, asked.action, act.player_id, act.match_id, act.season_id,
      (asked.arguments - 'player' - 'key' - 'match' - 'season' - 'game') || jsonb_build_object(
        'before', act.before, 'after', act.after, 'until', act.until,
        'waiting', act.waiting, 'matches', act.matches, 'standings', act.standings
      ), at);
  end if;
  return act;
end $$;

-- Takes the question out and does nothing; null: done.
create function staff_cancel(confirmation bigint, actor bigint) returns text
language plpgsql as $$
#variable_conflict use_variable
begin
  delete from confirmations one where one.id = confirmation and one.actor_id = actor;
  return (case when found then null
    when exists (select from confirmations one where one.id = confirmation) then 'not-yours'
    else 'confirmation-gone' end);
end $$;

-- migrate:down
drop function staff_cancel, staff_confirm, staff_ask, staff_owner_only, staff_does;
