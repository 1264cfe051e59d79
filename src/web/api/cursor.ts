// Where a page of a list begins, as the text that the page before gives out: whoever reads the list passes it on and
// need not understand it. Every cursor is a key, not a number of lines: it stays right whatever is added meanwhile.
import * as v from 'valibot';
import type { StandingKey } from '../../ladder/standing.ts';
import { SLUG } from '../slug.ts';

/** Below this standing, in this season. */
export interface StandingsCursor {
  readonly season: string;
  readonly key: StandingKey;
}

const digits = v.pipe(v.string(), v.regex(/^\d{1,18}$/));
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
/** As far as a JavaScript Date and a PostgreSQL timestamp both reach with ease: the year 9999. */
const LAST_MS = 253_402_300_799_999;
const INT4 = 2_147_483_647;

const shapes = {
  standings: v.strictTuple([
    v.literal('s'),
    v.pipe(v.string(), v.regex(SLUG)),
    whole(INT4),
    whole(LAST_MS),
    digits,
  ]),
  matches: v.strictTuple([v.literal('m'), digits]),
  seasons: v.strictTuple([v.literal('e'), whole(INT4)]),
} as const;

/** Null: not one of ours. */
export function readStandingsCursor(text: string): StandingsCursor | null {
  const read = opened(shapes.standings, text);
  if (read === null) return null;
  const [, season, rating, lastPlayedMs, id] = read;
  return { season, key: { rating, lastPlayedAt: new Date(lastPlayedMs), id } };
}

export function standingsCursor({ season, key }: StandingsCursor): string {
  return closed(['s', season, key.rating, key.lastPlayedAt.getTime(), key.id]);
}

/** Older than the match of this id. */
export function readMatchesCursor(text: string): string | null {
  return opened(shapes.matches, text)?.[1] ?? null;
}

export function matchesCursor(matchId: string): string {
  return closed(['m', matchId]);
}

/** Before the season of this id. */
export function readSeasonsCursor(text: string): number | null {
  return opened(shapes.seasons, text)?.[1] ?? null;
}

export function seasonsCursor(id: number): string {
  return closed(['e', id]);
}

/** Base64url: fit for an address as it is. Slugs are ASCII. */
function closed(parts: readonly (string | number)[]): string {
  return btoa(JSON.stringify(parts)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function opened<Schema extends v.GenericSchema>(shape: Schema, text: string): v.InferOutput<Schema> | null {
  try {
    const parsed = v.safeParse(shape, JSON.parse(atob(text.replaceAll('-', '+').replaceAll('_', '/'))));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
