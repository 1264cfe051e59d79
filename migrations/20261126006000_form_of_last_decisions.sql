-- migrate:up

-- As before, but that of a match that was decided anew the last decision alone is a result.
create or replace function standing_form(standing bigint, most int) returns text
language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select string_agg(recent.result, ' ' order by recent.id desc) from (
      select played.id, played.result from ledger played
      where played.standing_id = standing and played.kind = 'match'
        -- Of the match's rows, which are few; and not less, rather than equal, which the planner would take for so rare
        -- that it would read and sort the whole of the standing's ledger for its last five.
        and played.id >= (
          select max(id) filter (where standing_id = standing) from ledger where match_id = played.match_id
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
