// Calls of the pool's object, gathered: what comes in a burst crosses as one call, because calls are a quarter of what
// a busy Worker's interactions cost. What comes alone goes at once. Each statement keeps its own answer, its own time
// and its own failure: neighbours share the way, and nothing else.
import type { Clock } from './clock.ts';
import type { Call, Limits, PoolAnswer } from './pool-call.ts';
import type { RemotePool, SentCall } from './pooled.ts';
import type { Query } from './statement.ts';

/** Keeps a request's work going until the promise settles, whatever becomes of the request. */
export type Keep = (promise: Promise<unknown>) => void;

/** A call so soon after another is one of many. */
const BURST_MS = 3;
/** The request that gathers may be ended before it sends: nobody joins it later than this. */
const JOIN_MS = 20;

interface Waiting extends Call {
  readonly resolve: (answer: PoolAnswer) => void;
  readonly reject: (cause: unknown) => void;
}

interface Batch {
  readonly begunAt: number;
  readonly calls: Waiting[];
}

export class GatheredCalls {
  /** Made anew for each call: one that broke stays broken, and it belongs to the request that made it. */
  readonly #pool: () => RemotePool;
  readonly #clock: Clock;
  #lastCallAt = Number.NEGATIVE_INFINITY;
  #batch: Batch | null = null;

  constructor(pool: () => RemotePool, clock: Clock) {
    this.#pool = pool;
    this.#clock = clock;
  }

  run(query: Query, limits: Limits, keep: Keep): Promise<PoolAnswer> {
    const now = this.#clock.now();
    const alone = now - this.#lastCallAt > BURST_MS;
    this.#lastCallAt = now;
    if (alone) return this.#pool().run(query, limits);
    return new Promise((resolve, reject) => {
      this.#openBatch(now, keep).calls.push({ query, limits, resolve, reject });
    });
  }

  #openBatch(now: number, keep: Keep): Batch {
    const open = this.#batch;
    if (open !== null && now - open.begunAt <= JOIN_MS) return open;
    const batch: Batch = { begunAt: now, calls: [] };
    this.#batch = batch;
    // A timer fires when all that has arrived by now has been begun.
    keep(new Promise<void>((resolve) => this.#clock.after(0, resolve)).then(() => this.#send(batch)));
    return batch;
  }

  async #send(batch: Batch): Promise<void> {
    if (this.#batch === batch) this.#batch = null;
    const { calls } = batch;
    let begun = false;
    try {
      let part = await this.#pool().runTogether(sentCalls(calls));
      begun = true;
      for (;;) {
        for (const { place, answer } of part.answers) calls[place]?.resolve(answer);
        if (part.rest === null) return;
        part = await this.#pool().moreAnswers(part.rest);
      }
    } catch (cause) {
      // Whoever has its answer already hears nothing of this.
      for (const { query, limits, resolve, reject } of calls) {
        if (!begun && isUnknownCall(cause)) this.#pool().run(query, limits).then(resolve, reject);
        else reject(cause);
      }
    }
  }
}

/** What a statement always is, is one object for all calls of it: so it crosses once, and most statements are long. */
function sentCalls(calls: readonly Call[]): readonly SentCall[] {
  const statements = new Map<string, SentCall['statement']>();
  return calls.map(({ query: { name, text, resend, parameters }, limits }) => {
    let statement = statements.get(name);
    if (statement?.text !== text || statement.resend !== resend) {
      statement = { name, text, resend };
      statements.set(name, statement);
    }
    return { statement, parameters, limits };
  });
}

/** During a deployment an object may be of the version before, which took each call alone: nothing has run. */
function isUnknownCall(cause: unknown): boolean {
  return cause instanceof TypeError && cause.message.includes('does not implement');
}
