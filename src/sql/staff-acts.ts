// What staff do, each in one statement: asked, confirmed, cancelled. The guards are in the functions (see migrations):
// whether the caller is staff, and whether what he was shown still holds.
import { finalStates } from '../ladder/match.ts';
import type { MatchRefusal } from '../ladder/match-event.ts';
import {
  type PlainStaffRefusal,
  plainStaffRefusals,
  type StaffAct,
  type StaffAction,
  type StaffRefusal,
  staffActions,
} from '../ladder/staff-act.ts';
import {
  bigint,
  boolean,
  integer,
  nullable,
  oneOf,
  type Row,
  text,
  texts,
  timestamp,
} from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { maybeSeenMatch, maybeSeenMatchColumns } from './seen-match.ts';
import { storable } from './storable.ts';

/** Who acts: his Discord id, and whether he owns the installation, which no table knows. */
export interface StaffActor {
  readonly id: string;
  readonly owner: boolean;
}

/** As the act's function in the migrations reads them. */
export type StaffArguments = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | undefined>
>;

export type ActRefusal =
  | StaffRefusal
  | Extract<
      MatchRefusal,
      {
        readonly reason:
          | 'staff-only'
          | 'match-over'
          | 'match-not-live'
          | 'match-not-decided'
          | 'season-closed';
      }
    >
  | { readonly reason: 'no-season' }
  | { readonly reason: 'matches-open'; readonly matches: number }
  /** Nobody is whom the arguments name; the caller knows how they did. */
  | { readonly reason: 'subject-unknown' };

export type StaffAnswer =
  | { readonly ok: false; readonly refusal: ActRefusal }
  /** `confirmation`: of an act that was asked; null where it is done. */
  | { readonly ok: true; readonly act: StaffAct; readonly confirmation: string | null };

const otherReasons = [
  'staff-only',
  'match-over',
  'match-not-live',
  'match-not-decided',
  'season-closed',
  'no-season',
  'matches-open',
  'player-unknown',
] as const;

const actColumns = {
  refusal: nullable(oneOf([...plainStaffRefusals, ...otherReasons])),
  refusalState: nullable(text),
  refusalCount: nullable(integer),
  confirmation: nullable(bigint),
  action: nullable(oneOf(staffActions)),
  playerId: nullable(bigint),
  playerName: nullable(text),
  event: nullable(oneOf(['settle', 'void', 'undo'])),
  winner: nullable(oneOf(['first', 'second', 'draw', 'void'])),
  seasonName: nullable(text),
  faction: nullable(text),
  before: nullable(integer),
  after: nullable(integer),
  until: nullable(timestamp),
  reason: nullable(text),
  waiting: nullable(integer),
  matches: nullable(integer),
  standings: nullable(integer),
  maps: nullable(texts),
  moves: nullable(integer),
  follows: nullable(text),
  wasBanned: nullable(boolean),
  wasUntil: nullable(timestamp),
  wasReason: nullable(text),
  ...maybeSeenMatchColumns,
};

const select = (call: string) => `select act.refusal, act.refusal_state, act.refusal_count, act.confirmation,
  act.action, act.player_id, act.player_name, act.event, act.winner, act.season, act.faction, act.before, act.after,
  act.until, act.reason, act.waiting, act.matches, act.standings, act.maps,
  act.moves, act.follows, act.was_banned, act.was_until, act.was_reason, seen.*
from ${call} act
left join lateral match_seen(act.match_id) seen on true`;

export const askStaff = defineStatement({
  name: 'staff.ask',
  text: select('staff_ask($1, $2, $3, $4, $5, $6)'),
  // Asked twice: a second question that nobody sees, and that ends by itself.
  resend: true,
  columns: actColumns,
  parameters: (
    { id, owner }: StaffActor,
    action: StaffAction,
    given: StaffArguments,
    times: { readonly now: Date; readonly expiresAt: Date },
  ) => [
    id,
    owner,
    action,
    JSON.stringify(given, (_, value) => (typeof value === 'string' ? storable(value) : value)),
    times.expiresAt.toISOString(),
    times.now.toISOString(),
  ],
  result: staffAnswer,
});

export const confirmStaff = defineStatement({
  name: 'staff.confirm',
  text: select('staff_confirm($1, $2, $3, $4)'),
  // Sent twice it would be refused the second time: as done already.
  resend: false,
  columns: actColumns,
  parameters: (confirmation: string, { id, owner }: StaffActor, now: Date) => [
    confirmation,
    id,
    owner,
    now.toISOString(),
  ],
  result: staffAnswer,
});

