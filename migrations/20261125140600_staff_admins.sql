-- migrate:up

-- The owner and the admins. Arguments: `player`, a Discord user's id, who need not play.

create function staff_admin_add(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
begin
  act.player_id := (arguments ->> 'player')::bigint;
  act.player_name := subject.name;
  if is_admin(act.player_id) then
    act.refusal := 'admin-already';
  elsif really then
    insert into admins (user_id, granted_by, granted_at) values (act.player_id, actor, at)
      on conflict (user_id) do nothing;
    if not found then
      act.refusal := 'admin-already';
      return act;
    end if;
    perform player_known(act.player_id, at);
    perform say('admin-granted', act.player_id, null, null, at);
  end if;
  return act;
end $$;

create function staff_admin_remove(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
begin
  act.player_id := (arguments ->> 'player')::bigint;
  act.player_name := subject.name;
  if not really then
    act.refusal := case when not is_admin(act.player_id) then 'not-admin' end;
    return act;
  end if;
  delete from admins where user_id = act.player_id;
  if not found then
    act.refusal := 'not-admin';
    return act;
  end if;
  -- What he has asked and not confirmed yet is not his to do any more.
  delete from confirmations where actor_id = act.player_id;
  perform player_known(act.player_id, at);
  perform say('admin-revoked', act.player_id, null, null, at);
  return act;
end $$;

-- migrate:down
drop function staff_admin_remove, staff_admin_add;
