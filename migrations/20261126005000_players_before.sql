-- migrate:up

-- Two circles less: whoever holds what belongs to a player, and waits for something else, holds the player before.

-- As before, but for whom it holds.
create or replace function outbox_record(results jsonb, at timestamptz, owner bigint default null) returns int
language plpgsql as $$
declare
  written int;
begin
  -- An owner need not play; what is said to him needs a row of his.
  if owner is not null and results @? '$[*].unheard ? (@ == true)' then
    perform player_known(owner, at);
  end if;
  -- In the order in which everybody locks: players, then matches. All of whom something was said to, since what follows it
  -- refers to them: who takes somebody out holds him whole, and waits for what is unsent. Whose channel is new, more of him.
  perform from players where id in (
    select made.player_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    union all select owner
  ) order by id for key share;
  perform from players where id in (
    select made.player_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'direct' is not null
  ) order by id for no key update;
  perform from matches where id in (
    select made.match_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'message' is not null and made.kind in ('match', 'dispute')
  ) order by id for no key update;

  with result as materialized (
    select given.*, coalesce(given.message = case asked.kind when 'match' then seat.message_id else called.staff_message_id end,
      false) as known
    from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean, unheard boolean
    )
    left join outbox asked on asked.id = given.id and given.message is not null and asked.kind in ('match', 'dispute')
    left join match_players seat on seat.match_id = asked.match_id and seat.player_id = asked.player_id
    left join matches called on called.id = asked.match_id
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      -- Sent by two, it is one message, and that of the first.
      channel_id = case when not result.known then result.channel end,
      message_id = case when not result.known then result.message end
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.channel, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff, result.unheard,
      sent_at is not null as sent
  ),
  reached as (
    update players set direct_channel_id = learned.direct
    from (
      select player_id, max(direct) as direct from written_down
      where direct is not null and player_id is not null group by player_id
    ) learned
    where players.id = learned.player_id and players.direct_channel_id is distinct from learned.direct
  ),
  shown as (
    update match_players set channel_id = posted.channel_id, message_id = posted.message_id
    from written_down posted
    where posted.kind = 'match' and posted.message_id is not null
      and match_players.match_id = posted.match_id and match_players.player_id = posted.player_id
  ),
  called as (
    update matches set staff_channel_id = posted.channel_id, staff_message_id = posted.message_id
    from written_down posted
    where posted.kind = 'dispute' and posted.message_id is not null and matches.id = posted.match_id
  ),
  -- The answer to a click of just now may still be on its way, show what was before, and come last.
  followed as (
    insert into outbox (kind, player_id, channel, match_id, created_at, due_at)
    select distinct edited.kind, edited.player_id, edited.channel, edited.match_id, answer.by, answer.by
    from written_down edited
    join matches on matches.id = edited.match_id
    left join match_players seat on seat.match_id = edited.match_id and seat.player_id = edited.player_id
    cross join lateral (
      select answered_by(case edited.kind when 'match' then seat.answered_at when 'dispute' then matches.answered_at end)
    ) answer (by)
    where edited.sent and edited.kind in ('match', 'dispute') and answer.by > at
  ),
  -- Once a day for each player: whoever has closed his direct messages misses many.
  told as (
    insert into outbox (kind, channel, match_id, details, created_at, due_at)
    select distinct on (lost.player_id) 'undeliverable', 'staff', lost.match_id,
      jsonb_build_object('kind', lost.kind, 'playerId', lost.player_id::text, 'fault', lost.fault), at, at
    from written_down lost
    where lost.tell_staff and not exists (
      select from outbox before
      where before.kind = 'undeliverable' and before.created_at > at - interval '1 day'
        and before.details ->> 'playerId' is not distinct from lost.player_id::text
    )
    order by lost.player_id, lost.id
  ),
  told_owner as (
    insert into outbox (kind, player_id, match_id, details, created_at, due_at)
    select distinct on (lost.match_id) 'dispute-unheard', owner, lost.match_id,
      jsonb_build_object('fault', lost.fault), at, at
    from written_down lost
    where lost.unheard and owner is not null and not exists (
      select from outbox before where before.kind = 'dispute-unheard' and before.match_id = lost.match_id
    )
    order by lost.match_id, lost.id
  )
  select count(*) into written from written_down;
  return written;
end $$;

-- Takes the rank from standings not played for too long, at most `most` of them; returns how many it took.
-- Skips those that a match is just changing: they are being played; and those whose player somebody holds whole: he would
-- wait for the standing, while its count waits for the clock, and the clock has something to say to him.
create or replace function unrank_idle(at timestamptz, most int default 10000) returns int language plpgsql as $$
declare
  taken int;
