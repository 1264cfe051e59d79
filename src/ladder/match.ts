// A match, from its proposal to its end; what leads from one state to another is match-transition.ts. Every state that is
// no end has a deadline, so that every match ends.
import type { MatchSettings } from './game.ts';
import type { Result } from './rating.ts';

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

export type OpenState = 'proposed' | 'live' | 'disputed';
export type FinalState = 'decided' | 'aborted' | 'expired' | 'void';
export type MatchState = OpenState | FinalState;

export const finalStates = ['decided', 'aborted', 'expired', 'void'] as const satisfies readonly FinalState[];
export const matchStates = [
  'proposed',
  'live',
  'disputed',
  ...finalStates,
] as const satisfies readonly MatchState[];

export type Contestant = 'first' | 'second';

/** Who has won. */
export type Outcome = Contestant | 'draw';

export interface Match {
  readonly state: MatchState;
  readonly players: Readonly<Record<Contestant, MatchPlayer>>;
  /** When the state ends by itself; null for a final one. */
  readonly deadline: Date | null;
  /** Those for whom it waits in this state were reminded. */
  readonly reminded: boolean;
  readonly liveAt: Date | null;
  /** Of a decided match. */
  readonly outcome: Outcome | null;
  /** A closed season is frozen. */
  readonly seasonOpen: boolean;
}

export interface MatchPlayer {
  readonly playerId: string;
  readonly accepted: boolean;
  readonly report: Result | null;
}

export function isFinal(state: MatchState): state is FinalState {
  return finalStates.some((final) => final === state);
}

/** While it is, neither can queue. A dispute holds nobody: staff may be asleep. */
export function holdsPlayers(state: MatchState): boolean {
  return state === 'proposed' || state === 'live';
}

/** How long before the end of each state those for whom it waits are reminded. */
export function reminderSeconds({
  reminderSecondsLeft,
  reportReminderMinutesLeft,
  disputeReminderHoursLeft,
}: MatchSettings): Readonly<Record<OpenState, number>> {
  return {
    proposed: reminderSecondsLeft,
    live: reportReminderMinutesLeft * MINUTE_SECONDS,
    disputed: disputeReminderHoursLeft * HOUR_SECONDS,
  };
}
