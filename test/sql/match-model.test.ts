// The functions that act on matches against the pure match of src/ladder/match.ts: every state that can be reached,
// every event, from everybody, before and after what it has for a deadline. The states are found by playing the pure
// match, so none is missing; each case is put into the database, played, read, and taken back.
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isFinal, type Match, matchStates, reminderSeconds } from '../../src/ladder/match.ts';
import type { Actor, MatchEvent, Transition } from '../../src/ladder/match-event.ts';
import { proposedMatch, transition } from '../../src/ladder/match-transition.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import {
  abortedBy,
  both,
  byClock,
  endedBy,
  isCalled,
  type Said,
  saidOf,
  settings,
  sortedSaid,
  whereabouts,
} from './match-model.ts';
import { NOON, openWorld, type World } from './match-world.ts';

let database: ConnectedDatabase;
let client: Client;
let world: World;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
  world = await openWorld(client, 3);
  await client.query(attempt);
  // Each statement of it runs some thousand times: what is planned anew each time is a tenth of all it takes.
  await client.query('set plan_cache_mode = force_generic_plan');
});
afterAll(() => database.drop());

const results = ['win', 'loss', 'draw'] as const;

/** Each kind of event in each of its forms; a new kind does not compile before it is here. */
function eventsOf([first = '', second = '']: readonly string[]): readonly MatchEvent[] {
  const forms: Readonly<Record<MatchEvent['event'], readonly MatchEvent[]>> = {
    accept: [{ event: 'accept' }],
    decline: [{ event: 'decline' }],
    abort: [true, false].flatMap((confirmed) =>
      [0, 1].map((abortsLeft) => ({ event: 'abort', confirmed, abortsLeft }) as const),
    ),
    report: results.map((result) => ({ event: 'report', result })),
    settle: (['first', 'second', 'draw', 'void'] as const).map((outcome) => ({ event: 'settle', outcome })),
    void: [null, first, second].map((banned) => ({ event: 'void', banned })),
    undo: [{ event: 'undo' }],
    remind: [{ event: 'remind' }],
    deadline: [{ event: 'deadline' }],
  };
  return Object.values(forms).flat();
}

const STAFF = '999';

function actorsOf([first = '', second = '', outsider = '']: readonly string[]): readonly Actor[] {
  return [
    ...[first, second, outsider].map((playerId) => ({ playerId, staff: false })),
    { playerId: STAFF, staff: true },
    'clock',
  ];
}

/** What matters of a time: before the reminder, within it, just before the end, at the end. */
function timesOf({ state, deadline }: Match): readonly Date[] {
  if (deadline === null) return [NOON];
  const end = deadline.getTime();
  const reminder = isFinal(state) ? end : end - reminderSeconds(settings)[state] * 1000;
  return [reminder - 1, reminder, end - 1, end].map((time) => new Date(time));
}

/** A match, and whether staff were ever called to it. */
interface Reached {
  readonly match: Match;
  readonly called: boolean;
}

interface Case extends Reached {
  readonly actor: Actor;
  readonly event: MatchEvent;
  readonly now: Date;
  readonly done: Transition;
}

/** Equal for those from which the same follows: who has reported what in a match that is over is not asked any more. */
function nameOf({ match, called }: Reached): string {
  const { state, players, outcome, liveAt, seasonOpen } = match;
  const reminded = !isFinal(state) && match.reminded;
  const two = isFinal(state) ? null : both.map((who) => [players[who].accepted, players[who].report]);
  return JSON.stringify([state, two, outcome, liveAt !== null, seasonOpen, reminded, called]);
}

function everyCase(players: readonly string[]): readonly Case[] {
  const [first = '', second = ''] = players;
  const waiting: Reached[] = [{ match: proposedMatch(first, second, NOON, settings), called: false }];
  const found = new Set(waiting.map(nameOf));
  const cases: Case[] = [];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const reached: Reached[] = [];
    if (isFinal(next.match.state) && next.match.seasonOpen) {
      reached.push({ ...next, match: { ...next.match, seasonOpen: false } });
    }
    for (const now of timesOf(next.match)) {
      for (const actor of actorsOf(players)) {
        for (const event of eventsOf(players)) {
          const done = transition(next.match, actor, event, now, settings);
          cases.push({ ...next, actor, event, now, done });
          if (done.ok) reached.push({ match: done.match, called: isCalled(next.called, done.effects) });
        }
      }
    }
    for (const one of reached) {
      if (found.has(nameOf(one))) continue;
      found.add(nameOf(one));
      waiting.push(one);
    }
  }
  return cases;
}

