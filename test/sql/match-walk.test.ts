// Long random walks of a few players through many matches, in the database and in the pure match beside each other:
// after every step both worlds are the same, whoever acts on whatever match, however old it is. Ratings begin low, so
// that losses meet zero.
import fc from 'fast-check';
import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AbortsUsed, abortsLeft, monthOf } from '../../src/ladder/abort-quota.ts';
import type { Contestant, Match, Outcome } from '../../src/ladder/match.ts';
import type { Actor, MatchEvent, Transition } from '../../src/ladder/match-event.ts';
import { proposedMatch, transition } from '../../src/ladder/match-transition.ts';
import type { Result } from '../../src/ladder/rating.ts';
import type { MatchEnd } from '../../src/ladder/seen-match.ts';
import { type ConnectedDatabase, connectedDatabase } from '../database.ts';
import { DRAWS, draws } from '../draws.ts';
import { ladderFaults } from '../ladder-faults.ts';
import {
  abortedBy,
  both,
  byClock,
  endedBy,
  isCalled,
  type Said,
  saidOf,
  settings,
  whereabouts,
} from './match-model.ts';
import {
  act,
  NOON,
  openWorld,
  type Pair,
  pair,
  runOut,
  settle,
  type World,
  waits,
  writeWave,
} from './match-world.ts';

const PLAYERS = 4;
const START_RATING = 25;
const FACTIONS = ['bw-zerg', 'sc2-zerg'] as const;

let database: ConnectedDatabase;
let client: Client;
beforeAll(async () => {
  database = await connectedDatabase();
  ({ client } = database);
});
afterAll(() => database.drop());

interface Played {
  match: Match;
  readonly pairing: Pair;
  called: boolean;
  endedBy: MatchEnd | null;
  abortedBy: Contestant | null;
  /** What it has done to the first one's rating. */
  moved: number;
}

/** What the database must be, by the pure match. */
class Expected {
  now = NOON;
  readonly matches = new Map<string, Played>();
  /** A match, 'waits', or nothing. */
  readonly places = new Map<string, string>();
  readonly ratings = new Map<string, number>();
  readonly aborts = new Map<string, AbortsUsed>();
  /** What has moved each rating and still counts, in its order. */
  readonly #moves = new Map<string, Move[]>();
  said: string[] = [];

  rating(player: string, faction: string): number {
    return this.ratings.get(`${player} ${faction}`) ?? START_RATING;
  }

  propose(id: string, pairing: Pair): void {
    const { first, second } = pairing;
    const match = proposedMatch(first.player, second.player, this.now, settings);
    this.matches.set(id, { match, pairing, called: false, endedBy: null, abortedBy: null, moved: 0 });
    for (const { player, faction, rating } of [first, second]) {
      this.places.set(player, id);
      this.ratings.set(`${player} ${faction}`, rating);
      this.said.push(`${id} match ${player} -`);
    }
  }

  apply(id: string, played: Played, done: Transition, actor: Actor, event: MatchEvent): void {
    if (!done.ok) return;
    const { match: before, pairing } = played;
    played.called = isCalled(played.called, done.effects);
    const where = whereabouts(before, done);
    for (const who of both) {
      const place = where?.[who];
      if (place === 'waits') this.places.set(pairing[who].player, 'waits');
      if (place === 'nowhere') this.places.delete(pairing[who].player);
    }
    for (const effect of done.effects) {
      if (effect.effect === 'decided') this.#move(id, played, this.#stake(pairing, effect.outcome));
      if (effect.effect === 'undone') this.#move(id, played, -played.moved, true);
      if (effect.effect === 'aborted') {
        const used = settings.abortsPerMonth - effect.abortsLeft;
        this.aborts.set(pairing[effect.who].player, { month: monthOf(this.now), used });
      }
    }
    const called = before.state === 'disputed' || played.called;
    const told = saidOf(done.effects, before, actor, event, called && this.#wasCalled(done));
    for (const one of told) this.said.push(this.#row(id, pairing, one));
    played.match = done.match;
    played.abortedBy = abortedBy(done.effects, event) ?? played.abortedBy;
    played.endedBy = endedBy(done.effects, event) ?? played.endedBy;
  }

  /** Called by this very event, the dispute's row is the call itself. */
  #wasCalled(done: Transition): boolean {
    return !(done.ok && done.effects.some(({ effect }) => effect === 'disputed'));
  }

  #row(id: string, pairing: Pair, { kind, reader, by }: Said): string {
    const who = reader === 'match' || reader === 'staff' ? reader : pairing[reader].player;
    return `${id} ${kind} ${who} ${by ?? '-'}`;
  }

