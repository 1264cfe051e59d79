// Calls of the pool's object, gathered: what comes together crosses as one call, because calls are a quarter of what a
// busy Worker's interactions cost. It goes when nobody is on his way any more, and so at once where somebody comes alone.
// Each statement keeps its own answer and its own failure: neighbours share the way, and what may be asked as one.
import type { Arrivals } from './arrivals.ts';
import type { Clock } from './clock.ts';
import { isSpoilt, type MergedCall, memberAnswers, mergedCalls } from './merged-calls.ts';
import type { Call, Cost, Limits, PoolAnswer } from './pool-call.ts';
import type { RemotePool, SentCall } from './pooled.ts';
import type { Query } from './statement.ts';

/** Keeps a request's work going until the promise settles, whatever becomes of the request. */
export type WaitUntil = (promise: Promise<unknown>) => void;

/** Nobody waits longer for company: whoever joins then takes all along at once, also where the request that began has ended. */
const JOIN_MS = 8;

interface Waiting extends Call {
  readonly askedAt: number;
  readonly resolve: (answer: PoolAnswer) => void;
  readonly reject: (cause: unknown) => void;
}

interface Batch {
  readonly begunAt: number;
  readonly calls: Waiting[];
  /** Whoever began it need not see to it any more. */
  readonly release: () => void;
}

/** To one object, made anew for each call: one that broke stays broken, and it belongs to the request that made it. */
export type Way = () => RemotePool;

export class GatheredCalls {
  /** To the object whose turn it is. */
  readonly #nextWay: () => Way;
  readonly #clock: Clock;
  readonly #arrivals: Arrivals;
  /** Not sent yet. */
  #batch: Batch | null = null;

  constructor(nextWay: () => Way, clock: Clock, arrivals: Arrivals) {
    this.#nextWay = nextWay;
    this.#clock = clock;
    this.#arrivals = arrivals;
  }

  run(query: Query, limits: Limits, waitUntil: WaitUntil): Promise<PoolAnswer> {
    const now = this.#clock.now();
    const expecting = this.#arrivals.expecting(now);
    if (!expecting && this.#batch === null) return this.#nextWay()().run(query, limits);
    return new Promise((resolve, reject) => {
      const batch = this.#batch ?? this.#begin(now, waitUntil);
      batch.calls.push({ query, limits, askedAt: now, resolve, reject });
      if (!expecting || now - batch.begunAt > JOIN_MS) waitUntil(this.#send(batch));
    });
  }

  #begin(begunAt: number, waitUntil: WaitUntil): Batch {
    const { promise, resolve } = Promise.withResolvers<void>();
    const batch: Batch = { begunAt, calls: [], release: resolve };
    this.#batch = batch;
    // Whoever is expected may never come, or ask nothing.
    const cancel = this.#clock.after(0, resolve);
    const ended = promise.then(() => {
      cancel();
      return this.#batch === batch ? this.#send(batch) : undefined;
    });
    waitUntil(ended);
    return batch;
  }

  async #send(batch: Batch): Promise<void> {
    this.#batch = null;
    batch.release();
    const way = this.#nextWay();
    // What was left behind beyond its time has nobody who waits for it: it must not run after all.
    const now = this.#clock.now();
    const isLate = ({ askedAt, limits }: Waiting) => now - askedAt > limits.answerMs;
    for (const { reject } of batch.calls.filter(isLate)) reject(new Error('left behind by its request'));
    const calls = mergedCalls(
      batch.calls
        .filter((call) => !isLate(call))
        .map((call) => ({ ...call, limits: limitsAt(now, call), askedAt: now })),
    );
    const unanswered = new Set(calls);
    const alone: Promise<void>[] = [];
    let begun = false;
    try {
      let part = await way().runTogether(sentCalls(calls));
      begun = true;
      for (;;) {
        for (const { place, answer } of part.answers) {
          const call = calls[place];
          if (call === undefined) continue;
          alone.push(...this.#answer(call, answer, way));
          unanswered.delete(call);
        }
        if (part.rest === null) break;
        part = await way().moreAnswers(part.rest);
      }
    } catch (cause) {
      for (const { query, limits, resolve, reject } of [...unanswered].flatMap(({ members }) => members)) {
        if (!begun && isUnknownCall(cause)) way().run(query, limits).then(resolve, reject);
        else reject(cause);
      }
    }
    await Promise.all(alone);
  }

  /** Until each who has to ask again alone has his answer. */
  #answer(call: MergedCall<Waiting>, answer: PoolAnswer, way: Way): readonly Promise<void>[] {
    if (isSpoilt(call, answer)) return call.members.map((member) => this.#askAlone(member, way, answer.cost));
    for (const [{ resolve }, own] of memberAnswers(call, answer)) resolve(own);
    return [];
  }

  async #askAlone(waiting: Waiting, way: Way, before: Cost): Promise<void> {
    const { query, resolve, reject } = waiting;
    try {
      const { cost, ...answer } = await way().run(query, limitsAt(this.#clock.now(), waiting));
      resolve({
        ...answer,
        cost: {
          roundTrips: before.roundTrips + cost.roundTrips,
          waitingMs: before.waitingMs + cost.waitingMs,
          roundTripMs: before.roundTripMs + cost.roundTripMs,
          cold: before.cold || cost.cold,
        },
      });
    } catch (cause) {
      reject(cause);
    }
  }
}

/** What is left of the time that there was when it was asked. */
function limitsAt(now: number, { askedAt, limits: { waitMs, answerMs } }: Waiting): Limits {
  const passedMs = now - askedAt;
  return { waitMs: Math.max(0, waitMs - passedMs), answerMs: Math.max(0, answerMs - passedMs) };
}

/** What a statement always is, is one object for all calls of it: so it crosses once, and most statements are long. */
function sentCalls(calls: readonly Call[]): readonly SentCall[] {
  const statements = new Map<string, SentCall['statement']>();
  return calls.map(({ query: { name, text, resend, reads = false, parameters }, limits }) => {
    let statement = statements.get(name);
    if (statement?.text !== text || statement.resend !== resend || statement.reads !== reads) {
      statement = { name, text, resend, reads };
      statements.set(name, statement);
    }
    return { statement, parameters, limits };
  });
}

/** During a deployment an object may be of the version before, which took each call alone: nothing has run. */
function isUnknownCall(cause: unknown): boolean {
  return cause instanceof TypeError && cause.message.includes('does not implement');
}
