// What every event does in every situation of a match, from everybody, before and after the deadline. The table below
// must name each combination once: the first tests fail when one is missing or said twice.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { holdsPlayers, isFinal, type Match, reminderSeconds } from '../../src/ladder/match.ts';
import type { Actor, MatchEffect, MatchEvent, Transition } from '../../src/ladder/match-event.ts';
import { proposedMatch, transition } from '../../src/ladder/match-transition.ts';
import { draws } from '../draws.ts';

const settings = scEvo.match;
const START = new Date('2026-11-23T12:00:00Z');
const FIRST = { playerId: '1', staff: false };
const SECOND = { playerId: '2', staff: false };
const STAFF = { playerId: '3', staff: true };

const actors = {
  first: FIRST,
  second: SECOND,
  outsider: { playerId: '4', staff: false },
  staff: STAFF,
  clock: 'clock',
} as const;
type ActorName = keyof typeof actors;

const later = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

function follow(match: Match, at: Date, ...steps: readonly (readonly [Actor, MatchEvent])[]): Match {
  let now = match;
  for (const [actor, event] of steps) {
    const next = transition(now, actor, event, at, settings);
    if (!next.ok) throw new Error(`${event.event} refused: ${next.reason}`);
    now = next.match;
  }
  return now;
}

const accept = { event: 'accept' } as const;
const report = (result: 'win' | 'loss' | 'draw') => ({ event: 'report', result }) as const;
const LIVE_AT = later(START, 10);

const proposed = proposedMatch('1', '2', START, settings);
const accepted = follow(proposed, LIVE_AT, [FIRST, accept]);
const live = follow(accepted, LIVE_AT, [SECOND, accept]);
const reported = follow(live, LIVE_AT, [FIRST, report('win')]);
const disputed = follow(reported, LIVE_AT, [SECOND, report('win')]);
const decided = follow(reported, LIVE_AT, [SECOND, report('loss')]);

const situations = {
  proposed,
  'proposed, first accepted': accepted,
  'proposed, reminded': follow(proposed, later(START, 45), ['clock', { event: 'remind' }]),
  live,
  'live, first reported a win': reported,
  disputed,
  decided,
  aborted: follow(live, LIVE_AT, [FIRST, { event: 'abort', confirmed: true, abortsLeft: 3 }]),
  expired: follow(proposed, later(START, 60), ['clock', { event: 'deadline' }]),
  'void, played': follow(live, LIVE_AT, [STAFF, { event: 'void', banned: null }]),
  'void, never live': follow(proposed, START, [STAFF, { event: 'void', banned: null }]),
  'decided, season closed': { ...decided, seasonOpen: false },
  'void, season closed': { ...follow(decided, LIVE_AT, [STAFF, { event: 'undo' }]), seasonOpen: false },
} as const satisfies Record<string, Match>;
type Situation = keyof typeof situations;

const events = {
  accept,
  decline: { event: 'decline' },
  'abort?': { event: 'abort', confirmed: false, abortsLeft: 2 },
  abort: { event: 'abort', confirmed: true, abortsLeft: 2 },
  'abort, none left': { event: 'abort', confirmed: true, abortsLeft: 0 },
  'report win': report('win'),
  'report loss': report('loss'),
  'report draw': report('draw'),
  'settle first': { event: 'settle', outcome: 'first' },
  'settle void': { event: 'settle', outcome: 'void' },
  void: { event: 'void', banned: null },
  'void, first banned': { event: 'void', banned: '1' },
  undo: { event: 'undo' },
  remind: { event: 'remind' },
  deadline: { event: 'deadline' },
} as const satisfies Record<string, MatchEvent>;
type EventName = keyof typeof events;

/** Just begun; due for a reminder; the last moment; the deadline itself; long after it. Of a final state, all alike. */
const moments = ['early', 'reminder', 'last', 'deadline', 'late'] as const;
type Moment = (typeof moments)[number];

function momentOf(match: Match, moment: Moment): Date {
  const deadline = match.deadline ?? later(START, 60);
  const begun = match.state === 'proposed' ? START : LIVE_AT;
  if (moment === 'early') return begun;
  if (moment === 'reminder') {
    return later(deadline, -(isFinal(match.state) ? 20 : reminderSeconds(settings)[match.state]));
  }
  if (moment === 'last') return new Date(deadline.getTime() - 1);
  return moment === 'deadline' ? deadline : later(deadline, 86_400);
}

