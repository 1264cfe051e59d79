-- migrate:up

-- As before, but for the order in which rows are held.
create or replace function setup_confirm(player bigint, locale text, at timestamptz)
-- `is_first`: he was not set up before.
returns table (refusal text, is_first boolean)
language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  draft setup_drafts;
begin
  -- Whole rows, since names are compared: his own, and whose name it is that he wants, in the order of ids. Who exchange
  -- theirs at the same time then wait for one another in turn, and in no circle.
  perform from players one
    where one.id = player
      or one.name_key = (select wanted.name_key from setup_drafts wanted where wanted.player_id = player)
    order by one.id for update;
  select * into own from players one where one.id = player;
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
  -- The draft may have become another one before his own row was held; then a circle is cut, and no name is free.
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
create or replace function setup_confirm(player bigint, locale text, at timestamptz)
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
