-- migrate:up

-- A dispute is not lost because staff cannot be told of it: it waits until they can, and the owner hears of it.
drop function outbox_record(jsonb, timestamptz);
create index outbox_unheard on outbox (match_id) where kind = 'dispute-unheard';

-- What came of a batch. Each result is {id, outcome, channel, message, direct, due, fault, tried, tellStaff,
-- unheard}:
-- `outcome` is sent, later or given-up; `channel` and `message` name the message that was made, if one was; `direct` is
-- the channel of the reader's direct messages, learned on the way; `unheard`: it is about a dispute, and waits until staff can
-- be told of it: `owner`, if there is one, is told meanwhile, once. Written twice, it is as if written once.
create function outbox_record(results jsonb, at timestamptz, owner bigint default null) returns int
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
    select * from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean, unheard boolean
    )
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      channel_id = result.channel,
      message_id = result.message
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff, result.unheard
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

-- migrate:down
drop function outbox_record(jsonb, timestamptz, bigint);
drop index outbox_unheard;

create function outbox_record(results jsonb, at timestamptz) returns int
language plpgsql as $$
declare
  written int;
begin
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
    select * from jsonb_to_recordset(results) as given (
      id bigint, outcome text, channel bigint, message bigint, direct bigint, due timestamptz, fault text,
      tried boolean, "tellStaff" boolean
    )
  ),
  written_down as (
    update outbox set
      sent_at = case when result.outcome = 'sent' then at end,
      given_up_at = case when result.outcome = 'given-up' then at end,
      fault = result.fault,
      due_at = coalesce(result.due, due_at),
      attempts = attempts + result.tried::int,
      channel_id = result.channel,
      message_id = result.message
    from result
    where outbox.id = result.id and sent_at is null and given_up_at is null
    returning outbox.id, outbox.kind, outbox.player_id, outbox.match_id, result.channel as channel_id,
      result.message as message_id, result.direct, result.fault, result."tellStaff" as tell_staff
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
  )
  select count(*) into written from written_down;
  return written;
end $$;
