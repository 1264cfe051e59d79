// Discord's rate limits as they are known: per route and major parameter (channel, guild, webhook token), and 50
// requests a second for a bot's token. Pure: counts what it is told, at the time it is told.
import { createHash } from 'node:crypto';

export interface LimitRule {
  /** What X-RateLimit-Bucket is made from. Two rules may name the same bucket and yet count apart, as Discord does. */
  readonly bucket: string;
  /** Such as `POST /channels/{channel}/messages`; one count for all of them. */
  readonly routes: readonly string[];
  /** A sliding window gives places back one by one, a fixed one all at once, when it ends. */
  readonly window: 'sliding' | 'fixed';
  readonly limit: number;
  readonly periodMs: number;
}

/**
 * Discord publishes no numbers; these are what clients have observed. Messages: 5 in 5 s a channel, a new one and an
 * edit under one bucket name but counted apart (discord-api-docs 1442, 8073), in sliding windows since 2022 (7680).
 * A route that is not listed sends no headers. Opening direct messages is punished when it comes in bursts, by no
 * published number: 10 in 10 s is this file's guess, on the careful side.
 */
export const OBSERVED_LIMITS: readonly LimitRule[] = [
  rule('messages', 'sliding', 5, 5000, 'POST /channels/{channel}/messages'),
  rule('messages', 'sliding', 5, 5000, 'PATCH /channels/{channel}/messages/{message}'),
  rule('message-deletion', 'sliding', 5, 1000, 'DELETE /channels/{channel}/messages/{message}'),
  rule('direct-channels', 'fixed', 10, 10_000, 'POST /users/@me/channels'),
  rule(
    'interaction-webhook',
    'sliding',
    5,
    2000,
    'POST /webhooks/{application}/{token}',
    'PATCH /webhooks/{application}/{token}/messages/{message}',
    'DELETE /webhooks/{application}/{token}/messages/{message}',
  ),
  rule('commands', 'fixed', 5, 20_000, 'PUT /applications/{application}/commands'),
  rule('guild-commands', 'fixed', 5, 20_000, 'PUT /applications/{application}/guilds/{guild}/commands'),
];

function rule(
  bucket: string,
  window: LimitRule['window'],
  limit: number,
  periodMs: number,
  ...routes: readonly string[]
): LimitRule {
  return { bucket, window, limit, periodMs, routes };
}

/** Milliseconds since 1970 leave a fraction of one only so many digits. */
const ROUNDING_MS = 0.01;
const GLOBAL_LIMIT = 50;
const GLOBAL_PERIOD_MS = 1000;

export interface LimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Null when the request may go on. */
  readonly refusal: { readonly retryAfterMs: number; readonly global: boolean } | null;
}

export interface Limits {
  /** Counts a request. A webhook's own requests need no token, and do not count for the bot's. */
  take(request: { route: string; major: string; withToken: boolean }, nowMs: number): LimitVerdict;
}

/** A count: when all of it will be free again, and for a fixed window how much is taken. */
interface Count {
  freeAtMs: number;
  taken: number;
}

export function limitsOf(rules: readonly LimitRule[]): Limits {
  const ruleOf = new Map(rules.flatMap((each) => each.routes.map((route) => [route, each] as const)));
  const counts = new Map<LimitRule, Map<string, Count>>(rules.map((each) => [each, new Map()]));
  let recentMs: number[] = [];

  function globalRefusal(nowMs: number): LimitVerdict | null {
    recentMs = recentMs.filter((time) => nowMs - time < GLOBAL_PERIOD_MS);
    const first = recentMs[0];
    if (recentMs.length < GLOBAL_LIMIT || first === undefined) return null;
    const retryAfterMs = first + GLOBAL_PERIOD_MS - nowMs;
    const headers = {
      'retry-after': wholeSeconds(retryAfterMs),
      'x-ratelimit-global': 'true',
      'x-ratelimit-scope': 'global',
    };
    return { headers, refusal: { retryAfterMs, global: true } };
  }

  return {
    take({ route, major, withToken }, nowMs) {
      const refused = withToken ? globalRefusal(nowMs) : null;
      if (refused) return refused;
      const applying = ruleOf.get(route);
      const kept = applying && counts.get(applying);
      const verdict = applying && kept ? takeFrom(applying, countIn(kept, major), nowMs) : FREE;
      if (withToken && !verdict.refusal) recentMs.push(nowMs);
      return verdict;
    },
  };
}

const FREE: LimitVerdict = { headers: {}, refusal: null };

function countIn(kept: Map<string, Count>, major: string): Count {
  const count = kept.get(major) ?? { freeAtMs: 0, taken: 0 };
  kept.set(major, count);
  return count;
}

function takeFrom(applying: LimitRule, count: Count, nowMs: number): LimitVerdict {
  const { limit, periodMs, window } = applying;
  const retryAfterMs = window === 'sliding' ? slide(applying, count, nowMs) : fill(applying, count, nowMs);
  const resetAfterMs = count.freeAtMs - nowMs;
  const used = window === 'sliding' ? (resetAfterMs * limit) / periodMs : count.taken;
  const headers = {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(retryAfterMs > 0 ? 0 : Math.max(0, Math.floor(limit - used + 0.001))),
    'x-ratelimit-reset': seconds(count.freeAtMs),
    'x-ratelimit-reset-after': seconds(resetAfterMs),
    'x-ratelimit-bucket': createHash('md5').update(applying.bucket).digest('hex'),
  };
  if (retryAfterMs === 0) return { headers, refusal: null };
  return {
    headers: { ...headers, 'retry-after': wholeSeconds(retryAfterMs), 'x-ratelimit-scope': 'user' },
    refusal: { retryAfterMs, global: false },
  };
}

/** Takes a place that comes back on its own after a share of the period; gives how long to wait where there is none. */
function slide({ limit, periodMs }: LimitRule, count: Count, nowMs: number): number {
  const shareMs = periodMs / limit;
  const from = Math.max(count.freeAtMs, nowMs);
  const waitMs = from + shareMs - nowMs - periodMs;
  if (waitMs > ROUNDING_MS) return waitMs;
  count.freeAtMs = from + shareMs;
  return 0;
}

function fill({ limit, periodMs }: LimitRule, count: Count, nowMs: number): number {
  if (nowMs >= count.freeAtMs) {
    count.freeAtMs = nowMs + periodMs;
    count.taken = 0;
  }
  if (count.taken >= limit) return count.freeAtMs - nowMs;
  count.taken += 1;
  return 0;
}

/** To the millisecond, never less than it is. */
export function seconds(ms: number): string {
  return (Math.ceil(ms - ROUNDING_MS) / 1000).toFixed(3);
}

function wholeSeconds(ms: number): string {
  return String(Math.ceil(ms / 1000));
}
