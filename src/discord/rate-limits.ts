// When a request may go to Discord without a 429, learned from its answers' headers. Pure bookkeeping: told what was
// sent and what came back, and when; asks no clock and sends nothing. Careful on purpose: a place counts as taken
// from before the request reaches Discord until after Discord has let go of it, so that neither the way there nor
// answers out of order can make it wrong. The price is one way there and back for every full window.
//
// Two oddities of Discord's are met by the same care: routes under one bucket name may count apart (discord-api-docs
// 8073), and windows may slide or be fixed with nothing to tell which (7680). So what a bucket has left only falls
// until its reset has passed, whatever an answer in between says.
import { bucketFigures, type LimitFigures } from './limit-figures.ts';
import type { RestAnswer, RestRequest } from './rest.ts';

export interface RateLimits {
  /** The earliest moment; Infinity: not before an answer to what is under way. */
  readyAt(route: string, major: string, nowMs: number): number;
  /** It goes now. Its ticket has to come back, with the answer or without. */
  sent(route: string, major: string, nowMs: number): LimitTicket;
  answered(ticket: LimitTicket, answer: LimitAnswer, nowMs: number): void;
  /** No answer came, and none will. */
  lost(ticket: LimitTicket, nowMs: number): void;
  figures(nowMs: number): LimitFigures;
}

/** A request under way. */
export interface LimitTicket {
  readonly route: string;
  readonly major: string;
  readonly window: LimitWindow;
}

export type LimitAnswer = Pick<RestAnswer, 'status' | 'headers' | 'body'>;

/** What requests are told apart by: method and template, and the resource whose limits they count for. */
export function limitKey({
  method,
  route,
  parameters = {},
}: Pick<RestRequest, 'method' | 'route' | 'parameters'>): { readonly route: string; readonly major: string } {
  const named = MAJOR_PARAMETERS.flatMap((name) => parameters[name] ?? []);
  return { route: `${method} ${route}`, major: named.join('/') };
}

const MAJOR_PARAMETERS = ['channel', 'guild', 'token'] as const;
/** Requests a second for one bot token, over all routes but those of webhooks. */
const GLOBAL_LIMIT = 50;
const GLOBAL_PERIOD_MS = 1000;
/** A Worker's clock stands still while it works: on a busy machine an answer may have come so much later than it says. */
const CLOCK_LAG_MS = 30;
/** For a 429 that does not say how long, and for a place whose fate is unknown. */
const UNSAID_MS = 1000;
/** There are as many windows as channels: those with nothing in them are dropped beyond this. */
const KEPT_WINDOWS = 1000;

/** The places of one bucket for one major parameter. */
export interface LimitWindow {
  limit: number;
  /** Not taken since the last reset. */
  left: number;
  underWay: number;
  /** When all places are free again; null before an answer has said so. */
  resetAtMs: number | null;
}

/** What answers have told of a route. */
export type Knowledge =
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'bucket'; readonly name: string; readonly limit: number; readonly longestMs: number };

