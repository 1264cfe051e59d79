-- migrate:up

-- What the courier looks up of the outbox, and how it writes down what came of a batch.

create index outbox_waiting_by_player on outbox (player_id, id)
  where sent_at is null and given_up_at is null and player_id is not null;
create index outbox_undeliverable on outbox (created_at) where kind = 'undeliverable';

-- What came of a batch. Each result is {id, outcome, channel, message, direct, due, fault, tried, tellStaff}:
-- `outcome` is sent, later or given-up; `channel` and `message` name the message that was made, if one was; `direct` is
-- the channel of the reader's direct messages, learned on the way. Written twice, it is as if written once.
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

-- Takes out what is done and old; looks at the oldest rows only, so that it costs the same however many there are.
create function outbox_forget(before timestamptz, most int default 10000) returns int language plpgsql as $$
declare
  taken int;
begin
  delete from outbox
  where id in (select id from outbox order by id limit most)
    and created_at < before and (sent_at is not null or given_up_at is not null);
  get diagnostics taken = row_count;
  return taken;
end $$;

-- migrate:down
drop function outbox_forget, outbox_record;
drop index outbox_undeliverable, outbox_waiting_by_player;
