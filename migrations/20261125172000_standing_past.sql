-- migrate:up

-- What is read of a standing's ledger, as functions: a statement that calls one only where it has to pays nothing
-- where it has not. A part of the statement itself would be made ready each time, for as much as it takes to run. The
-- plans are those of any standing: for one that has a large part of the ledger, the planner would leave its index, and
-- read whatever others have played between two of its rows.

-- The last results that count, the newest first, separated by spaces.
create function standing_form(standing bigint, most int) returns text
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

-- How its rating has moved: moments, each a second since 1970 and the rating from then on, separated by commas, the
-- oldest first. All of its ledger, or, where it counts more than `most` games, as many moments evenly over it.
create function standing_course(standing bigint, games int, most int) returns text
language plpgsql stable parallel safe set plan_cache_mode = force_generic_plan as $$
begin
  if games <= most then
    return (
      select string_agg(extract(epoch from point.at)::bigint || ' ' || point.after, ',' order by point.id) from (
        select id, at, after from ledger where standing_id = standing order by id desc limit most
      ) point
    );
  end if;
  return (
    select string_agg(extract(epoch from moment.at)::bigint || ' ' || moment.after, ',' order by moment.id) from (
      select
        (select id from ledger where standing_id = standing order by id limit 1) as first,
        (select id from ledger where standing_id = standing order by id desc limit 1) as last
    ) span
    cross join generate_series(0, most) step
    cross join lateral (
      select id, at, after from ledger
      where standing_id = standing and id <= span.first + (span.last - span.first) * step / most
      order by id desc limit 1
    ) moment
  );
end $$;

-- migrate:down
drop function standing_form, standing_course;
