// How a match of a made-up season went: accepted or not, reported, and ended. Nearly all end by agreeing reports; a few
// in each of the other ways there are.
import type { Game } from '../../src/ladder/game.ts';
import type { FinalState } from '../../src/ladder/match.ts';
import type { Result } from '../../src/ladder/rating.ts';
import type { MatchEnd } from '../../src/ladder/seen-match.ts';
import type { Chance } from './chance.ts';

const MINUTE_MS = 60_000;
const SHORTEST_GAME_MS = 4 * MINUTE_MS;
const LONGEST_GAME_MS = 35 * MINUTE_MS;

/** Shares of all matches. Those that wait for their deadline come to less: there is not always room for it. */
const SHARES = {
  expired: 0.012,
  declined: 0.01,
  aborted: 0.007,
  silent: 0.01,
  oneReport: 0.03,
  disputed: 0.006,
};
const UNDONE_SHARE = 0.005;

type Pair<Value> = readonly [first: Value, second: Value];

/** Times are milliseconds since 1970. */
export interface Course {
  readonly state: FinalState;
  readonly endedBy: MatchEnd;
  /** How it went for the first player; null where it came to nothing. Stays when it was undone. */
  readonly result: Result | null;
  readonly waveAt: number;
  readonly accepted: Pair<number | null>;
  readonly liveAt: number | null;
  readonly reports: Pair<Result | null>;
  /** Who aborted or declined it. */
  readonly aborter: 0 | 1 | null;
  readonly decidedAt: number | null;
  readonly undoneAt: number | null;
  readonly endedAt: number;
}

interface Frame {
  /** How it goes for the first player, if it is played. */
  readonly result: Result;
  /** When it ends. */
  readonly at: number;
  /** It cannot begin before. */
  readonly since: number;
  /** When it is taken back, if it is. */
  readonly undoneAt: number;
}

const NOBODY: Pair<null> = [null, null];
/** A result as the opponent sees it. */
export const opposite = { win: 'loss', draw: 'draw', loss: 'win' } as const;

export function drawCourse(frame: Frame, game: Game, chance: Chance): Course {
  let fate = chance.share();
  const falls = (share: number) => {
    fate -= share;
    return fate < 0;
  };
  if (falls(SHARES.expired)) return expired(frame, game, chance);
  if (falls(SHARES.declined)) return declined(frame, game, chance);
  if (falls(SHARES.aborted)) return aborted(frame, game, chance);
  if (falls(SHARES.silent)) return untilDeadline(frame, game, chance, NOBODY) ?? decided(frame, game, chance);
  if (falls(SHARES.oneReport)) {
    const { result } = frame;
    const reports: Pair<Result | null> = chance.happens(0.5) ? [result, null] : [null, opposite[result]];
    return untilDeadline(frame, game, chance, reports) ?? decided(frame, game, chance);
  }
  const agreed = decided(frame, game, chance);
  if (!falls(SHARES.disputed)) return agreed;
  return { ...agreed, endedBy: 'staff', reports: ['win', 'win'] };
}

/** Accepted by one of them at most. */
function expired({ at }: Frame, game: Game, chance: Chance): Course {
  const acceptMs = game.match.acceptSeconds * 1000;
  const waveAt = waveBefore(at - acceptMs, game);
  const when = Math.floor(waveAt + acceptMs * (0.1 + 0.8 * chance.share()));
  const which = chance.below(3);
  return {
    ...never(waveAt),
    accepted: which === 0 ? NOBODY : which === 1 ? [when, null] : [null, when],
    state: 'expired',
    endedBy: 'deadline',
    endedAt: waveAt + acceptMs,
  };
}

function declined({ at }: Frame, game: Game, chance: Chance): Course {
  const acceptMs = game.match.acceptSeconds * 1000;
  const waveAt = waveBefore(at - acceptMs, game);
  const endedAt = Math.floor(waveAt + acceptMs * (0.1 + 0.8 * chance.share()));
  const aborter = chance.happens(0.5) ? 0 : 1;
  return { ...never(waveAt), aborter, state: 'expired', endedBy: 'player', endedAt };
}

function aborted({ at }: Frame, game: Game, chance: Chance): Course {
  const { waveAt, ...begun } = begin(at - SHORTEST_GAME_MS * (0.5 + chance.share()), game, chance);
  const aborter = chance.happens(0.5) ? 0 : 1;
  return { ...never(waveAt), ...begun, aborter, state: 'aborted', endedBy: 'player', endedAt: at };
}

/** One report stands alone, none makes it void; null where its time does not fit. */
function untilDeadline(
  { at, since, result }: Frame,
  game: Game,
  chance: Chance,
  reports: Pair<Result | null>,
): Course | null {
  const liveAt = at - game.match.reportMinutes * MINUTE_MS;
  const waveAt = waveBefore(liveAt, game);
  if (waveAt < since || liveAt - waveAt >= game.match.acceptSeconds * 1000) return null;
  const accepted = acceptance(waveAt, liveAt, chance);
  const begun = { ...never(waveAt), accepted, liveAt, reports, endedAt: at };
  const decides = reports[0] !== null || reports[1] !== null;
  return decides
    ? { ...begun, state: 'decided', endedBy: 'one-report', result, decidedAt: at }
    : { ...begun, state: 'void', endedBy: 'deadline' };
}

function decided({ at, result, undoneAt }: Frame, game: Game, chance: Chance): Course {
  const lengthMs = SHORTEST_GAME_MS + (LONGEST_GAME_MS - SHORTEST_GAME_MS) * chance.share() * chance.share();
  const { waveAt, accepted, liveAt } = begin(at - lengthMs, game, chance);
  const undone = chance.happens(UNDONE_SHARE);
  return {
    state: undone ? 'void' : 'decided',
    endedBy: undone ? 'staff' : 'reports',
    result,
    waveAt,
    accepted,
    liveAt,
    reports: [result, opposite[result]],
    aborter: null,
    decidedAt: at,
    undoneAt: undone ? undoneAt : null,
    endedAt: undone ? undoneAt : at,
  };
}

function never(waveAt: number) {
  return {
    result: null,
    waveAt,
    accepted: NOBODY,
    liveAt: null,
    reports: NOBODY,
    aborter: null,
    decidedAt: null,
    undoneAt: null,
  };
}

/** Goes live in the time for accepting, and before `at`. */
function begin(at: number, game: Game, chance: Chance) {
  const acceptMs = game.match.acceptSeconds * 1000;
  const waveAt = waveBefore(at - acceptMs, game);
  const liveAt = Math.floor(waveAt + acceptMs * (0.1 + 0.8 * chance.share()));
  return { waveAt, liveAt, accepted: acceptance(waveAt, liveAt, chance) };
}

/** The later one makes it live. */
function acceptance(waveAt: number, liveAt: number, chance: Chance): Pair<number> {
  const earlier = Math.floor(waveAt + (liveAt - waveAt) * chance.share());
  return chance.happens(0.5) ? [earlier, liveAt] : [liveAt, earlier];
}

function waveBefore(at: number, { queue: { waveSeconds } }: Game): number {
  const waveMs = waveSeconds * 1000;
  return Math.floor(at / waveMs) * waveMs;
}
