-- migrate:up

-- An outcome as one of the two sees it.
create function result_for(outcome text, contestant text) returns text
language sql immutable parallel safe
return case outcome when 'draw' then 'draw' when contestant then 'win' else 'loss' end;

-- Everything that contradicts the rules of the ladder, the ledger's own faults among it; no row: all is consistent.
-- Reads every table whole: a check, not a query to serve players with. What only staff decide (who may be banned, what
-- is in the audit log) cannot be checked.
create function ladder_faults() returns table (subject text, subject_id bigint, fault text)
language sql stable as $$
  with sides as materialized (
    -- A match with its two, and what the ledger has of each: how often it was decided and undone for him, and the
    -- result that stands.
    select match.id, match.season_id, match.state, match.deadline, match.live_at, match.outcome, match.ended_by,
      side.contestant, side.player_id, side.opponent_id, side.standing_id, side.faction, side.win, side.draw, side.loss,
      side.accepted_at, side.report, side.aborted,
      coalesce(done.decided, 0) as decided, coalesce(done.undone, 0) as undone, done.result
    from matches match
    join match_players side on side.match_id = match.id
    left join (
      select match_id, standing_id,
        count(*) filter (where kind = 'match') as decided,
        count(*) filter (where kind = 'undo') as undone,
        (array_agg(ledger.result order by id desc) filter (where kind = 'match'))[1] as result
      from ledger where match_id is not null group by match_id, standing_id
    ) done on done.match_id = match.id and done.standing_id = side.standing_id
  ),
  pairs as materialized (
    select first.*, second.player_id as other_player, second.opponent_id as other_opponent,
      (second.win, second.draw, second.loss) as other_stakes, second.accepted_at as other_accepted_at,
      second.report as other_report, second.aborted as other_aborted, second.decided as other_decided,
      second.undone as other_undone, second.result as other_result
    from sides first join sides second on second.id = first.id and second.contestant = 'second'
    where first.contestant = 'first'
  )
  select * from ledger_faults()

  -- Two players, and what is at stake between them.
  union all
  select 'match', match.id, format('has %s players instead of a first and a second one', count(side.contestant))
  from matches match left join match_players side on side.match_id = match.id
  group by match.id
  having count(*) filter (where side.contestant = 'first') <> 1 or count(*) filter (where side.contestant = 'second') <> 1

  union all
  select 'match', id, format('has %s and %s, who are not each other''s opponents', player_id, other_player)
  from pairs where player_id <> other_opponent or opponent_id <> other_player

  union all
  select 'match', id, format('has stakes that are not opposite: %s and %s', (win, draw, loss), other_stakes)
  from pairs where (-loss, -draw, -win) <> other_stakes

  union all
  select 'match', side.id, format('has %s with standing %s, which is not his for %s in this season',
    side.player_id, side.standing_id, side.faction)
  from sides side
  left join standings standing on standing.id = side.standing_id
  where (standing.season_id, standing.player_id, standing.faction)
    is distinct from (side.season_id, side.player_id, side.faction)

  -- Its state, and how it came to it.
  union all
  select 'match', id, format('is %s, with %s', state, coalesce('a deadline of ' || deadline, 'no deadline'))
  from matches where (state in ('proposed', 'live', 'disputed')) <> (deadline is not null)

  union all
  select 'match', match.id, format('is %s in a season that is closed', match.state)
  from matches match join seasons season on season.id = match.season_id
  where match.state in ('proposed', 'live', 'disputed') and season.closed_at is not null

  union all
  select 'match', id, format('is %s, %s', state, case when live_at is null then 'never live' else 'and was live' end)
  from matches
  where case when state in ('proposed', 'expired') then live_at is not null
    when state = 'void' then false
    else live_at is null end

  union all
  select 'match', id, format('%s, but %s accepted it', case when live_at is null then 'never was live' else 'was live' end,
    case when live_at is null then 'both' else 'not both' end)
  from pairs where (live_at is not null) <> (accepted_at is not null and other_accepted_at is not null)

  union all
  -- Who declined or aborted it.
  select 'match', id, format('is %s by %s, and %s of them ended it', state, coalesce(ended_by, 'nobody yet'),
    aborted::int + other_aborted::int)
  from pairs
  where aborted::int + other_aborted::int <> coalesce(ended_by = 'player', false)::int
    or (state = 'aborted' and ended_by <> 'player')

  union all
  select 'match', id, format('was decided by %s, which are %s and %s', ended_by,
    coalesce(report, 'none'), coalesce(other_report, 'none'))
  from pairs
  where state = 'decided' and case ended_by
    when 'reports' then report is distinct from result_for(outcome, 'first') or other_report is distinct from result_for(outcome, 'second')
    when 'one-report' then num_nonnulls(report, other_report) <> 1
      or coalesce(report, result_for(outcome, 'first')) is distinct from result_for(outcome, 'first')
      or coalesce(other_report, result_for(outcome, 'second')) is distinct from result_for(outcome, 'second')
    when 'staff' then false
    else true end

  union all
  select 'match', id, format('is disputed, and the reports are %s and %s',
    coalesce(report, 'none'), coalesce(other_report, 'none'))
  from pairs
  where state = 'disputed'
    and coalesce((report, other_report) in (('win', 'loss'), ('loss', 'win'), ('draw', 'draw')), true)

  -- What it did to the ratings.
  union all
  select 'match', id, format('is %s, but counts %s times for %s', state, decided - undone, player_id)
  from sides where decided - undone <> (state = 'decided')::int

  union all
  select 'match', id, format('is won by %s, the ledger has %s and %s', outcome, result, other_result)
  from pairs
  where state = 'decided'
    and (result, other_result) is distinct from (result_for(outcome, 'first'), result_for(outcome, 'second'))

  union all
  select 'ledger', row.id, format('counts match %s for standing %s, which is not in it', row.match_id, row.standing_id)
  from ledger row
  where row.match_id is not null and not exists (
    select from match_players side where side.match_id = row.match_id and side.standing_id = row.standing_id
  )

  -- Where players are.
  union all
  select 'match', side.id, format('is %s, and %s is elsewhere', side.state, side.player_id)
  from sides side left join places place on place.player_id = side.player_id
  where side.state in ('proposed', 'live') and place.match_id is distinct from side.id

  union all
  select 'place', place.player_id, format('is in match %s, which is %s%s', place.match_id, match.state,
    case when side.player_id is null then ' and not his' when match.season_id <> place.season_id
      then ' and of another season' else '' end)
  from places place
  join matches match on match.id = place.match_id
  left join match_players side on side.match_id = place.match_id and side.player_id = place.player_id
  where match.state not in ('proposed', 'live') or side.player_id is null or match.season_id <> place.season_id

  union all
  select 'place', place.player_id, format('waits in season %s, which is closed', place.season_id)
  from places place join seasons season on season.id = place.season_id
  where place.match_id is null and season.closed_at is not null

  -- What was said of it: as often as it happened, where the outbox still knows of it from its offer on (what is old is
  -- taken out of it, and a made-up season says nothing); never more often.
  union all
  select 'match', pair.id, format('was decided %s times and undone %s times, but announced %s and %s times',
    pair.decided, pair.undone, said.results, said.undone)
  from pairs pair
  join (
    select match_id, count(*) filter (where kind = 'result') as results,
      count(*) filter (where kind = 'result-undone') as undone, min(created_at) filter (where kind = 'match') as shown_at
    from outbox where match_id is not null group by match_id
  ) said on said.match_id = pair.id
  where said.results > pair.decided or said.undone > pair.undone
    or ((pair.decided, pair.undone) <> (said.results, said.undone) and said.shown_at <= pair.live_at)

  union all
  select 'outbox', id, format('is for %s', case when player_id is null then 'nobody' else 'two readers' end)
  from outbox where (player_id is null) = (channel is null)
$$;

-- migrate:down
drop function ladder_faults, result_for;
