-- migrate:up

-- Accepts the terms, which makes a player of a user, or takes the acceptance back. Twice is once.
create function terms_decide(player bigint, accepts boolean, locale text, at timestamptz)
-- `refusal`: where the player is who cannot do without the terms.
returns table (refusal text, accepted_at timestamptz, is_set_up boolean)
language plpgsql as $$
#variable_conflict use_variable
declare
  own players;
  iso text := 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"';
begin
  if accepts then
    insert into players (id, locale, created_at) values (player, locale, at) on conflict do nothing;
  end if;
  -- The whole row: nobody joins the queue meanwhile, whose place refers to it.
  select * into own from players one where one.id = player for update;
  is_set_up := own.setup_completed_at is not null;
  accepted_at := own.terms_accepted_at;
  if not accepts then
    select case when one.match_id is null then 'queue' else 'match' end into refusal
      from places one where one.player_id = player;
  end if;
  if refusal is null and own.id is not null then
    accepted_at := case when accepts then coalesce(own.terms_accepted_at, at) end;
    update players one set terms_accepted_at = accepted_at, locale = locale where one.id = player;
    perform player_changed(player, 'terms_accepted_at', to_char(own.terms_accepted_at at time zone 'UTC', iso),
      to_char(accepted_at at time zone 'UTC', iso), at);
  end if;
  return next;
end $$;

-- migrate:down
drop function terms_decide;