/** A refusal's reason, or the state that follows and what is announced. */
type Told = string;

function told(result: Transition): Told {
  if (!result.ok) return result.reason;
  const said = result.effects.map((effect: MatchEffect) => {
    const details = [
      'who' in effect ? effect.who : '',
      'outcome' in effect ? effect.outcome : '',
      'result' in effect ? effect.result : '',
      'by' in effect ? `by ${effect.by}` : '',
      'abortsLeft' in effect ? String(effect.abortsLeft) : '',
    ].filter((detail) => detail !== '');
    return [effect.effect, ...details].join(' ');
  });
  return `${result.match.state}: ${said.join(', ')}`;
}

const everybody = Object.keys(actors) as readonly ActorName[];
const players: readonly ActorName[] = ['first', 'second'];
const whileOpen: readonly Moment[] = ['early', 'reminder', 'last'];
const over: readonly Moment[] = ['deadline', 'late'];

const allSituations = Object.keys(situations) as readonly Situation[];
const proposals = ['proposed', 'proposed, first accepted', 'proposed, reminded'] as const;
const lives = ['live', 'live, first reported a win'] as const;
const ended = allSituations.filter((name) => isFinal(situations[name].state));
const closed = allSituations.filter((name) => !situations[name].seasonOpen);
const open = allSituations.filter((name) => !isFinal(situations[name].state));

const answers = ['accept', 'decline'] as const;
const aborts = ['abort?', 'abort', 'abort, none left'] as const;
const reports = ['report win', 'report loss', 'report draw'] as const;
const byPlayers: readonly EventName[] = [...answers, ...aborts, ...reports];
const voids = ['void', 'void, first banned'] as const;
const byStaff: readonly EventName[] = ['settle first', 'settle void', ...voids, 'undo'];
const byClock: readonly EventName[] = ['remind', 'deadline'];

interface Row {
  readonly in: readonly Situation[];
  readonly on: readonly EventName[];
  readonly from: readonly ActorName[];
  readonly at?: readonly Moment[];
  readonly gives: Told;
}