export const settleDispute = defineStatement({
  name: 'staff.settle',
  text: select('staff_settle($1, $2, $3, $4, $5)'),
  resend: false,
  columns: actColumns,
  parameters: (match: string, winner: string, { id, owner }: StaffActor, now: Date) => [
    match,
    winner,
    id,
    owner,
    now.toISOString(),
  ],
  result: staffAnswer,
});

/** Null: nothing will happen. */
export const cancelStaff = defineStatement({
  name: 'staff.cancel',
  text: 'select staff_cancel($1, $2)',
  resend: false,
  columns: { refusal: nullable(oneOf(['not-yours', 'confirmation-gone'])) },
  parameters: (confirmation: string, actor: string) => [confirmation, actor],
  result: (rows) => rows[0]?.refusal ?? null,
});

type ActRow = Row<typeof actColumns>;

function staffAnswer([row]: readonly ActRow[]): StaffAnswer {
  if (row === undefined) throw new TypeError('an act of staff gave no row');
  if (row.refusal !== null) return { ok: false, refusal: actRefusal(row.refusal, row) };
  return { ok: true, act: staffAct(row), confirmation: row.confirmation };
}

function actRefusal(reason: PlainStaffRefusal | (typeof otherReasons)[number], row: ActRow): ActRefusal {
  switch (reason) {
    case 'player-unknown':
      return { reason: 'subject-unknown' };
    case 'match-over': {
      const state = finalStates.find((final) => final === row.refusalState);
      // A dispute's message outlives a season that was thrown away.
      if (state === undefined) return { reason: 'match-unknown' };
      return state === 'decided' ? { reason: 'match-decided' } : { reason, state };
    }
    case 'matches-open':
      return { reason, matches: present(row.refusalCount) };
    case 'staff-only':
    case 'match-not-live':
    case 'match-not-decided':
    case 'season-closed':
    case 'no-season':
      return { reason };
    default:
      return { reason };
  }
}

function staffAct(row: ActRow): StaffAct {
  const action = present(row.action);
  switch (action) {
    case 'ban': {
      const { reason, until, waiting, matches } = row;
      return {
        action,
        ...about(row),
        reason,
        until,
        waits: present(waiting) > 0,
        matches: present(matches),
        replaces: row.wasBanned ? { until: row.wasUntil, reason: row.wasReason } : null,
      };
    }
    case 'unban':
      return { action, ...about(row), reason: row.reason, until: row.until };
    case 'aborts':
      return { action, ...about(row), before: present(row.before), after: present(row.after) };
    case 'dequeue':
      return { action, ...about(row), reason: row.reason };
    case 'clear-queue':
      return { action, reason: row.reason, waiting: present(row.waiting) };
    case 'adjust': {
      const [faction, before, after] = [present(row.faction), present(row.before), present(row.after)];
      return { action, ...about(row), reason: row.reason, faction, before, after };
    }
    case 'resolve':
      return {
        action,
        match: present(maybeSeenMatch(row)),
        winner: present(row.winner),
        moves: row.moves,
      };
    case 'void':
      return {
        action,
        match: present(maybeSeenMatch(row)),
        event: row.event === 'undo' ? 'undo' : 'void',
        moves: row.moves,
      };
    case 'season-close': {
      const [matches, waiting] = [present(row.matches), present(row.waiting)];
      const next = row.follows === null ? null : openedSeason(row.follows, row);
      return { action, season: present(row.seasonName), matches, waiting, next };
    }
    case 'season-open':
      return { action, ...openedSeason(present(row.seasonName), row) };
    case 'season-maps':
      return { action, season: present(row.seasonName), maps: present(row.maps) };
    case 'forget':
    case 'admin-add':
    case 'admin-remove':
      return { action, ...about(row) };
  }
}

function openedSeason(season: string, { until, standings, maps }: ActRow) {
  return { season, endsAt: present(until), standings: present(standings), maps: present(maps) };
}

function about({ playerId, playerName }: ActRow) {
  return { subject: { playerId: present(playerId), name: playerName } };
}

function present<Value>(value: Value | null): Value {
  if (value === null) throw new TypeError('an act of staff without what it is about');
  return value;
}