  #stake({ first }: Pair, outcome: Outcome): number {
    return outcome === 'draw' ? first.draw : outcome === 'first' ? first.win : first.loss;
  }

  /** Points only change hands, and nobody has less than none. */
  #move(id: string, played: Played, by: number, undoes = false): void {
    const { first, second } = played.pairing;
    const [own, theirs] = [
      this.rating(first.player, first.faction),
      this.rating(second.player, second.faction),
    ];
    const moved = Math.max(-own, Math.min(by, theirs));
    this.change(`${first.player} ${first.faction}`, own + moved, id, undoes);
    this.change(`${second.player} ${second.faction}`, theirs - moved, id, undoes);
    played.moved = moved;
  }

  /** `match`: null where it is none. What is undone was not; what could not be given back is of the undoing. */
  change(who: string, rating: number, match: string | null, undoes = false): void {
    const moves = this.#moves.get(who) ?? [];
    const taken = undoes ? moves.findLast((move) => move.match === match) : undefined;
    const by = rating - (this.ratings.get(who) ?? START_RATING);
    moves.push({ match: undoes ? null : match, by: by + (taken?.by ?? 0) });
    if (taken) taken.by = 0;
    this.#moves.set(who, moves);
    this.ratings.set(who, rating);
  }

  peak(who: string): number {
    let rating = START_RATING;
    return Math.max(rating, ...(this.#moves.get(who) ?? []).map(({ by }) => (rating += by)));
  }
}

interface Move {
  readonly match: string | null;
  by: number;
}

type Step =
  | {
      readonly step: 'pair';
      readonly one: number;
      readonly other: number;
      readonly swapped: boolean;
      readonly live: boolean;
    }
  | {
      readonly step: 'play';
      readonly back: number;
      readonly who: Contestant | 'outsider';
      readonly event: 'accept' | 'decline' | 'abort' | 'report';
      readonly result: Result;
      readonly confirmed: boolean;
      /** What comes next in a match, from whom it is awaited. */
      readonly awaited: boolean;
    }
  | {
      readonly step: 'staff';
      readonly back: number;
      readonly event: 'settle' | 'void' | 'undo';
      readonly outcome: Outcome | 'void';
      readonly banned: Contestant | null;
    }
  | { readonly step: 'pass'; readonly seconds: number; readonly clock: boolean }
  | { readonly step: 'fall'; readonly player: number; readonly faction: 0 | 1; readonly to: number };

const back = fc.nat({ max: 4 }).map((value) => Math.max(0, value - 2));
const play = fc.record({
  step: fc.constant('play' as const),
  back,
  who: fc.constantFrom('first', 'first', 'first', 'second', 'second', 'second', 'outsider' as const),
  event: fc.constantFrom('accept', 'report', 'decline', 'abort' as const),
  result: fc.constantFrom('win', 'loss', 'draw' as const),
  confirmed: fc.boolean(),
  awaited: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant('pair' as const),
      one: fc.nat({ max: PLAYERS - 1 }),
      other: fc.nat({ max: PLAYERS - 1 }),
      swapped: fc.boolean(),
      live: fc.boolean(),
    }),
  },
  { weight: 12, arbitrary: play as fc.Arbitrary<Step> },
  {
    weight: 3,
    arbitrary: fc.record({
      step: fc.constant('staff' as const),
      back,
      event: fc.constantFrom('settle', 'settle', 'void', 'undo' as const),
      outcome: fc.constantFrom('first', 'second', 'draw', 'void' as const),
      banned: fc.constantFrom(null, 'first', 'second' as const),
    }) as fc.Arbitrary<Step>,
  },
  {
    weight: 2,
    arbitrary: fc.record({
      step: fc.constant('pass' as const),
      seconds: fc.constantFrom(1, 15, 41, 60, 3600, 7200, 7200, 3 * 24 * 3600),
      clock: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      step: fc.constant('fall' as const),
      player: fc.nat({ max: PLAYERS - 1 }),
      faction: fc.constantFrom(0, 1),
      to: fc.constantFrom(0, 3, START_RATING, 60),
    }) as fc.Arbitrary<Step>,
  },
);

const opposite = { win: 'loss', loss: 'win', draw: 'draw' } as const;

