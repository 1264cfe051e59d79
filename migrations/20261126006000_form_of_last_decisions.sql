-- migrate:up

-- As before, but that of a match that was decided anew the last decision alone is a result.
create or replace function standing_form(standing bigint, most int) returns text
language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select string_agg(recent.result, ' ' order by recent.id desc) from (
      select played.id, played.result from ledger played
      where played.standing_id = standing and played.kind = 'match'
        -- Of one that was decided anew, the last decision alone.
        and not exists (
          select from ledger later
          where later.match_id = played.match_id and later.standing_id = standing and later.id > played.id
        )
      order by played.id desc limit most
    ) recent
  );
end $$;

-- migrate:down

create or replace function standing_form(standing bigint, most int) returns text
language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select string_agg(recent.result, ' ' order by recent.id desc) from (
      select played.id, played.result from ledger played
      where played.standing_id = standing and played.kind = 'match'
        and (
          select count(*) filter (where kind = 'match') > count(*) filter (where kind = 'undo')
          from ledger where match_id = played.match_id and standing_id = standing
        )
      order by played.id desc limit most
    ) recent
  );
end $$;
