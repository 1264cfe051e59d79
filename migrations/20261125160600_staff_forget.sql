-- migrate:up

-- Staff take out what a player has entered of himself, where he asks for it. His matches, ratings and standings stay under
-- a neutral name, because they are his opponents' too; a ban stays, or it could be escaped so. Nothing of what is taken
-- out is kept in the audit log.
create function staff_forget(actor bigint, arguments jsonb, really boolean, at timestamptz) returns staff_act
language plpgsql as $$
declare
  act staff_act;
  subject players := staff_subject(arguments);
  -- No name that can be typed has this key, nor does one begin so.
  nobody text;
begin
  if subject.id is null then
    act.refusal := 'player-unknown';
    return act;
  end if;
  if really then
    select * into subject from players where id = subject.id for update;
  end if;
  act.player_id := subject.id;
  nobody := ' ' || subject.id;
  act.refusal := case
    when is_admin(subject.id) then 'forget-admin'
    when subject.name_key = nobody then 'forgotten-already'
    when exists (select from places where player_id = subject.id) or exists (
      select from match_players seat join matches on matches.id = seat.match_id
      where seat.player_id = subject.id and matches.deadline is not null
    ) then 'forget-busy'
  end;
  if not really then
    act.player_name := subject.name;
    return act;
  end if;
  if act.refusal is not null then
    return act;
  end if;

  delete from setup_drafts where player_id = subject.id;
  delete from player_changes where player_id = subject.id;
  delete from confirmations asked where asked.arguments ->> 'player' = subject.id::text;
  delete from outbox where player_id = subject.id and sent_at is null and given_up_at is null;
  update players set
    name = 'Deleted player', name_key = nobody, battle_tag = null, alternate_name_1 = null, alternate_name_2 = null,
    country = null, region = null, terms_accepted_at = null, setup_completed_at = null,
    queue_factions = '{}', queue_vetoes = '{}'
    where id = subject.id;
  -- Of closed seasons as well, which else stay as they were.
  update standings set country = null where player_id = subject.id and country is not null;
  perform say('forgotten', subject.id, null, null, at);
  return act;
end $$;

create or replace function staff_does(actor bigint, action text, arguments jsonb, really boolean, at timestamptz)
returns staff_act
language plpgsql as $$
declare
  act staff_act;
begin
  act := (case action
    when 'ban' then staff_ban(actor, arguments, really, at)
    when 'unban' then staff_unban(actor, arguments, really, at)
    when 'aborts' then staff_aborts(actor, arguments, really, at)
    when 'forget' then staff_forget(actor, arguments, really, at)
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

-- migrate:down
create or replace function staff_does(actor bigint, action text, arguments jsonb, really boolean, at timestamptz)
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
drop function staff_forget;
