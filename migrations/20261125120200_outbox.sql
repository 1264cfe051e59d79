-- migrate:up

-- What must be said to Discord, written by the same statement as the change that causes it: nothing is announced that
-- did not happen, and nothing that happened stays unannounced. The courier sends the rows in their order, at least
-- once each; words are made when it does, in the reader's language, from the state that there is by then.
create table outbox (
  id bigint generated always as identity primary key,
  -- To this player, by direct message (or by mention in the match channel, where his are closed) …
  player_id bigint references players,
  -- … or to one of the two channels of the installation.
  channel text check (channel in ('match', 'staff')),
  -- What it is about; src/ladder/announcement.ts lists the kinds.
  kind text not null,
  match_id bigint references matches,
  details jsonb not null default '{}',
  created_at timestamptz(3) not null,
  -- Not before: put off by each attempt that failed.
  due_at timestamptz(3) not null,
  attempts int not null default 0,
  -- Where it ended up.
  sent_at timestamptz(3),
  channel_id bigint,
  message_id bigint,
  -- It cannot be delivered, and why.
  given_up_at timestamptz(3),
  fault text,
  -- A player took it out of his direct messages again (/prune).
  deleted_at timestamptz(3),
  constraint outbox_has_reader check ((player_id is null) <> (channel is null)),
  constraint outbox_one_end check (sent_at is null or given_up_at is null)
);
create index outbox_waiting on outbox (due_at, id) where sent_at is null and given_up_at is null;
-- Whether staff were called to a match, and where.
create index outbox_disputes on outbox (match_id) where kind = 'dispute';
create index outbox_messages_of_player on outbox (player_id, id)
  where message_id is not null and deleted_at is null;

-- Says something to a player, or to a channel where `player` is null.
create function say(
  kind text, player bigint, channel text, match bigint, at timestamptz, details jsonb default '{}'
) returns void
language sql volatile
as $$
  insert into outbox (kind, player_id, channel, match_id, details, created_at, due_at)
  values (say.kind, say.player, say.channel, say.match, say.details, say.at, say.at)
$$;

-- migrate:down
drop function say;
drop table outbox;