/** Only what the database is asked: that players do not act as staff, and nobody as the clock, is the commands'. */
function asked({ actor, event }: Case): boolean {
  switch (event.event) {
    case 'accept':
    case 'decline':
    case 'abort':
    case 'report':
      // To a match that is not his, staff are an outsider.
      return actor !== 'clock' && !actor.staff;
    case 'settle':
    case 'void':
    case 'undo':
      return actor !== 'clock' && actor.staff;
    case 'remind':
    case 'deadline':
      return actor === 'clock';
  }
}

interface Expected {
  readonly refusal: string | null;
  readonly refusalState: string | null;
  readonly refusalResult: string | null;
  readonly refusalAt: string | null;
  readonly abortsLeft: number | null;
  readonly aborted: readonly boolean[];
  readonly state: string;
  readonly deadline: string | null;
  readonly reminded: boolean;
  readonly liveAt: string | null;
  readonly outcome: string | null;
  readonly endedBy: string | null;
  readonly accepted: readonly boolean[];
  readonly reports: readonly (string | null)[];
  readonly places: readonly string[];
  readonly moved: readonly number[];
  readonly said: readonly string[];
}

const STAKES = { win: 17, draw: -3, loss: -23 } as const;

function expectedOf({ match, called, actor, event, now, done: asTold }: Case): Expected {
  const done = event.event === 'remind' || event.event === 'deadline' ? byClock(match, now) : asTold;
  const after = done.ok ? done.match : match;
  const effects = done.ok ? done.effects : [];
  const where = whereabouts(match, done);
  const outcome = effects.flatMap((one) =>
    one.effect === 'decided' ? [one.outcome] : one.effect === 'undone' ? [match.outcome] : [],
  )[0];
  const sign = effects.some(({ effect }) => effect === 'undone') ? -1 : 1;
  const won = outcome === 'first' ? STAKES.win : outcome === 'second' ? STAKES.loss : STAKES.draw;
  const moved = outcome ? sign * won : 0;
  // The clock is not told why nothing was due.
  const refused = done.ok || actor === 'clock' ? null : done;
  const asking = effects.find((one) => one.effect === 'abort-asked' || one.effect === 'aborted');
  return {
    refusal: refused?.reason ?? null,
    refusalState: refused?.reason === 'match-over' ? refused.state : null,
    refusalResult: refused?.reason === 'already-reported' ? refused.result : null,
    refusalAt:
      refused?.reason === 'deadline-passed'
        ? refused.at.toISOString()
        : refused?.reason === 'no-aborts-left'
          ? refused.refillsAt.toISOString()
          : null,
    abortsLeft: asking ? asking.abortsLeft : refused?.reason === 'no-aborts-left' ? 0 : null,
    aborted: both.map((who) => abortedBy(effects, event) === who),
    state: after.state,
    deadline: after.deadline?.toISOString() ?? null,
    reminded: after.reminded,
    liveAt: after.liveAt?.toISOString() ?? null,
    outcome: after.outcome,
    endedBy: endedBy(effects, event) ?? (match.deadline === null ? 'staff' : null),
    accepted: both.map((who) => after.players[who].accepted),
    reports: both.map((who) => after.players[who].report),
    places: both.map((who) => where?.[who] ?? 'nowhere'),
    moved: moved === 0 ? [0, 0] : [moved, -moved],
    said: sortedSaid(saidOf(effects, match, actor, event, called)),
  };
}

