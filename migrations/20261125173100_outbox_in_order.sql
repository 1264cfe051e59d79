-- migrate:up

-- The courier takes what waits in its order, a batch at a time: however many wait, it walks to the end of a batch only,
-- and not through what was said before. What holds up a channel is looked up among that channel's own.
-- `id > 0`: for whoever says so. To a planner that thinks that nothing waits all of these indexes are alike, and what is
-- asked of one player must not be looked for in this one.
create index outbox_waiting_in_order on outbox (id) where sent_at is null and given_up_at is null and id > 0;
create index outbox_waiting_by_channel on outbox (channel, due_at)
  where sent_at is null and given_up_at is null and channel is not null;

-- migrate:down
drop index outbox_waiting_by_channel;
drop index outbox_waiting_in_order;