export function rateLimits(): RateLimits {
  const known = new Map<string, Knowledge>();
  const windows = new Map<string, LimitWindow>();
  /** By route and major parameter: a 429 was answered. */
  const blockedUntilMs = new Map<string, number>();
  const everything = globalCount();
  let refusals = 0;

  /** An unknown route has one place for all its majors: the first answer is to name its bucket. */
  function windowOf(route: string, major: string, nowMs: number): LimitWindow {
    const knowledge = known.get(route);
    if (knowledge?.kind === 'unlimited')
      return windowNamed(`${route} ${major}`, Number.POSITIVE_INFINITY, nowMs);
    if (knowledge === undefined) return windowNamed(route, 1, nowMs);
    return windowNamed(`${knowledge.name} ${major}`, knowledge.limit, nowMs);
  }

  function windowNamed(name: string, limit: number, nowMs: number): LimitWindow {
    const window = windows.get(name) ?? { limit, left: limit, underWay: 0, resetAtMs: null };
    windows.set(name, window);
    reset(window, nowMs);
    return window;
  }

  function dropEmpty(nowMs: number): void {
    if (windows.size + blockedUntilMs.size <= KEPT_WINDOWS) return;
    for (const [name, { underWay, resetAtMs }] of windows) {
      if (underWay === 0 && (resetAtMs === null || nowMs >= resetAtMs)) windows.delete(name);
    }
    for (const [name, untilMs] of blockedUntilMs) if (nowMs >= untilMs) blockedUntilMs.delete(name);
  }

  function learn({ route, major, window }: LimitTicket, headers: LimitHeaders, nowMs: number): void {
    const { name, limit, remaining, resetAfterMs } = headers;
    const before = known.get(route);
    const longestMs = Math.max(before?.kind === 'bucket' ? before.longestMs : 0, resetAfterMs);
    known.set(route, { kind: 'bucket', name, limit, longestMs });
    const own = windowNamed(`${name} ${major}`, limit, nowMs);
    own.limit = limit;
    own.left = Math.min(own.left, remaining);
    own.resetAtMs = Math.max(own.resetAtMs ?? 0, nowMs + resetAfterMs);
    if (window === own) return;
    // The place that stood for the unknown route has done its work; one of another bucket may never be named again.
    if (before === undefined) windows.delete(route);
    else window.resetAtMs ??= own.resetAtMs;
  }

  /** It was taken, and no answer says for how long: for as long as this bucket was ever seen to take. */
  function presume({ route, window }: LimitTicket, nowMs: number): void {
    const knowledge = known.get(route);
    if (knowledge === undefined) {
      window.left = window.limit;
    } else if (knowledge.kind === 'bucket') {
      window.resetAtMs = Math.max(window.resetAtMs ?? 0, nowMs + Math.max(knowledge.longestMs, UNSAID_MS));
    }
  }

  function block(
    { route, major }: LimitTicket,
    answer: LimitAnswer,
    headers: LimitHeaders | null,
    nowMs: number,
  ): void {
    const untilMs = nowMs + retryAfterMs(answer);
    // One that names neither bucket nor scope comes from in front of Discord, and is about all of it.
    const global = isGlobal(answer) || (headers === null && answer.headers.get('x-ratelimit-scope') === null);
    if (global) everything.blockUntil(untilMs);
    else blockedUntilMs.set(`${route} ${major}`, untilMs);
  }

  return {
    readyAt(route, major, nowMs) {
      const window = windowOf(route, major, nowMs);
      const blockedMs = blockedUntilMs.get(`${route} ${major}`) ?? nowMs;
      const windowMs = window.left > 0 ? nowMs : (window.resetAtMs ?? Number.POSITIVE_INFINITY);
      const globalMs = countsGlobally(route) ? everything.readyAt(nowMs) : nowMs;
      return Math.max(nowMs, blockedMs, windowMs, globalMs);
    },
    sent(route, major, nowMs) {
      dropEmpty(nowMs);
      const window = windowOf(route, major, nowMs);
      window.left -= 1;
      window.underWay += 1;
      if (countsGlobally(route)) everything.sent();
      return { route, major, window };
    },
    answered(ticket, answer, nowMs) {
      settle(ticket, nowMs);
      const { route } = ticket;
      const headers = readLimitHeaders(answer.headers);
      const refused = answer.status === 429;
      if (refused) refusals += 1;
      if (refused) block(ticket, answer, headers, nowMs);
      // A refusal may name another limit than the route's own; that one is met by waiting as it says.
      if (headers && (!refused || !known.has(route))) learn(ticket, headers, nowMs);
      else if (answer.status < 300 && known.get(route)?.kind !== 'bucket') forgetLimits(ticket);
      else presume(ticket, nowMs);
    },
    lost(ticket, nowMs) {
      settle(ticket, nowMs);
      presume(ticket, nowMs);
    },
    figures: (nowMs) => ({
      refused: refusals,
      global: everything.figures(nowMs),
      buckets: bucketFigures(known, windows, nowMs),
    }),
  };

  function settle({ route, window }: LimitTicket, nowMs: number): void {
    // First: what was under way when all places came back has taken one of them.
    reset(window, nowMs);
    window.underWay -= 1;
    if (countsGlobally(route)) everything.answered(nowMs);
  }

  function forgetLimits({ route }: LimitTicket): void {
    if (known.has(route)) return;
    known.set(route, { kind: 'unlimited' });
    windows.delete(route);
  }
}

/** Where its time has come. */
function reset(window: LimitWindow, nowMs: number): void {
  if (window.resetAtMs === null || nowMs < window.resetAtMs) return;
  window.resetAtMs = null;
  window.left = window.limit - window.underWay;
}

/** Webhooks of interactions carry no bot token: they have their own limits and none in common. */
function countsGlobally(route: string): boolean {
  return !route.includes(' /webhooks/');
}

/** No more than the limit within any second, wherever in its time under way Discord has counted a request. */
function globalCount() {
  let underWay = 0;
  let blockedUntilMs = 0;
  /** Of requests whose place is not free again yet, oldest first. */
  let freeAtMs: number[] = [];
  return {
    readyAt(nowMs: number): number {
      freeAtMs = freeAtMs.filter((time) => time > nowMs);
      const full = underWay + freeAtMs.length >= GLOBAL_LIMIT;
      return Math.max(blockedUntilMs, full ? (freeAtMs[0] ?? Number.POSITIVE_INFINITY) : nowMs);
    },
    sent() {
      underWay += 1;
    },
    answered(nowMs: number) {
      underWay -= 1;
      freeAtMs.push(nowMs + GLOBAL_PERIOD_MS + CLOCK_LAG_MS);
    },
    figures(nowMs: number) {
      freeAtMs = freeAtMs.filter((time) => time > nowMs);
      return { used: underWay + freeAtMs.length, limit: GLOBAL_LIMIT };
    },
    blockUntil(untilMs: number) {
      blockedUntilMs = Math.max(blockedUntilMs, untilMs);
    },
  };
}

interface LimitHeaders {
  readonly name: string;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAfterMs: number;
}

/** Null where the route sends none. */
function readLimitHeaders(headers: Headers): LimitHeaders | null {
  const name = headers.get('x-ratelimit-bucket');
  const limit = number(headers.get('x-ratelimit-limit'));
  const remaining = number(headers.get('x-ratelimit-remaining'));
  const resetAfter = number(headers.get('x-ratelimit-reset-after'));
  if (name === null || limit === null || remaining === null || resetAfter === null) return null;
  return { name, limit, remaining, resetAfterMs: Math.ceil(resetAfter * 1000) };
}

function isGlobal({ headers, body }: LimitAnswer): boolean {
  return headers.get('x-ratelimit-scope') === 'global' || bodyField(body, 'global') === true;
}

function retryAfterMs({ headers, body }: LimitAnswer): number {
  const said = bodyField(body, 'retry_after');
  const seconds = typeof said === 'number' ? said : number(headers.get('retry-after'));
  return seconds === null ? UNSAID_MS : Math.ceil(seconds * 1000);
}

function bodyField(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function number(text: string | null): number | null {
  const value = Number(text ?? Number.NaN);
  return text !== null && Number.isFinite(value) ? value : null;
}