const table: readonly Row[] = [
  // Who may not.
  { in: allSituations, on: byPlayers, from: ['outsider', 'staff', 'clock'], gives: 'not-in-match' },
  { in: allSituations, on: byStaff, from: ['first', 'second', 'outsider', 'clock'], gives: 'staff-only' },
  { in: allSituations, on: byClock, from: ['first', 'second', 'outsider', 'staff'], gives: 'not-due' },

  // Players, where nothing can be done any more, or not yet.
  { in: ended, on: byPlayers, from: players, gives: 'match-over' },
  { in: ['disputed'], on: byPlayers, from: players, gives: 'match-disputed' },
  { in: proposals, on: [...aborts, ...reports], from: players, gives: 'match-not-live' },
  { in: lives, on: answers, from: players, gives: 'match-started' },
  { in: proposals, on: answers, from: players, at: over, gives: 'deadline-passed' },
  { in: lives, on: [...aborts, ...reports], from: players, at: over, gives: 'deadline-passed' },

  // A proposal is answered.
  {
    in: ['proposed', 'proposed, reminded'],
    on: ['accept'],
    from: ['first'],
    at: whileOpen,
    gives: 'proposed: accepted first',
  },
  {
    in: ['proposed', 'proposed, reminded'],
    on: ['accept'],
    from: ['second'],
    at: whileOpen,
    gives: 'proposed: accepted second',
  },
  {
    in: ['proposed', 'proposed, reminded'],
    on: ['decline'],
    from: ['first'],
    at: whileOpen,
    gives: 'expired: expired, leaves-queue first, returns-to-queue second',
  },
  {
    in: ['proposed', 'proposed, reminded'],
    on: ['decline'],
    from: ['second'],
    at: whileOpen,
    gives: 'expired: expired, leaves-queue second, returns-to-queue first',
  },
  {
    in: ['proposed, first accepted'],
    on: answers,
    from: ['first'],
    at: whileOpen,
    gives: 'already-accepted',
  },
  {
    in: ['proposed, first accepted'],
    on: ['accept'],
    from: ['second'],
    at: whileOpen,
    gives: 'live: accepted second, live',
  },
  {
    in: ['proposed, first accepted'],
    on: ['decline'],
    from: ['second'],
    at: whileOpen,
    gives: 'expired: expired, leaves-queue second, returns-to-queue first',
  },

  // A live match is aborted or reported.
  { in: ['live'], on: ['abort?'], from: ['first'], at: whileOpen, gives: 'live: abort-asked first 2' },
  { in: ['live'], on: ['abort?'], from: ['second'], at: whileOpen, gives: 'live: abort-asked second 2' },
  { in: ['live'], on: ['abort'], from: ['first'], at: whileOpen, gives: 'aborted: aborted first 1' },
  { in: ['live'], on: ['abort'], from: ['second'], at: whileOpen, gives: 'aborted: aborted second 1' },
  { in: ['live'], on: ['abort, none left'], from: players, at: whileOpen, gives: 'no-aborts-left' },
  {
    in: ['live, first reported a win'],
    on: aborts,
    from: players,
    at: whileOpen,
    gives: 'abort-after-report',
  },
  { in: ['live'], on: ['report win'], from: ['first'], at: whileOpen, gives: 'live: reported first win' },
  { in: ['live'], on: ['report loss'], from: ['first'], at: whileOpen, gives: 'live: reported first loss' },
  { in: ['live'], on: ['report draw'], from: ['first'], at: whileOpen, gives: 'live: reported first draw' },
  { in: ['live'], on: ['report win'], from: ['second'], at: whileOpen, gives: 'live: reported second win' },
  { in: ['live'], on: ['report loss'], from: ['second'], at: whileOpen, gives: 'live: reported second loss' },
  { in: ['live'], on: ['report draw'], from: ['second'], at: whileOpen, gives: 'live: reported second draw' },
  {
    in: ['live, first reported a win'],
    on: ['report win'],
    from: ['first'],
    at: whileOpen,
    gives: 'already-reported',
  },
  {
    in: ['live, first reported a win'],
    on: ['report loss'],
    from: ['first'],
    at: whileOpen,
    gives: 'live: reported first loss',
  },
  {
    in: ['live, first reported a win'],
    on: ['report draw'],
    from: ['first'],
    at: whileOpen,
    gives: 'live: reported first draw',
  },
  {
    in: ['live, first reported a win'],
    on: ['report loss'],
    from: ['second'],
    at: whileOpen,
    gives: 'decided: reported second loss, decided first by reports',
  },
  {
    in: ['live, first reported a win'],
    on: ['report win'],
    from: ['second'],
    at: whileOpen,
    gives: 'disputed: reported second win, disputed',
  },
  {
    in: ['live, first reported a win'],
    on: ['report draw'],
    from: ['second'],
    at: whileOpen,
    gives: 'disputed: reported second draw, disputed',
  },

  // Staff; the deadline says nothing to them, since the clock may be late.
  { in: closed, on: byStaff, from: ['staff'], gives: 'season-closed' },
  { in: proposals, on: ['settle first', 'settle void'], from: ['staff'], gives: 'match-not-live' },
  {
    in: [...lives, 'disputed', 'void, played'],
    on: ['settle first'],
    from: ['staff'],
    gives: 'decided: decided first by staff',
  },
  { in: [...lives, 'disputed'], on: ['settle void', 'void'], from: ['staff'], gives: 'void: void by staff' },
  { in: [...lives, 'disputed'], on: ['void, first banned'], from: ['staff'], gives: 'void: void by ban' },
  {
    in: proposals,
    on: ['void'],
    from: ['staff'],
    gives: 'void: void by staff, returns-to-queue first, returns-to-queue second',
  },
  {
    in: proposals,
    on: ['void, first banned'],
    from: ['staff'],
    gives: 'void: void by ban, leaves-queue first, returns-to-queue second',
  },
  {
    in: ['decided', 'aborted', 'expired', 'void, never live'],
    on: ['settle first'],
    from: ['staff'],
    gives: 'match-over',
  },
  {
    in: ['decided', 'aborted', 'expired', 'void, played', 'void, never live'],
    on: ['settle void', ...voids],
    from: ['staff'],
    gives: 'match-over',
  },
  { in: ['decided'], on: ['undo'], from: ['staff'], gives: 'void: undone first' },
  {
    in: [...open, 'aborted', 'expired', 'void, played', 'void, never live'],
    on: ['undo'],
    from: ['staff'],
    gives: 'match-not-decided',
  },

  // The clock.
  {
    in: ['proposed'],
    on: ['remind'],
    from: ['clock'],
    at: ['reminder', 'last'],
    gives: 'proposed: reminded first, reminded second',
  },
  {
    in: ['proposed, first accepted'],
    on: ['remind'],
    from: ['clock'],
    at: ['reminder', 'last'],
    gives: 'proposed: reminded second',
  },
  {
    in: ['proposed', 'proposed, first accepted'],
    on: ['remind'],
    from: ['clock'],
    at: ['early', ...over],
    gives: 'not-due',
  },
  {
    in: ['live'],
    on: ['remind'],
    from: ['clock'],
    at: ['reminder', 'last'],
    gives: 'live: reminded first, reminded second',
  },
  {
    in: ['live, first reported a win'],
    on: ['remind'],
    from: ['clock'],
    at: ['reminder', 'last'],
    gives: 'live: reminded second',
  },
  {
    in: ['disputed'],
    on: ['remind'],
    from: ['clock'],
    at: ['reminder', 'last'],
    gives: 'disputed: staff-reminded',
  },
  { in: [...lives, 'disputed'], on: ['remind'], from: ['clock'], at: ['early', ...over], gives: 'not-due' },
  { in: ['proposed, reminded', ...ended], on: ['remind'], from: ['clock'], gives: 'not-due' },
  { in: open, on: ['deadline'], from: ['clock'], at: whileOpen, gives: 'not-due' },
  { in: ended, on: ['deadline'], from: ['clock'], gives: 'not-due' },
  {
    in: ['proposed', 'proposed, reminded'],
    on: ['deadline'],
    from: ['clock'],
    at: over,
    gives: 'expired: expired, leaves-queue first, leaves-queue second',
  },
  {
    in: ['proposed, first accepted'],
    on: ['deadline'],
    from: ['clock'],
    at: over,
    gives: 'expired: expired, returns-to-queue first, leaves-queue second',
  },
  { in: ['live', 'disputed'], on: ['deadline'], from: ['clock'], at: over, gives: 'void: void by deadline' },
  {
    in: ['live, first reported a win'],
    on: ['deadline'],
    from: ['clock'],
    at: over,
    gives: 'decided: decided first by one-report',
  },
];

