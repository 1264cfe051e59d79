// What each event does to a match, and why it may not. The database does the same in single statements; tests hold them
// to this.
import { nextMonth } from './abort-quota.ts';
import type { MatchSettings } from './game.ts';
import {
  type Contestant,
  isFinal,
  type Match,
  type MatchPlayer,
  type Outcome,
  reminderSeconds,
} from './match.ts';
import type { Actor, MatchEffect, MatchEvent, MatchRefusal, Transition } from './match-event.ts';
import type { Result } from './rating.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

export function proposedMatch(
  firstId: string,
  secondId: string,
  now: Date,
  { acceptSeconds }: Pick<MatchSettings, 'acceptSeconds'>,
): Match {
  const player = (playerId: string): MatchPlayer => ({ playerId, accepted: false, report: null });
  return {
    state: 'proposed',
    players: { first: player(firstId), second: player(secondId) },
    deadline: after(now, acceptSeconds * SECOND_MS),
    reminded: false,
    liveAt: null,
    outcome: null,
    seasonOpen: true,
  };
}

export function transition(
  match: Match,
  actor: Actor,
  event: MatchEvent,
  now: Date,
  settings: MatchSettings,
): Transition {
  switch (event.event) {
    case 'accept':
    case 'decline':
    case 'abort':
    case 'report': {
      const who = contestant(match, actor);
      if (who === null) return refuse({ reason: 'not-in-match' });
      return byPlayer(match, who, event, now, settings);
    }
    case 'settle':
    case 'void':
    case 'undo':
      if (actor === 'clock' || !actor.staff) return refuse({ reason: 'staff-only' });
      return byStaff(match, event);
    case 'remind':
    case 'deadline':
      if (actor !== 'clock') return refuse({ reason: 'not-due' });
      return event.event === 'remind' ? remind(match, now, settings) : end(match, now);
  }
}

function contestant({ players }: Match, actor: Actor): Contestant | null {
  if (actor === 'clock') return null;
  if (actor.playerId === players.first.playerId) return 'first';
  return actor.playerId === players.second.playerId ? 'second' : null;
}

type PlayerEvent = Extract<MatchEvent, { event: 'accept' | 'decline' | 'abort' | 'report' }>;

function byPlayer(
  match: Match,
  who: Contestant,
  event: PlayerEvent,
  now: Date,
  settings: MatchSettings,
): Transition {
  const { state, deadline } = match;
  const answers = event.event === 'accept' || event.event === 'decline';
  if (isFinal(state)) return refuse({ reason: 'match-over', state });
  if (state === 'disputed') return refuse({ reason: 'match-disputed' });
  if (answers && state === 'live') return refuse({ reason: 'match-started' });
  if (!answers && state === 'proposed') return refuse({ reason: 'match-not-live' });
  // Whether the clock has come round to it already or not.
  if (deadline !== null && now >= deadline) return refuse({ reason: 'deadline-passed', at: deadline });
  switch (event.event) {
    case 'accept':
      return accept(match, who, now, settings);
    case 'decline':
      return decline(match, who);
    case 'abort':
      return abort(match, who, event, now);
    case 'report':
      return report(match, who, event.result, now, settings);
  }
}

function accept(match: Match, who: Contestant, now: Date, { reportMinutes }: MatchSettings): Transition {
  if (match.players[who].accepted) return refuse({ reason: 'already-accepted' });
  const accepted = withPlayer(match, who, { accepted: true });
  if (!match.players[other(who)].accepted) return become(accepted, {}, { effect: 'accepted', who });
  return become(
    accepted,
    { state: 'live', liveAt: now, deadline: after(now, reportMinutes * MINUTE_MS), reminded: false },
    { effect: 'accepted', who },
    { effect: 'live' },
  );
}

/** Ends the wait for everybody. The other goes back even if he has not accepted yet: he still had the time to. */
function decline(match: Match, who: Contestant): Transition {
  if (match.players[who].accepted) return refuse({ reason: 'already-accepted' });
  return become(
    match,
    { state: 'expired', deadline: null },
    { effect: 'expired' },
    { effect: 'leaves-queue', who },
    { effect: 'returns-to-queue', who: other(who) },
  );
}

function abort(
  match: Match,
  who: Contestant,
  { confirmed, abortsLeft }: Extract<PlayerEvent, { event: 'abort' }>,
  now: Date,
): Transition {
  // Who sees that he has lost cannot flee from it.
  if (match.players.first.report !== null || match.players.second.report !== null) {
    return refuse({ reason: 'abort-after-report' });
  }
  if (abortsLeft <= 0) return refuse({ reason: 'no-aborts-left', refillsAt: nextMonth(now) });
  if (!confirmed) return become(match, {}, { effect: 'abort-asked', who, abortsLeft });
  return become(
    match,
    { state: 'aborted', deadline: null },
    { effect: 'aborted', who, abortsLeft: abortsLeft - 1 },
  );
}

