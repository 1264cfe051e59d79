-- migrate:up

-- Who may play. A player's row is made by the first thing he does; `setup_completed_at` says when it became whole.
-- Times are kept to the millisecond, so that a JavaScript Date holds them exactly.
create table players (
  -- The Discord user id: chosen by Discord, never by us.
  id bigint primary key,
  -- The game's own limits are tighter; this one keeps any name fit to be shown.
  name text check (char_length(name) between 1 and 32),
  -- The name as it is compared: computed by `nameKey` in src/ladder/player.ts, since PostgreSQL's own folding
  -- depends on the server's locale. In collation "C" a prefix search is a plain range of its index.
  name_key text collate "C" unique,
  battle_tag text,
  -- Names in any script, both optional.
  alternate_name_1 text,
  alternate_name_2 text,
  country text collate "C" check (country ~ '^[A-Z]{2}$'),
  region text collate "C",
  terms_accepted_at timestamptz(3),
  setup_completed_at timestamptz(3),
  -- Null: not banned. 'infinity': banned until somebody lifts it.
  banned_at timestamptz(3),
  banned_until timestamptz(3),
  ban_reason text,
  created_at timestamptz(3) not null default now(),
  constraint players_name_has_key check ((name is null) = (name_key is null)),
  constraint players_ban_has_end check ((banned_at is null) = (banned_until is null)),
  constraint players_setup_is_whole check (
    setup_completed_at is null
    or (name is not null and battle_tag is not null and country is not null and region is not null)
  )
);

-- Why this player may not act at that moment, in the order in which it is to be lifted; null: he may.
-- A row of nulls (nobody found by an outer join) answers 'terms': that is where a newcomer begins.
create function player_guard(player players, at timestamptz) returns text
language sql immutable parallel safe
return case
  when (player).banned_until > at then 'banned'
  when (player).terms_accepted_at is null then 'terms'
  when (player).setup_completed_at is null then 'setup'
end;

-- migrate:down
drop function player_guard;
drop table players;
