-- migrate:up

-- Whether what was typed passed the game's rules: only such a draft can be confirmed.
alter table setup_drafts add column names_fit boolean not null default false;

-- Notes that a player has changed something about himself; nothing where it is the same.
create function player_changed(player bigint, field text, before text, after text, at timestamptz) returns void
language sql volatile
as $$
  insert into player_changes (player_id, field, before, after, changed_by, at)
  select player, player_changed.field, player_changed.before, player_changed.after, player, player_changed.at
  where player_changed.before is distinct from player_changed.after
$$;

-- Makes the draft the player's own, and notes each field that it changes. Twice is once: the second time there is no
-- draft, and who is set up is told so again.
create function setup_confirm(player bigint, locale text, at timestamptz)
-- `is_first`: he was not set up before.
returns table (refusal text, is_first boolean)
language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  draft setup_drafts;
begin
  -- The whole row: others compare their names with his.
  select * into own from players one where one.id = player for update;
  refusal := player_guard(own, at);
  is_first := own.setup_completed_at is null;
  if refusal in ('banned', 'terms') then
    return next;
    return;
  end if;
  refusal := null;

  select * into draft from setup_drafts one where one.player_id = player for update;
  if draft.player_id is null then
    if is_first then
      refusal := 'draft-gone';
    end if;
    return next;
    return;
  end if;
  if not draft.names_fit or draft.country is null or draft.region is null then
    refusal := 'setup-problems';
    return next;
    return;
  end if;

  begin
    update players one set
      name = draft.name, name_key = draft.name_key, battle_tag = draft.battle_tag,
      alternate_name_1 = draft.alternate_name_1, alternate_name_2 = draft.alternate_name_2,
      country = draft.country, region = draft.region, locale = locale,
      setup_completed_at = coalesce(one.setup_completed_at, at)
    where one.id = player;
  -- Two who exchange names at the same time wait for each other: neither name is free.
  exception when unique_violation or deadlock_detected then
    refusal := 'name-taken';
    return next;
    return;
  end;
  perform player_changed(player, 'name', own.name, draft.name, at);
  perform player_changed(player, 'battle_tag', own.battle_tag, draft.battle_tag, at);
  perform player_changed(player, 'alternate_name_1', own.alternate_name_1, draft.alternate_name_1, at);
  perform player_changed(player, 'alternate_name_2', own.alternate_name_2, draft.alternate_name_2, at);
  perform player_changed(player, 'country', own.country, draft.country, at);
  perform player_changed(player, 'region', own.region, draft.region, at);
  delete from setup_drafts one where one.player_id = player;
  if is_first then
    -- Opens his direct messages at a quiet hour: a wave of newcomers would be too many at once for Discord.
    perform say('greeting', player, null, null, at);
  end if;
  return next;
end $$;

-- migrate:down
drop function setup_confirm, player_changed;
alter table setup_drafts drop column names_fit;