function report(
  match: Match,
  who: Contestant,
  result: Result,
  now: Date,
  { disputeHours }: MatchSettings,
): Transition {
  if (match.players[who].report === result) return refuse({ reason: 'already-reported', result });
  const reported = withPlayer(match, who, { report: result });
  const effect = { effect: 'reported', who, result } as const;
  const theirs = match.players[other(who)].report;
  if (theirs === null) return become(reported, {}, effect);
  const outcome = outcomeOf(who, result);
  if (outcome === outcomeOf(other(who), theirs)) return decide(reported, outcome, 'reports', effect);
  const deadline = after(now, disputeHours * HOUR_MS);
  return become(reported, { state: 'disputed', deadline, reminded: false }, effect, { effect: 'disputed' });
}

function byStaff(
  match: Match,
  event: Extract<MatchEvent, { event: 'settle' | 'void' | 'undo' }>,
): Transition {
  const { state, outcome } = match;
  if (!match.seasonOpen) return refuse({ reason: 'season-closed' });
  if (event.event === 'undo') {
    if (state !== 'decided' || outcome === null) return refuse({ reason: 'match-not-decided' });
    return become(match, { state: 'void', outcome: null }, { effect: 'undone', outcome });
  }
  if (event.event === 'void') return voidMatch(match, event.banned);
  if (state === 'proposed') return refuse({ reason: 'match-not-live' });
  // What was played and came to nothing can still be given a result; what has one must be undone first.
  const playedForNothing = state === 'void' && match.liveAt !== null && event.outcome !== 'void';
  if (isFinal(state) && !playedForNothing) return refuse({ reason: 'match-over', state });
  return event.outcome === 'void' ? voidMatch(match, null) : decide(match, event.outcome, 'staff');
}

/** What is decided is not voided but undone: a ban must not take a victory from the opponent. */
function voidMatch(match: Match, banned: string | null): Transition {
  const { state, players } = match;
  if (isFinal(state)) return refuse({ reason: 'match-over', state });
  const waiting: readonly Contestant[] = state === 'proposed' ? ['first', 'second'] : [];
  return become(
    match,
    { state: 'void', deadline: null },
    { effect: 'void', by: banned === null ? 'staff' : 'ban' },
    ...waiting.map((who) =>
      players[who].playerId === banned
        ? ({ effect: 'leaves-queue', who } as const)
        : ({ effect: 'returns-to-queue', who } as const),
    ),
  );
}

function remind(match: Match, now: Date, settings: MatchSettings): Transition {
  const { state, deadline, reminded, players } = match;
  if (isFinal(state) || deadline === null || reminded) return refuse({ reason: 'not-due' });
  const due = after(deadline, -reminderSeconds(settings)[state] * SECOND_MS);
  if (now < due || now >= deadline) return refuse({ reason: 'not-due' });
  if (state === 'disputed') return become(match, { reminded: true }, { effect: 'staff-reminded' });
  const awaited = contestants.filter((who) =>
    state === 'proposed' ? !players[who].accepted : players[who].report === null,
  );
  return become(match, { reminded: true }, ...awaited.map((who) => ({ effect: 'reminded', who }) as const));
}

function end(match: Match, now: Date): Transition {
  const { state, deadline, players } = match;
  if (deadline === null || now < deadline) return refuse({ reason: 'not-due' });
  if (state === 'proposed') {
    return become(
      match,
      { state: 'expired', deadline: null },
      { effect: 'expired' },
      ...contestants.map(
        (who) => ({ effect: players[who].accepted ? 'returns-to-queue' : 'leaves-queue', who }) as const,
      ),
    );
  }
  const reporter = state === 'live' ? contestants.find((who) => players[who].report !== null) : undefined;
  const result = reporter && players[reporter].report;
  if (reporter && result) return decide(match, outcomeOf(reporter, result), 'one-report');
  return become(match, { state: 'void', deadline: null }, { effect: 'void', by: 'deadline' });
}

function decide(
  match: Match,
  outcome: Outcome,
  by: 'reports' | 'one-report' | 'staff',
  ...before: readonly MatchEffect[]
): Transition {
  return become(match, { state: 'decided', deadline: null, outcome }, ...before, {
    effect: 'decided',
    outcome,
    by,
  });
}

const contestants: readonly Contestant[] = ['first', 'second'];

function other(who: Contestant): Contestant {
  return who === 'first' ? 'second' : 'first';
}

function outcomeOf(who: Contestant, result: Result): Outcome {
  if (result === 'draw') return 'draw';
  return result === 'win' ? who : other(who);
}

function withPlayer(match: Match, who: Contestant, change: Partial<MatchPlayer>): Match {
  return { ...match, players: { ...match.players, [who]: { ...match.players[who], ...change } } };
}

function become(match: Match, change: Partial<Match>, ...effects: readonly MatchEffect[]): Transition {
  return { ok: true, match: { ...match, ...change }, effects };
}

function refuse(refusal: MatchRefusal): Transition {
  return { ok: false, ...refusal };
}

function after(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
