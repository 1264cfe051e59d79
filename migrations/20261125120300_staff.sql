-- migrate:up

-- Who may use /admin besides the owner, who is a setting. An id of Discord's: staff need not play.
create table admins (
  user_id bigint primary key,
  granted_by bigint not null,
  granted_at timestamptz(3) not null
);

-- What staff did, for good.
create table audit_log (
  id bigint generated always as identity primary key,
  actor_id bigint not null,
  action text not null,
  player_id bigint references players,
  match_id bigint references matches,
  season_id int references seasons,
  -- Arguments and what came of them.
  details jsonb not null default '{}',
  at timestamptz(3) not null
);
create index audit_log_by_player on audit_log (player_id, id desc) where player_id is not null;
create index audit_log_by_match on audit_log (match_id, id desc) where match_id is not null;

-- An action that its caller has not confirmed yet. Taken out by the confirmation, so that twice confirmed is once done.
create table confirmations (
  id bigint generated always as identity primary key,
  actor_id bigint not null,
  action text not null,
  arguments jsonb not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index confirmations_by_expiry on confirmations (expires_at);

create function is_admin(candidate bigint) returns boolean
language sql stable
return exists (select from admins where user_id = candidate);

-- migrate:down
drop function is_admin;
drop table confirmations;
drop table audit_log;
drop table admins;