interface Combination {
  readonly situation: Situation;
  readonly event: EventName;
  readonly actor: ActorName;
  readonly moment: Moment;
}

const nameOf = ({ situation, event, actor, moment }: Combination) =>
  `${situation} | ${event} | ${actor} | ${moment}`;

const combinations: readonly Combination[] = allSituations.flatMap((situation) =>
  (Object.keys(events) as readonly EventName[]).flatMap((event) =>
    everybody.flatMap((actor) => moments.map((moment) => ({ situation, event, actor, moment }))),
  ),
);

const said = new Map<string, Told>();
const saidTwice: string[] = [];
for (const row of table) {
  for (const situation of row.in) {
    for (const event of row.on) {
      for (const actor of row.from) {
        for (const moment of row.at ?? moments) {
          const name = nameOf({ situation, event, actor, moment });
          if (said.has(name)) saidTwice.push(name);
          said.set(name, row.gives);
        }
      }
    }
  }
}

function happen({ situation, event, actor, moment }: Combination): Transition {
  const match = situations[situation];
  return transition(match, actors[actor], events[event], momentOf(match, moment), settings);
}

describe('the table', () => {
  test('names every combination, and each once', () => {
    expect(combinations.map(nameOf).filter((name) => !said.has(name))).toEqual([]);
    expect(saidTwice).toEqual([]);
    expect(said.size).toBe(combinations.length);
  });

  test('has every state and every event there is', () => {
    const states: Record<Match['state'], true> = {
      proposed: true,
      live: true,
      disputed: true,
      decided: true,
      aborted: true,
      expired: true,
      void: true,
    };
    expect(new Set(Object.values(situations).map(({ state }) => state))).toEqual(
      new Set(Object.keys(states)),
    );
    const kinds: Record<MatchEvent['event'], true> = {
      accept: true,
      decline: true,
      abort: true,
      report: true,
      settle: true,
      void: true,
      undo: true,
      remind: true,
      deadline: true,
    };
    expect(new Set(Object.values(events).map(({ event }) => event))).toEqual(new Set(Object.keys(kinds)));
  });
});

