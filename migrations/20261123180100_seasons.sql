-- migrate:up

-- A season of a game: what standings belong to. A closed one is frozen for good, and stays readable.
create table seasons (
  id int generated always as identity primary key,
  game text not null,
  slug text not null unique,
  name text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  closed_at timestamptz(3),
  -- The rules the season began with: a later change of the game's data does not reach into it.
  start_rating int not null check (start_rating >= 0),
  ranked_days int not null check (ranked_days > 0),
  constraint seasons_end_after_start check (ends_at > starts_at)
);

create unique index seasons_one_open_per_game on seasons (game) where closed_at is null;

-- migrate:down
drop table seasons;
