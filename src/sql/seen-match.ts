// The columns of `match_seen`, and how they are read. A statement that has done something to a match joins the
// function to what it did, so that it shows the match afterwards.
import { matchStates } from '../ladder/match.ts';
import { matchEnds, type SeenContestant, type SeenMatch } from '../ladder/seen-match.ts';
import {
  bigint,
  boolean,
  type Column,
  type Columns,
  integer,
  nullable,
  oneOf,
  type Row,
  text,
  timestamp,
} from '../postgres/column.ts';

const results = ['win', 'draw', 'loss'] as const;

const contestantColumns = {
  Player: bigint,
  Name: nullable(text),
  Country: nullable(text),
  Region: nullable(text),
  BattleTag: nullable(text),
  Alternate1: nullable(text),
  Alternate2: nullable(text),
  Faction: text,
  Rating: integer,
  Win: integer,
  Draw: integer,
  Loss: integer,
  Accepted: boolean,
  Report: nullable(oneOf(results)),
  Aborted: boolean,
  Moved: nullable(integer),
  RatingAfter: nullable(integer),
  Waits: boolean,
};

/** `select seen.*`, in its order. */
export const seenMatchColumns = {
  id: bigint,
  season: text,
  seasonOpen: boolean,
  state: oneOf(matchStates),
  waveAt: timestamp,
  map: nullable(text),
  server: nullable(text),
  deadline: nullable(timestamp),
  liveAt: nullable(timestamp),
  endedAt: nullable(timestamp),
  outcome: nullable(oneOf(['first', 'second', 'draw'])),
  endedBy: nullable(oneOf(matchEnds)),
  staffChannelId: nullable(bigint),
  staffMessageId: nullable(bigint),
  settledBy: nullable(bigint),
  ...prefixed('first', contestantColumns),
  ...prefixed('second', contestantColumns),
};

/** The same where there may be no match: every column null. */
export const maybeSeenMatchColumns = allNullable(seenMatchColumns);

export type SeenMatchRow = Row<typeof seenMatchColumns>;

function seenMatch(row: SeenMatchRow): SeenMatch {
  const { staffChannelId, staffMessageId } = row;
  return {
    id: row.id,
    season: row.season,
    seasonOpen: row.seasonOpen,
    state: row.state,
    waveAt: row.waveAt,
    map: row.map,
    server: row.server,
    deadline: row.deadline,
    liveAt: row.liveAt,
    endedAt: row.endedAt,
    outcome: row.outcome,
    endedBy: row.endedBy,
    staffMessage:
      staffChannelId === null || staffMessageId === null
        ? null
        : { channelId: staffChannelId, messageId: staffMessageId },
    settledBy: row.settledBy,
    players: { first: contestant('first', row), second: contestant('second', row) },
  };
}

/** Null where there is no match. */
export function maybeSeenMatch(row: Row<typeof maybeSeenMatchColumns>): SeenMatch | null {
  // One column that is never null in a match stands for all.
  return row.id === null ? null : seenMatch(row as SeenMatchRow);
}

function contestant(which: 'first' | 'second', row: SeenMatchRow): SeenContestant {
  const at = <Key extends keyof typeof contestantColumns>(key: Key) =>
    row[`${which}${key}`] as Row<typeof contestantColumns>[Key];
  return {
    playerId: at('Player'),
    name: at('Name') ?? at('Player'),
    country: at('Country'),
    region: at('Region'),
    battleTag: at('BattleTag'),
    alternateNames: [at('Alternate1'), at('Alternate2')].filter((name) => name !== null),
    faction: at('Faction'),
    rating: at('Rating'),
    stakes: { win: at('Win'), draw: at('Draw'), loss: at('Loss') },
    accepted: at('Accepted'),
    report: at('Report'),
    aborted: at('Aborted'),
    moved: at('Moved'),
    ratingAfter: at('RatingAfter'),
    waits: at('Waits'),
  };
}

function prefixed<const Prefix extends string, Shape extends Columns>(prefix: Prefix, columns: Shape) {
  const entries = Object.entries(columns).map(([key, column]) => [`${prefix}${key}`, column]);
  return Object.fromEntries(entries) as {
    readonly [Key in keyof Shape & string as `${Prefix}${Key}`]: Shape[Key];
  };
}

function allNullable<Shape extends Columns>(columns: Shape) {
  const entries = Object.entries<Column<unknown>>(columns).map(([key, column]) => [key, nullable(column)]);
  return Object.fromEntries(entries) as {
    readonly [Key in keyof Shape]: Shape[Key] extends Column<infer Value> ? Column<Value | null> : never;
  };
}