describe.for(allSituations)('%s', (situation) => {
  test.for(Object.keys(events) as readonly EventName[])('%s', (event) => {
    const here = combinations.filter((each) => each.situation === situation && each.event === event);
    const results = Object.fromEntries(here.map((each) => [nameOf(each), told(happen(each))]));
    expect(results).toEqual(Object.fromEntries(here.map((each) => [nameOf(each), said.get(nameOf(each))])));
  });
});

describe('a refusal says', () => {
  test.for([
    {
      situation: 'aborted',
      event: 'accept',
      actor: 'first',
      moment: 'early',
      says: { reason: 'match-over', state: 'aborted' },
    },
    {
      situation: 'proposed',
      event: 'accept',
      actor: 'first',
      moment: 'late',
      says: { reason: 'deadline-passed', at: later(START, 60) },
    },
    {
      situation: 'live',
      event: 'abort, none left',
      actor: 'first',
      moment: 'early',
      says: { reason: 'no-aborts-left', refillsAt: new Date('2026-12-01T00:00:00Z') },
    },
    {
      situation: 'live, first reported a win',
      event: 'report win',
      actor: 'first',
      moment: 'early',
      says: { reason: 'already-reported', result: 'win' },
    },
  ] as const)('$says.reason: what one needs to know', ({ says, ...combination }) => {
    expect(happen(combination)).toEqual({ ok: false, ...says });
  });
});

describe('deadlines', () => {
  test.for([
    { name: 'a proposal has a minute', match: proposed, at: later(START, 60) },
    { name: 'one acceptance does not lengthen it', match: accepted, at: later(START, 60) },
    { name: 'a live match has two hours from going live', match: live, at: later(LIVE_AT, 7200) },
    { name: 'a report does not lengthen it', match: reported, at: later(LIVE_AT, 7200) },
    { name: 'a dispute has three days from beginning', match: disputed, at: later(LIVE_AT, 3 * 86_400) },
    { name: 'what is decided has none', match: decided, at: null },
  ])('$name', ({ match, at }) => {
    expect(match.deadline).toEqual(at);
  });

  test('holding players ends with the dispute', () => {
    expect(allSituations.filter((name) => holdsPlayers(situations[name].state))).toEqual([
      ...proposals,
      ...lives,
    ]);
  });
});