async function take(one: Step, world: World, expected: Expected): Promise<void> {
  switch (one.step) {
    case 'pair': {
      const accept = {
        step: 'play',
        back: 0,
        event: 'accept',
        result: 'draw',
        confirmed: true,
        awaited: false,
      } as const;
      await bringTogether(one, world, expected);
      if (!one.live) return;
      await take({ ...accept, who: 'first' }, world, expected);
      return take({ ...accept, who: 'second' }, world, expected);
    }
    case 'play': {
      const found = nth(expected, one.back);
      if (!found) return;
      const { match } = found.played;
      const { who, event } = one.awaited ? awaitedIn(match, one) : one;
      const outsider = world.players.find((id) => both.every((who) => match.players[who].playerId !== id));
      const player = who === 'outsider' ? (outsider ?? '') : match.players[who].playerId;
      const left = abortsLeft(expected.aborts.get(player) ?? null, expected.now, settings.abortsPerMonth);
      const { confirmed } = one;
      const theirs = match.players[who === 'first' ? 'second' : 'first'].report;
      // As likely as not he agrees with what the other has said.
      const result = confirmed && theirs ? opposite[theirs] : one.result;
      const played: MatchEvent =
        event === 'abort'
          ? { event, confirmed, abortsLeft: left }
          : event === 'report'
            ? { event, result }
            : { event };
      const actor = { playerId: player, staff: false };
      const done = transition(match, actor, played, expected.now, settings);
      const answer = await act(client, found.id, player, event, expected.now, {
        result: event === 'report' ? result : null,
        confirmed,
      });
      expect(answer?.refusal ?? null).toBe(done.ok ? null : done.reason);
      return expected.apply(found.id, found.played, done, actor, played);
    }
    case 'staff': {
      const found = nth(expected, one.back);
      if (!found) return;
      const { match } = found.played;
      const banned = one.event === 'void' && one.banned ? match.players[one.banned].playerId : null;
      const event: MatchEvent =
        one.event === 'settle'
          ? { event: 'settle', outcome: one.outcome }
          : one.event === 'void'
            ? { event: 'void', banned }
            : { event: 'undo' };
      const actor = { playerId: '999', staff: true };
      const done = transition(match, actor, event, expected.now, settings);
      const winner = one.event === 'settle' ? one.outcome : null;
      const answer = await settle(client, found.id, one.event, expected.now, { winner, banned });
      expect(answer?.refusal ?? null).toBe(done.ok ? null : done.reason);
      return expected.apply(found.id, found.played, done, actor, event);
    }
    case 'pass': {
      expected.now = new Date(expected.now.getTime() + one.seconds * 1000);
      if (!one.clock) return;
      await runOut(client, expected.now);
      for (const [id, played] of expected.matches) {
        expected.apply(id, played, byClock(played.match, expected.now), 'clock', { event: 'deadline' });
      }
      return;
    }
    case 'fall': {
      const [player, faction] = [world.players[one.player] ?? '', FACTIONS[one.faction]];
      if (!expected.ratings.has(`${player} ${faction}`)) return;
      await client.query(
        `insert into ledger (standing_id, kind, before, delta, after, at)
         select id, 'adjustment', rating, $3 - rating, $3, $4 from standings
         where player_id = $1 and faction = $2 and season_id = $5`,
        [player, faction, one.to, expected.now, world.season],
      );
      expected.change(`${player} ${faction}`, one.to, null);
    }
  }
}

function awaitedIn(
  { state, players }: Match,
  otherwise: Pick<Extract<Step, { step: 'play' }>, 'who' | 'event'>,
) {
  const waiting = (done: (who: Contestant) => boolean) => both.find((who) => !done(who)) ?? otherwise.who;
  if (state === 'proposed') return { who: waiting((who) => players[who].accepted), event: 'accept' as const };
  if (state === 'live')
    return { who: waiting((who) => players[who].report !== null), event: 'report' as const };
  return otherwise;
}

async function bringTogether(
  { one, other, swapped }: Extract<Step, { step: 'pair' }>,
  world: World,
  expected: Expected,
): Promise<void> {
  const players = [world.players[one] ?? '', world.players[other] ?? ''] as const;
  for (const player of players) {
    if (expected.places.has(player)) continue;
    await waits(client, world, player, FACTIONS, expected.now);
    expected.places.set(player, 'waits');
  }
  const factions = swapped ? ([FACTIONS[1], FACTIONS[0]] as const) : FACTIONS;
  const seat = (turn: 0 | 1) => ({
    player: players[turn],
    faction: factions[turn],
    rating: expected.rating(players[turn], factions[turn]),
  });
  const pairing = pair(seat(0), seat(1));
  const made = await writeWave(client, world, [pairing], expected.now);
  const free = one !== other && players.every((player) => expected.places.get(player) === 'waits');
  expect(made).toBe(free ? 1 : 0);
  if (!free) return;
  const { rows } = await client.query<{ id: string }>('select max(id) as id from matches');
  expected.propose(rows[0]?.id ?? '', pairing);
}