/** Puts a match there; lets each event happen to it, reads everything, and takes it back; at the end the match, too. */
const attempt = `
create function pg_temp.attempt(world jsonb, given jsonb, events jsonb) returns jsonb language plpgsql as $$
declare
  season int := (world ->> 'season')::int;
  one bigint := (world ->> 'first')::bigint;
  other bigint := (world ->> 'second')::bigint;
  now timestamptz;
  standing bigint[];
  match bigint;
  answer jsonb;
  before int[];
  last_said bigint;
  seen jsonb;
  all_seen jsonb[] := '{}';
begin
  with made as (
    insert into standings (season_id, player_id, faction) values (season, one, 'bw-zerg'), (season, other, 'sc2-zerg')
    returning id
  )
  select array_agg(id order by id) into standing from made;
  insert into matches (season_id, state, wave_at, deadline, reminded, live_at, outcome, ended_at, ended_by)
  values (season, given ->> 'state', $1, (given ->> 'deadline')::timestamptz, (given ->> 'reminded')::boolean,
    (given ->> 'liveAt')::timestamptz, given ->> 'outcome',
    case when given ->> 'deadline' is null then $1 end, case when given ->> 'deadline' is null then 'staff' end)
  returning id into match;
  insert into match_players (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss,
    accepted_at, report)
  values
    (match, 'first', one, other, standing[1], 'bw-zerg', 1500, 17, -3, -23,
      case when (given #>> '{accepted,0}')::boolean then $1 end, given #>> '{reports,0}'),
    (match, 'second', other, one, standing[2], 'sc2-zerg', 1500, 23, 3, -17,
      case when (given #>> '{accepted,1}')::boolean then $1 end, given #>> '{reports,1}');
  if given ->> 'state' in ('proposed', 'live') then
    insert into places (player_id, season_id, match_id, factions, vetoes, joined_at, ends_at)
    select id, season, match, '{bw-zerg}', '{}', $1, $1 + interval '3 days' from unnest(array[one, other]) id;
  end if;
  if given ->> 'state' = 'decided' then
    insert into ledger (standing_id, match_id, kind, result, before, delta, after, at)
    select standing[1], match, 'match', result, 1500, moved, 1500 + moved, $1
      from (values ('first', 'win', 17), ('second', 'loss', -23), ('draw', 'draw', -3)) v (outcome, result, moved)
      where outcome = given ->> 'outcome'
    union all
    select standing[2], match, 'match', result, 1500, moved, 1500 + moved, $1
      from (values ('first', 'loss', -17), ('second', 'win', 23), ('draw', 'draw', 3)) v (outcome, result, moved)
      where outcome = given ->> 'outcome';
  end if;
  if (given ->> 'called')::boolean then
    perform say('dispute', null, 'staff', match, $1);
  end if;
  if not (given ->> 'seasonOpen')::boolean then
    update seasons set closed_at = $1 where id = season;
  end if;
  select array_agg(rating order by id) into before from standings where id = any(standing);
  select coalesce(max(id), 0) into last_said from outbox;

  for given in select event from jsonb_array_elements(events) with ordinality as e (event, turn) order by turn loop
    begin
      now := (given ->> 'now')::timestamptz;
      answer := null;
      seen := null;
      update players set aborts_month = date_trunc('month', now at time zone 'UTC')::date,
        aborts_used = (given ->> 'abortsPerMonth')::int - (given ->> 'abortsLeft')::int
        where id = (given ->> 'player')::bigint and given ->> 'abortsLeft' is not null;

      if given ->> 'as' = 'player' then
        select to_jsonb(did) into answer from match_act(match, (given ->> 'player')::bigint, given ->> 'event',
          given ->> 'result', (given ->> 'confirmed')::boolean, now, (given ->> 'reportMinutes')::int,
          (given ->> 'disputeHours')::int, (given ->> 'abortsPerMonth')::int) did;
      elsif given ->> 'as' = 'staff' then
        select to_jsonb(did) into answer
        from match_staff(match, given ->> 'event', given ->> 'winner', (given ->> 'banned')::bigint, now) did;
      else
        perform matches_run_out(now, (given #>> '{reminders,proposed}')::int, (given #>> '{reminders,live}')::int,
          (given #>> '{reminders,disputed}')::int);
      end if;

      select jsonb_build_object(
        'answer', answer,
        'match', to_jsonb(m),
        'accepted', (select jsonb_agg(accepted_at is not null order by contestant) from match_players where match_id = m.id),
        'aborted', (select jsonb_agg(aborted order by contestant) from match_players where match_id = m.id),
        'reports', (select jsonb_agg(report order by contestant) from match_players where match_id = m.id),
        'places', (
          select jsonb_agg(case when place.player_id is null then 'nowhere' when place.match_id is null then 'waits'
            when place.match_id = m.id then 'match' else 'elsewhere' end order by turn)
          from unnest(array[one, other]) with ordinality as two (id, turn) left join places place on place.player_id = two.id
        ),
        'strangers', (select count(*) from places where player_id not in (one, other)),
        'moved', (select jsonb_agg(rating - before[turn] order by turn)
          from unnest(standing) with ordinality as two (id, turn) join standings using (id)),
        'said', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'kind', kind,
            'reader', case player_id when one then 'first' when other then 'second' else channel end,
            'by', details ->> 'by') order by id), '[]')
          from outbox where id > last_said and match_id = m.id
        )
      ) into seen from matches m where m.id = match;
      raise exception 'what happened is taken back' using errcode = 'TT000';
    exception when sqlstate 'TT000' then
      all_seen := all_seen || seen;
    end;
  end loop;
  raise exception 'all of it is taken back' using errcode = 'TT001';
exception when sqlstate 'TT001' then
  return to_jsonb(all_seen);
end $$`.replaceAll('$1', `'${NOON.toISOString()}'::timestamptz`);