begin
  with idle as (
    select standing.id
    from seasons season
    join standings standing on standing.season_id = season.id
    join players player on player.id = standing.player_id
    where season.closed_at is null and standing.ranked
      and standing.last_played_at < at - make_interval(days => season.ranked_days)
    order by standing.id
    limit most
    for no key update of standing skip locked
    for key share of player skip locked
  )
  update standings set ranked = false from idle where standings.id = idle.id;
  get diagnostics taken = row_count;
  return taken;
end $$;

-- migrate:down
create or replace function outbox_record(results jsonb, at timestamptz, owner bigint default null) returns int
language plpgsql as $$
declare
  written int;
begin
  -- An owner need not play; what is said to him needs a row of his.
  if owner is not null and results @? '$[*].unheard ? (@ == true)' then
    perform player_known(owner, at);
  end if;
  -- In the order in which everybody locks: players, then matches.
  perform from players where id in (
    select made.player_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'direct' is not null
  ) order by id for no key update;
  perform from matches where id in (
    select made.match_id from jsonb_array_elements(results) result
    join outbox made on made.id = (result ->> 'id')::bigint
    where result ->> 'message' is not null and made.kind in ('match', 'dispute')
  ) order by id for no key update;

  with result as materialized (
    select given.*, coalesce(given.message = case asked.kind when 'match' then seat.message_id else called.staff_message_id end,
      false) as known
    from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean, unheard boolean
    )
    left join outbox asked on asked.id = given.id and given.message is not null and asked.kind in ('match', 'dispute')
    left join match_players seat on seat.match_id = asked.match_id and seat.player_id = asked.player_id
    left join matches called on called.id = asked.match_id
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      -- Sent by two, it is one message, and that of the first.
      channel_id = case when not result.known then result.channel end,
      message_id = case when not result.known then result.message end
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.channel, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff, result.unheard,
      sent_at is not null as sent
  ),
  reached as (
    update players set direct_channel_id = learned.direct
    from (
      select player_id, max(direct) as direct from written_down
      where direct is not null and player_id is not null group by player_id
    ) learned
    where players.id = learned.player_id and players.direct_channel_id is distinct from learned.direct
  ),
  shown as (
    update match_players set channel_id = posted.channel_id, message_id = posted.message_id
    from written_down posted
    where posted.kind = 'match' and posted.message_id is not null
      and match_players.match_id = posted.match_id and match_players.player_id = posted.player_id
  ),
  called as (
    update matches set staff_channel_id = posted.channel_id, staff_message_id = posted.message_id
    from written_down posted
    where posted.kind = 'dispute' and posted.message_id is not null and matches.id = posted.match_id
  ),
  -- The answer to a click of just now may still be on its way, show what was before, and come last.
  followed as (
    insert into outbox (kind, player_id, channel, match_id, created_at, due_at)
    select distinct edited.kind, edited.player_id, edited.channel, edited.match_id, answer.by, answer.by
    from written_down edited
    join matches on matches.id = edited.match_id
    left join match_players seat on seat.match_id = edited.match_id and seat.player_id = edited.player_id
    cross join lateral (
      select answered_by(case edited.kind when 'match' then seat.answered_at when 'dispute' then matches.answered_at end)
    ) answer (by)
    where edited.sent and edited.kind in ('match', 'dispute') and answer.by > at
  ),
  -- Once a day for each player: whoever has closed his direct messages misses many.
  told as (
    insert into outbox (kind, channel, match_id, details, created_at, due_at)
    select distinct on (lost.player_id) 'undeliverable', 'staff', lost.match_id,
      jsonb_build_object('kind', lost.kind, 'playerId', lost.player_id::text, 'fault', lost.fault), at, at
    from written_down lost
    where lost.tell_staff and not exists (
      select from outbox before
      where before.kind = 'undeliverable' and before.created_at > at - interval '1 day'
        and before.details ->> 'playerId' is not distinct from lost.player_id::text
    )
    order by lost.player_id, lost.id
  ),
  told_owner as (
    insert into outbox (kind, player_id, match_id, details, created_at, due_at)
    select distinct on (lost.match_id) 'dispute-unheard', owner, lost.match_id,
      jsonb_build_object('fault', lost.fault), at, at
    from written_down lost
    where lost.unheard and owner is not null and not exists (
      select from outbox before where before.kind = 'dispute-unheard' and before.match_id = lost.match_id
    )
    order by lost.match_id, lost.id
  )
  select count(*) into written from written_down;
  return written;
end $$;

create or replace function unrank_idle(at timestamptz, most int default 10000) returns int language plpgsql as $$
declare
  taken int;
begin
  with idle as (
    select standing.id
    from seasons season
    join standings standing on standing.season_id = season.id
    where season.closed_at is null and standing.ranked
      and standing.last_played_at < at - make_interval(days => season.ranked_days)
    order by standing.id
    limit most
    for no key update of standing skip locked
  )
  update standings set ranked = false from idle where standings.id = idle.id;
  get diagnostics taken = row_count;
  return taken;
end $$;