function nth({ matches }: Expected, which: number): { id: string; played: Played } | null {
  const [id, played] = [...matches].at(-1 - which) ?? [];
  return id && played ? { id, played } : null;
}

function worldOf(expected: Expected) {
  const { matches, places, ratings, aborts, said } = expected;
  return {
    matches: [...matches].map(([id, { match, endedBy: by, abortedBy }]) => ({
      id,
      state: match.state,
      deadline: match.deadline?.getTime() ?? null,
      live: match.liveAt?.getTime() ?? null,
      reminded: match.reminded,
      outcome: match.outcome,
      by,
      players: both.map((who) => ({
        player: match.players[who].playerId,
        accepted: match.players[who].accepted,
        report: match.players[who].report,
        aborted: abortedBy === who,
      })),
    })),
    places: [...places].map(([player, place]) => `${player} ${place}`).sort(),
    ratings: [...ratings].map(([who, rating]) => `${who} ${rating}, at most ${expected.peak(who)}`).sort(),
    aborts: [...aborts].map(([who, { month, used }]) => `${who} ${month.getTime()} ${used}`).sort(),
    said: [...said].sort(),
  };
}

/** The same, as the database has it; what was said since `after`. */
async function seenWorld({ season, players }: World, after: string) {
  const { rows } = await client.query<{ world: ReturnType<typeof worldOf>; last: string }>(
    `select jsonb_build_object(
      'matches', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id::text, 'state', m.state, 'deadline', extract(epoch from m.deadline) * 1000,
        'live', extract(epoch from m.live_at) * 1000, 'reminded', m.reminded, 'outcome', m.outcome, 'by', m.ended_by,
        'players', (select jsonb_agg(jsonb_build_object('player', player_id::text, 'accepted', accepted_at is not null,
          'report', report, 'aborted', aborted) order by contestant) from match_players where match_id = m.id)
        ) order by m.id), '[]') from matches m where m.season_id = $1),
      'places', (select coalesce(jsonb_agg(player_id || ' ' || coalesce(match_id::text, 'waits')), '[]')
        from places where season_id = $1),
      'ratings', (select coalesce(jsonb_agg(player_id || ' ' || faction || ' ' || rating || ', at most ' || peak), '[]')
        from standings where season_id = $1),
      'aborts', (select coalesce(jsonb_agg(id || ' ' ||
          extract(epoch from aborts_month::timestamp at time zone 'UTC')::bigint * 1000 || ' ' || aborts_used), '[]')
        from players where id = any($2) and aborts_used > 0),
      'said', (select coalesce(jsonb_agg(match_id || ' ' || kind || ' ' || coalesce(player_id::text, channel) || ' ' ||
        coalesce(details ->> 'by', '-')), '[]') from outbox where id > $3 and match_id in (select id from matches where season_id = $1))
    ) as world, (select coalesce(max(id), 0) from outbox) as last`,
    [season, players, after],
  );
  const [row] = rows;
  if (!row) throw new Error('no world');
  const { world, last } = row;
  const { places, ratings, aborts, said } = world;
  return {
    ...world,
    last,
    places: places.sort(),
    ratings: ratings.sort(),
    aborts: aborts.sort(),
    said: said.sort(),
  };
}

test('whatever happens, and in whatever order, the database is what the pure match says', {
  timeout: 120_000 * DRAWS,
}, async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80, size: 'max' }), async (steps) => {
      const world = await openWorld(client, PLAYERS, START_RATING);
      const expected = new Expected();
      let after = '0';
      for (const one of steps) {
        expected.said = [];
        await take(one, world, expected);
        const { last, ...seen } = await seenWorld(world, after);
        after = last;
        expect(seen, JSON.stringify(one)).toEqual(worldOf(expected));
        for (const { match, endedBy: by } of expected.matches.values()) ends.add(`${match.state} ${by}`);
      }
      expect(await ladderFaults(client)).toEqual([]);
    }),
    { ...draws(8, 1), endOnFailure: true },
  );
  // The walks come to everything there is.
  for (const end of [
    'decided reports',
    'decided one-report',
    'decided staff',
    'aborted player',
    'void deadline',
  ]) {
    expect([...ends]).toContain(end);
  }
});
