// What players and staff do to a match. Each action is one statement, whose guards are those of the function it calls
// (see migrations), and which gives back the match as it then stands.
import type { Game } from '../ladder/game.ts';
import { finalStates } from '../ladder/match.ts';
import type { MatchRefusal } from '../ladder/match-event.ts';
import type { Result } from '../ladder/rating.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';
import { bigint, integer, nullable, oneOf, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { maybeSeenMatch, maybeSeenMatchColumns } from './seen-match.ts';

/** What became of an action; the match is there unless it is none of the actor's. */
export interface Acted<Reason = MatchRefusal> {
  /** Null: it is done. */
  readonly refusal: Reason | null;
  readonly match: SeenMatch | null;
  /** Of an abort: how many are left this month. */
  readonly abortsLeft: number | null;
}

export type PlayerAction =
  | { readonly event: 'accept' | 'decline' }
  /** The first click asks, and changes nothing. */
  | { readonly event: 'abort'; readonly confirmed: boolean }
  | { readonly event: 'report'; readonly result: Result };

export const actOnMatch = defineStatement({
  name: 'match.act',
  text: `select answer.acted_on, answer.refusal, answer.refusal_state, answer.refusal_result, answer.refusal_at,
  answer.aborts_left, seen.*
from match_act($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) answer
left join lateral match_seen(answer.acted_on) seen on true`,
  // Sent twice it would be refused the second time: as done already.
  resend: false,
  columns: {
    actedOn: nullable(bigint),
    refusal: nullable(
      oneOf([
        'not-in-match',
        'match-over',
        'match-disputed',
        'match-started',
        'match-not-live',
        'deadline-passed',
        'already-accepted',
        'abort-after-report',
        'already-reported',
        'no-aborts-left',
      ]),
    ),
    refusalState: nullable(oneOf(finalStates)),
    refusalResult: nullable(oneOf(['win', 'draw', 'loss'])),
    refusalAt: nullable(timestamp),
    abortsLeft: nullable(integer),
    ...maybeSeenMatchColumns,
  },
  /** `pressed`: the message whose button it was. */
  parameters: (
    match: string,
    player: string,
    action: PlayerAction,
    now: Date,
    { match: settings }: Game,
    pressed: string | null,
  ) => [
    match,
    player,
    action.event,
    action.event === 'report' ? action.result : null,
    action.event === 'abort' ? action.confirmed : null,
    now.toISOString(),
    settings.reportMinutes,
    settings.disputeHours,
    settings.abortsPerMonth,
    pressed,
  ],
  result: ([row]): Acted => {
    if (row === undefined) throw new TypeError('match_act gave no row');
    const { refusal, refusalState, refusalResult, refusalAt, abortsLeft } = row;
    return {
      refusal: refusal && playerRefusal(refusal, { refusalState, refusalResult, refusalAt }),
      match: maybeSeenMatch(row),
      abortsLeft,
    };
  },
});

/** The courier shows it to him as it then stands: what came late may have told him what was before. */
export const showMatch = defineStatement({
  name: 'match.show',
  text: `select say('match', $2, null, $1, $3)::text`,
  resend: true,
  columns: { said: text },
  parameters: (match: string, player: string, now: Date) => [match, player, now.toISOString()],
  result: () => true,
});

function playerRefusal(
  reason: 'match-over' | 'already-reported' | 'deadline-passed' | 'no-aborts-left' | PlainReason,
  given: {
    readonly refusalState: (typeof finalStates)[number] | null;
    readonly refusalResult: Result | null;
    readonly refusalAt: Date | null;
  },
): MatchRefusal {
  switch (reason) {
    case 'match-over':
      return { reason, state: present(given.refusalState) };
    case 'already-reported':
      return { reason, result: present(given.refusalResult) };
    case 'deadline-passed':
      return { reason, at: present(given.refusalAt) };
    case 'no-aborts-left':
      return { reason, refillsAt: present(given.refusalAt) };
    default:
      return { reason };
  }
}

type PlainReason =
  | 'not-in-match'
  | 'match-disputed'
  | 'match-started'
  | 'match-not-live'
  | 'already-accepted'
  | 'abort-after-report';

function present<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError('a refusal without what it names');
  return value;
}
