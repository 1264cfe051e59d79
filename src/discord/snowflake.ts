// Discord's ids: 63-bit numbers written as decimal text, which carry the moment they were made.
import * as v from 'valibot';

/** Milliseconds from the Unix epoch to Discord's, the first of January 2015. */
const DISCORD_EPOCH_MS = 1_420_070_400_000;
const LARGEST = 2n ** 63n - 1n;

/** Ids go to PostgreSQL's bigint: what would not fit is refused at the edge. */
export const snowflakeSchema = v.pipe(v.string(), v.check(isSnowflake, 'not a Discord id'));

/** The one form of an id, wherever one is typed, configured or received. */
export function isSnowflake(text: string): boolean {
  return /^\d{1,19}$/.test(text) && (text.length < 19 || BigInt(text) <= LARGEST);
}

export function snowflakeTime(id: string): Date {
  return new Date(Number(BigInt(id) >> 22n) + DISCORD_EPOCH_MS);
}
