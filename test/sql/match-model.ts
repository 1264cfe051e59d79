// What the pure match of src/ladder/match.ts promises, said in the words of the database: which rows of the outbox an
// event leaves, where its two players are afterwards, what ended it. The tests hold the functions of the migrations to it.
import { type Contestant, holdsPlayers, type Match } from '../../src/ladder/match.ts';
import type { Actor, MatchEffect, MatchEvent, Transition } from '../../src/ladder/match-event.ts';
import { transition } from '../../src/ladder/match-transition.ts';
import type { MatchEnd } from '../../src/ladder/seen-match.ts';
import { game } from './match-world.ts';

export const both = ['first', 'second'] as const satisfies readonly Contestant[];
export const settings = game.match;

/** A row of the outbox: `reader` is one of the two, or a channel. */
export interface Said {
  readonly kind: string;
  readonly reader: Contestant | 'match' | 'staff';
  readonly by?: string;
}

/** The clock's one statement does what is due: the end, or else the reminder. */
export function byClock(match: Match, now: Date): Transition {
  const ended = transition(match, 'clock', { event: 'deadline' }, now, settings);
  return ended.ok ? ended : transition(match, 'clock', { event: 'remind' }, now, settings);
}

/** Who has just been told by the reply to his click is not told again. `called`: staff know of the match. */
export function saidOf(
  effects: readonly MatchEffect[],
  match: Match,
  actor: Actor,
  event: MatchEvent,
  called: boolean,
): readonly Said[] {
  const clicker = both.find((who) => actor !== 'clock' && match.players[who].playerId === actor.playerId);
  const played = ['accept', 'decline', 'abort', 'report'].includes(event.event);
  const told = both.filter((who) => !played || who !== clicker);
  const all = (kind: string, by?: string): Said[] =>
    told.map((reader) => ({ kind, reader, ...(by && { by }) }));
  const staff: Said[] = called ? [{ kind: 'dispute', reader: 'staff' }] : [];
  const declined = event.event === 'decline';
  const final = effects.some(({ effect }) => effect === 'decided' || effect === 'disputed');
  const shown = effects.some(
    ({ effect }) => effect !== 'abort-asked' && effect !== 'reminded' && effect !== 'staff-reminded',
  );
  const rowsOf = (effect: MatchEffect): Said[] => {
    switch (effect.effect) {
      case 'accepted':
      case 'expired':
      case 'abort-asked':
        return [];
      case 'live':
        return all('live');
      case 'reminded':
        return [{ kind: match.state === 'live' ? 'report-reminder' : 'reminder', reader: effect.who }];
      case 'staff-reminded':
        return [{ kind: 'dispute-reminder', reader: 'staff' }];
      case 'returns-to-queue':
      case 'leaves-queue': {
        // A match that staff have voided says so itself; who has declined knows it.
        if (event.event === 'void' || (declined && effect.who === clicker)) return [];
        const kind = effect.effect === 'leaves-queue' ? 'left-queue' : 'returned-to-queue';
        return [{ kind, reader: effect.who }];
      }
      case 'aborted':
        return all('aborted');
      case 'reported':
        return final ? [] : all('opponent-reported');
      case 'disputed':
        return [...all('disputed'), { kind: 'dispute', reader: 'staff' }];
      case 'decided':
        return [...all('decided', effect.by), ...staff, { kind: 'result', reader: 'match' }];
      case 'void': {
        const banned = event.event === 'void' ? event.banned : null;
        // Who is banned is told of his ban.
        const readers = all('void', effect.by).filter(
          ({ reader }) => banned === null || match.players[reader as Contestant].playerId !== banned,
        );
        return [...readers, ...staff];
      }
      case 'undone':
        return [...all('undone'), ...staff, { kind: 'result-undone', reader: 'match' }];
    }
  };
  return [...(shown ? all('match') : []), ...effects.flatMap(rowsOf)];
}

export function isCalled(called: boolean, effects: readonly MatchEffect[]): boolean {
  return called || effects.some(({ effect }) => effect === 'disputed');
}

/** Where the two are: in the match, waiting, or nowhere. Null: where they were, since the match held nobody. */
export function whereabouts(
  before: Match,
  done: Transition,
): Readonly<Record<Contestant, 'match' | 'waits' | 'nowhere'>> | null {
  if (!holdsPlayers(before.state)) return null;
  const after = done.ok ? done.match : before;
  const place = (who: Contestant) => {
    if (holdsPlayers(after.state)) return 'match';
    const returns =
      done.ok && done.effects.some((one) => one.effect === 'returns-to-queue' && one.who === who);
    return returns ? 'waits' : 'nowhere';
  };
  return { first: place('first'), second: place('second') };
}

/** Null: it goes on, or was over before. */
export function endedBy(effects: readonly MatchEffect[], event: MatchEvent): MatchEnd | null {
  for (const effect of effects) {
    if (effect.effect === 'decided' || effect.effect === 'void') return effect.by;
    if (effect.effect === 'undone') return 'staff';
    if (effect.effect === 'aborted') return 'player';
    if (effect.effect === 'expired') return event.event === 'decline' ? 'player' : 'deadline';
  }
  return null;
}

/** Who has aborted it, or declined. */
export function abortedBy(effects: readonly MatchEffect[], event: MatchEvent): Contestant | null {
  for (const effect of effects) {
    if (effect.effect === 'aborted') return effect.who;
    if (effect.effect === 'leaves-queue' && event.event === 'decline') return effect.who;
  }
  return null;
}

/** In an order of their own, so that two lists can be compared. */
export function sortedSaid(said: readonly Said[]): readonly string[] {
  return said.map(({ kind, reader, by }) => [kind, reader, ...(by ? [by] : [])].join(' ')).sort();
}
