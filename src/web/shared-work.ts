// Work that several requests ask for at once is done once: those who come while it is under way wait for it.

export class SharedWork<Result> {
  readonly #waitMs: number;
  readonly #underWay = new Map<string, Promise<Result>>();

  /** Nobody waits longer than `waitMs` for what another request has begun, and whoever comes then begins it anew. */
  constructor(waitMs: number) {
    this.#waitMs = waitMs;
  }

  /** `hold` keeps the work alive when whoever began it goes away: others may be waiting for it. */
  once(key: string, work: () => Promise<Result>, hold: (work: Promise<unknown>) => void): Promise<Result> {
    const underWay = this.#underWay.get(key);
    if (underWay) return this.#within(key, underWay);
    const begun = work().finally(() => this.#forget(key, begun));
    this.#underWay.set(key, begun);
    hold(begun.catch(() => {}));
    return begun;
  }

  /** A request that waits for nothing of its own would be taken for one that hangs: it has a clock, at least. */
  #within(key: string, work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const clock = setTimeout(() => {
        // It may never end: a request that is taken away takes along what it waited for.
        this.#forget(key, work);
        reject(new Late());
      }, this.#waitMs);
      work.then(resolve, reject).finally(() => clearTimeout(clock));
    });
  }

  #forget(key: string, work: Promise<Result>): void {
    if (this.#underWay.get(key) === work) this.#underWay.delete(key);
  }
}

/** As a failure of the database is told: see Fault. */
class Late extends Error {
  readonly reason = 'deadline';
  readonly sqlstate = null;

  constructor() {
    super('another request asked for the same, and got no answer in time');
  }
}
