-- migrate:up

-- What staff are about to do, or have done: one row for every kind of act, so that the question before it and the answer
-- after it are told in the same words. Each act is a function of its own in the next files,
-- `(actor, arguments, really, at) returns staff_act`: it looks at what it is about, refuses where it must, and does it
-- only if `really`. So the preview refuses what the act would, and nothing is written twice.
create type staff_act as (
  -- Null: it may be done, or is done.
  refusal text,
  -- Of 'match-over'.
  refusal_state text,
  -- Of 'matches-open'.
  refusal_count int,
  -- While it waits for its confirmation.
  confirmation bigint,
  action text,
  player_id bigint,
  player_name text,
  match_id bigint,
  -- Of a match: settle, void, undo; and who has won, or void.
  event text,
  winner text,
  season_id int,
  season text,
  faction text,
  before int,
  after int,
  -- Of a ban: when it ends, null for never; of a season: when it does.
  until timestamptz(3),
  reason text,
  -- How many wait in the queue, how many matches are open, how many ratings are carried over: all of them concerned.
  waiting int,
  matches int,
  standings int,
  maps text[],
  -- What was seen when it was asked, and must still hold when it is confirmed: joins the arguments.
  pinned jsonb
);

-- Why he may not; `owner`: he is the owner, which is a setting and not a row.
create function staff_guard(actor bigint, owner boolean, owner_only boolean) returns text
language sql stable
as $$
  select case
    when owner then null
    when owner_only then 'owner-only'
    when not is_admin(actor) then 'staff-only'
  end
$$;

-- Whom the arguments name: by `player`, an id, or by `key`, a name as it is compared. Null where there is nobody.
create function staff_subject(arguments jsonb) returns players
language sql stable
as $$
  select player from players player
  where player.id = (arguments ->> 'player')::bigint
    or (not arguments ? 'player' and player.name_key = arguments ->> 'key')
$$;

-- The open season of a game, kept open by whoever is about to change something in it: who closes it waits, or was first.
create function season_held(of_game text) returns seasons
language sql volatile
as $$
  select season from seasons season where game = of_game and closed_at is null for key share
$$;

create function audit(
  actor bigint, action text, player bigint, match bigint, season int, details jsonb, at timestamptz
) returns void
language sql volatile
as $$
  insert into audit_log (actor_id, action, player_id, match_id, season_id, details, at)
  values (audit.actor, audit.action, audit.player, audit.match, audit.season,
    jsonb_strip_nulls(audit.details), audit.at)
$$;

-- Somebody who may never have used the ladder: what is said to him needs a row of his.
create function player_known(player bigint, at timestamptz) returns void
language sql volatile
as $$
  insert into players (id, created_at) values (player_known.player, player_known.at) on conflict (id) do nothing
$$;

-- migrate:down
drop function player_known, audit, season_held, staff_subject, staff_guard;
drop type staff_act;
