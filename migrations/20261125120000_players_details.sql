-- migrate:up

-- What else is kept of a player: how to reach him, what he chose last, what he used up, and who changed what.
alter table players
  -- Discord's locale of his last use of a command: messages that nobody asked for are in his language.
  add column locale text collate "C" not null default 'en-US',
  -- The channel of his direct messages, remembered: opening one is slow, and punished in bursts.
  add column direct_channel_id bigint,
  -- The last choices for the queue, filled in again.
  add column queue_factions text[] not null default '{}',
  add column queue_vetoes text[] not null default '{}',
  -- The first day of the month in which aborts were used, by UTC; those of another month do not count.
  add column aborts_month date,
  add column aborts_used int not null default 0 check (aborts_used >= 0),
  -- Not every game is played with a BattleTag: the set-up's rules are the game's, checked before it is stored.
  drop constraint players_setup_is_whole,
  add constraint players_setup_is_whole check (
    setup_completed_at is null or (name is not null and country is not null and region is not null)
  );

-- What was typed into the set-up and not confirmed yet: a message's buttons cannot carry it.
create table setup_drafts (
  player_id bigint primary key references players on delete cascade,
  name text not null,
  name_key text collate "C" not null,
  battle_tag text,
  alternate_name_1 text,
  alternate_name_2 text,
  country text collate "C",
  region text collate "C",
  changed_at timestamptz(3) not null
);

-- Every change of what a player says of himself: who, what, old, new, when.
create table player_changes (
  id bigint generated always as identity primary key,
  player_id bigint not null references players,
  field text not null,
  before text,
  after text,
  changed_by bigint not null,
  at timestamptz(3) not null
);
create index player_changes_by_player on player_changes (player_id, id desc);

-- migrate:down
drop table player_changes;
drop table setup_drafts;
alter table players
  drop column locale,
  drop column direct_channel_id,
  drop column queue_factions,
  drop column queue_vetoes,
  drop column aborts_month,
  drop column aborts_used;