interface Seen {
  readonly answer: Readonly<Record<string, string | number | null>> | null;
  readonly match: Readonly<Record<string, unknown>>;
  readonly accepted: readonly boolean[];
  readonly aborted: readonly boolean[];
  readonly reports: readonly (string | null)[];
  readonly places: readonly string[];
  readonly strangers: number;
  readonly moved: readonly number[];
  readonly said: readonly (Said & { readonly by: string | null })[];
}

function givenOf({ match, called, actor, event, now }: Case) {
  return {
    ...settings,
    ...match,
    called,
    now,
    reminders: reminderSeconds(settings),
    accepted: both.map((who) => match.players[who].accepted),
    reports: both.map((who) => match.players[who].report),
    as: actor === 'clock' ? 'clock' : ['settle', 'void', 'undo'].includes(event.event) ? 'staff' : 'player',
    player: actor === 'clock' ? null : actor.playerId,
    event: event.event,
    result: event.event === 'report' ? event.result : null,
    confirmed: event.event === 'abort' ? event.confirmed : null,
    abortsLeft: event.event === 'abort' ? event.abortsLeft : null,
    winner: event.event === 'settle' ? event.outcome : null,
    banned: event.event === 'void' ? event.banned : null,
  };
}

function seenOf({
  answer,
  match,
  accepted,
  aborted,
  reports,
  places,
  strangers,
  moved,
  said,
}: Seen): Expected {
  const time = (value: unknown) => (typeof value === 'string' ? new Date(value).toISOString() : null);
  const field = (name: string) => answer?.[name] ?? null;
  return {
    refusal: field('refusal') as string | null,
    // It is told with every refusal of staff, and asked for with this one.
    refusalState: field('refusal') === 'match-over' ? (field('refusal_state') as string) : null,
    refusalResult: field('refusal_result') as string | null,
    refusalAt: time(field('refusal_at')),
    abortsLeft: field('aborts_left') as number | null,
    aborted,
    state: String(match['state']),
    deadline: time(match['deadline']),
    reminded: Boolean(match['reminded']),
    liveAt: time(match['live_at']),
    outcome: match['outcome'] as string | null,
    endedBy: match['ended_by'] as string | null,
    accepted,
    reports,
    places: strangers > 0 ? ['a stranger has a place'] : places,
    moved,
    said: sortedSaid(said.map(({ by, ...row }) => ({ ...row, ...(by && { by }) }))),
  };
}

/** In their order, those of one match together: to put it there takes longer than what happens to it. */
function byMatch(cases: readonly Case[]): readonly (readonly [Case, ...Case[]])[] {
  const groups: [Case, ...Case[]][] = [];
  for (const one of cases) {
    const last = groups.at(-1);
    if (last && last[0].match === one.match && last[0].called === one.called) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

async function play(cases: readonly Case[]): Promise<readonly Seen[]> {
  const [first, second] = world.players;
  const seen: Seen[] = [];
  for (const group of byMatch(cases)) {
    const { rows } = await client.query<{ seen: readonly Seen[] }>(
      'select pg_temp.attempt($1, $2, $3) as seen',
      [{ season: world.season, first, second }, givenOf(group[0]), JSON.stringify(group.map(givenOf))],
    );
    seen.push(...(rows[0]?.seen ?? []));
    // What was taken back is still stepped over until it is swept up.
    await client.query(
      'vacuum players, seasons, matches, match_players, places, standings, standing_counts, ledger, outbox',
    );
  }
  return seen;
}

test('every event in every state does in the database what the pure match says', {
  timeout: 120_000,
}, async () => {
  const every = everyCase(world.players);
  expect(new Set(every.map(({ match }) => match.state))).toEqual(new Set(matchStates));

  const cases = every.filter(asked);
  const seen = await play(cases);
  const wrong = cases.flatMap((one, index) => {
    const expected = expectedOf(one);
    const got = seen[index];
    const actual = got ? seenOf(got) : null;
    if (JSON.stringify(actual) === JSON.stringify(expected)) return [];
    return [{ case: givenOf(one), expected, actual }];
  });
  expect(wrong.slice(0, 3), `${wrong.length} of ${cases.length} differ`).toEqual([]);

  // Whoever may not ask is refused by the pure match: none of the cases left out would have changed anything.
  const left = every.filter((one) => !asked(one));
  expect(new Set(left.map(({ done }) => (done.ok ? 'done' : done.reason)))).toEqual(
    new Set(['not-in-match', 'staff-only', 'not-due']),
  );
});