describe('whatever happens', () => {
  const event: fc.Arbitrary<MatchEvent> = fc.oneof(
    fc.constantFrom(...Object.values(events)),
    fc.record({
      event: fc.constant('settle' as const),
      outcome: fc.constantFrom('first' as const, 'second' as const, 'draw' as const, 'void' as const),
    }),
  );
  const step = fc.record({
    actor: fc.constantFrom(...Object.values(actors)),
    event,
    seconds: fc.constantFrom(0, 1, 39, 60, 7200, 300_000),
  });
  const story = fc.array(step, { maxLength: 14 });

  /** Every step of a story, refused ones among them. */
  function* told(steps: readonly { actor: Actor; event: MatchEvent; seconds: number }[]) {
    let match = proposedMatch('1', '2', START, settings);
    let now = START;
    for (const { actor, event, seconds } of steps) {
      now = later(now, seconds);
      const before = structuredClone(match);
      const result = transition(match, actor, event, now, settings);
      expect(match).toEqual(before); // what was given is never changed
      yield { before, result, event, actor, now };
      if (result.ok) match = result.match;
    }
    return match;
  }

  function endOf(steps: Parameters<typeof told>[0]): Match {
    const walk = told(steps);
    for (;;) {
      const next = walk.next();
      if (next.done) return next.value;
    }
  }

  const runs = draws(150, 60);

  test('a match ends: the clock alone brings every state to a final one', () => {
    fc.assert(
      fc.property(story, (steps) => {
        let match = endOf(steps);
        for (let deadlines = 0; match.deadline !== null; deadlines += 1) {
          expect(deadlines).toBeLessThan(3);
          match = follow(match, match.deadline, ['clock', { event: 'deadline' }]);
        }
        expect(isFinal(match.state)).toBe(true);
      }),
      runs,
    );
  });

  test('a state that is no end has a deadline, a final one has none; what is decided has an outcome, nothing else', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const { result } of told(steps)) {
          if (!result.ok) continue;
          const { state, deadline, outcome, liveAt, players: both } = result.match;
          expect(deadline === null).toBe(isFinal(state));
          expect(outcome !== null).toBe(state === 'decided');
          if (state === 'live' || state === 'disputed' || state === 'decided' || state === 'aborted')
            expect(liveAt).not.toBeNull();
          if (liveAt !== null) expect(both.first.accepted && both.second.accepted).toBe(true);
        }
      }),
      runs,
    );
  });

  test('nothing changes a final state but an undo, or a result for what was played and came to nothing', () => {
    fc.assert(
      fc.property(story, (steps) => {
        for (const { before, result, event: happened, actor } of told(steps)) {
          if (!result.ok || !isFinal(before.state)) continue;
          expect(actor).toBe(STAFF);
          expect([before.state, happened.event, result.match.state]).toBeOneOf([
            ['decided', 'undo', 'void'],
            ['void', 'settle', 'decided'],
          ]);
          expect(before.liveAt).not.toBeNull();
        }
      }),
      runs,
    );
  });

  test('what changed is announced, and what is announced has changed', () => {
    const states = {
      live: 'live',
      expired: 'expired',
      aborted: 'aborted',
      disputed: 'disputed',
      decided: 'decided',
      void: 'void',
      undone: 'void',
    } as const;
    fc.assert(
      fc.property(story, (steps) => {
        for (const { before, result } of told(steps)) {
          if (!result.ok) continue;
          const names = result.effects.map(({ effect }) => effect);
          expect(names.length).toBeGreaterThan(0);
          const news = names.flatMap((name) => (name in states ? [states[name as keyof typeof states]] : []));
          expect(news).toEqual(before.state === result.match.state ? [] : [result.match.state]);
          // Ratings: each decision is announced once, and taken back once.
          if (names.includes('decided')) expect(before.outcome).toBeNull();
          if (names.includes('undone')) expect(before.outcome).not.toBeNull();
        }
      }),
      runs,
    );
  });

  test('it is the same for either player', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const mirrored = steps.map(({ actor, event: happened, seconds }) => ({
          actor: actor === FIRST ? SECOND : actor === SECOND ? FIRST : actor,
          event: swapped(happened),
          seconds,
        }));
        const [one, other] = [endOf(steps), endOf(mirrored)];
        expect(other.state).toBe(one.state);
        expect(other.deadline).toEqual(one.deadline);
        expect(other.outcome).toBe(one.outcome === null ? null : swapOutcome[one.outcome]);
        expect(withoutId(other.players.first)).toEqual(withoutId(one.players.second));
        expect(withoutId(other.players.second)).toEqual(withoutId(one.players.first));
      }),
      runs,
    );
  });

  const swapOutcome = { first: 'second', second: 'first', draw: 'draw' } as const;

  function swapped(happened: MatchEvent): MatchEvent {
    if (happened.event === 'void' && happened.banned !== null) return { ...happened, banned: '2' };
    if (happened.event !== 'settle' || happened.outcome === 'void') return happened;
    return { ...happened, outcome: swapOutcome[happened.outcome] };
  }

  const withoutId = ({ accepted: did, report: what }: Match['players']['first']) => [did, what];
});

describe('two reports', () => {
  const results = ['win', 'loss', 'draw'] as const;
  test.for(results.flatMap((one) => results.map((other) => ({ one, other }))))(
    '$one and $other',
    ({ one, other }) => {
      const agreed = { win: { loss: 'first' }, loss: { win: 'second' }, draw: { draw: 'draw' } }[
        one
      ] as Record<string, string>;
      const match = follow(live, LIVE_AT, [FIRST, report(one)], [SECOND, report(other)]);
      expect([match.state, match.outcome]).toEqual(
        agreed[other] ? ['decided', agreed[other]] : ['disputed', null],
      );
      const turned = follow(live, LIVE_AT, [SECOND, report(other)], [FIRST, report(one)]);
      expect([turned.state, turned.outcome]).toEqual([match.state, match.outcome]);
    },
  );
});
