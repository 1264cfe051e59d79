// Sends requests as fast as Discord's limits allow and no faster: in the order they came wherever several could go,
// many under way at once. A 429 that comes all the same is waited for, a few times; what would wait too long comes back
// unsent.
import { limitKey, type RateLimits } from './rate-limits.ts';
import { DiscordFailure, type RestAnswer, type RestRequest, type Send } from './rest.ts';

/** Discord's code for direct messages that are opened too fast, which no header tells of before. */
export const OPENING_TOO_FAST = 40_003;
/** So long after it gaps are kept by all. */
const CAREFUL_MS = 10 * 60_000;

/** So often a 429 is waited for here. One that comes on and on is about this very request, and no limit of its route. */
const MOST_REFUSALS = 3;

/** A token that is refused is refused for every request; asking on and on gets the whole address banned. */
export const REFUSED_PAUSE_MS = 5 * 60_000;

export interface PacedSendSettings {
  readonly send: Send;
  readonly limits: RateLimits;
  readonly clock: {
    readonly now: () => number;
    /** Calls once after `ms`; returns its own cancellation. */
    readonly after: (ms: number, action: () => void) => () => void;
  };
  /** Requests under way at once. */
  readonly atOnce: number;
  /** Whatever cannot go within this comes back. */
  readonly patienceMs: number;
  /**
   * Between two requests of a route, by method and template: for what is punished without a limit being told. What is
   * pressing keeps them once it has been punished.
   */
  readonly gapsMs: Readonly<Record<string, number>>;
}

export type Sent =
  | { readonly kind: 'answered'; readonly answer: RestAnswer }
  /** No answer came; whether it was done is unknown. */
  | { readonly kind: 'lost'; readonly failure: DiscordFailure }
  /** It was not sent, and can be from that moment on, in milliseconds since 1970. */
  | { readonly kind: 'postponed'; readonly untilMs: number };

export type PacedSend = (request: RestRequest) => Promise<Sent>;

interface Waiting {
  readonly request: RestRequest;
  readonly route: string;
  readonly major: string;
  readonly sinceMs: number;
  /** With a 429. */
  refusals: number;
  readonly settle: (sent: Sent) => void;
  readonly fail: (error: unknown) => void;
}

export function pacedSend(settings: PacedSendSettings): PacedSend {
  const { send, limits, clock, atOnce, patienceMs, gapsMs } = settings;
  let waiting: Waiting[] = [];
  let underWay = 0;
  let cancelTimer = () => {};
  /** By route: not before, so that its gap is kept. */
  const gapUntilMs = new Map<string, number>();
  let refusedUntilMs = 0;
  let carefulUntilMs = 0;

  function readyAt({ route, major, request }: Waiting, nowMs: number): number {
    const hasGap = !request.pressing || nowMs < carefulUntilMs;
    const gapMs = hasGap ? (gapUntilMs.get(route) ?? 0) : 0;
    return Math.max(limits.readyAt(route, major, nowMs), gapMs, refusedUntilMs);
  }

  /** Lets go whatever can; comes again when something else could. */
  function look(): void {
    cancelTimer();
    const nowMs = clock.now();
    let nextMs = Number.POSITIVE_INFINITY;
    const staying: Waiting[] = [];
    for (const each of waiting) {
      const readyMs = underWay < atOnce ? readyAt(each, nowMs) : Number.POSITIVE_INFINITY;
      if (readyMs <= nowMs) {
        void attempt(each, nowMs);
        continue;
      }
      const known = Number.isFinite(readyMs);
      if (known && Math.max(readyMs, nowMs) - each.sinceMs > patienceMs) {
        each.settle({ kind: 'postponed', untilMs: readyMs });
        continue;
      }
      staying.push(each);
      nextMs = Math.min(nextMs, readyMs);
    }
    waiting = staying;
    cancelTimer = Number.isFinite(nextMs) ? clock.after(Math.max(1, nextMs - nowMs), look) : () => {};
  }

  async function attempt(each: Waiting, nowMs: number): Promise<void> {
    const { request, route, major, settle, fail } = each;
    const ticket = limits.sent(route, major, nowMs);
    gapUntilMs.set(route, nowMs + (gapsMs[route] ?? 0));
    underWay += 1;
    try {
      const answer = await send(request);
      // Sets itself again below. Until it rings, workerd's clock stands at its time, however late it is.
      cancelTimer();
      limits.answered(ticket, answer, clock.now());
      if (answer.failure?.code === OPENING_TOO_FAST) carefulUntilMs = clock.now() + CAREFUL_MS;
      if (answer.status === 401) refusedUntilMs = clock.now() + REFUSED_PAUSE_MS;
      if (answer.status === 429) each.refusals += 1;
      if (answer.status === 429 && each.refusals < MOST_REFUSALS) waiting.unshift(each);
      else settle({ kind: 'answered', answer });
    } catch (error) {
      cancelTimer();
      limits.lost(ticket, clock.now());
      if (error instanceof DiscordFailure) settle({ kind: 'lost', failure: error });
      else fail(error);
    } finally {
      underWay -= 1;
      look();
    }
  }

  return (request) =>
    new Promise((settle, fail) => {
      const key = limitKey(request);
      waiting.push({ request, ...key, sinceMs: clock.now(), refusals: 0, settle, fail });
      look();
    });
}
