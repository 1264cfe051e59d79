// Interactions of this isolate that have come and not yet asked the database anything. The runtime begins all that have
// arrived before it goes on with any of them, so while somebody is on his way, a call of the pool's object is held back
// for him, and not a moment longer.

/**
 * When somebody has been on his way for as long without a break, all who are there are not waited for any more: a body
 * comes slowly, or the runtime gave a request up. Whom that does wrong goes without company.
 */
const LONGEST_MS = 250;

interface Company {
  /** Since when somebody has been on his way. */
  readonly since: number;
  size: number;
}

export class Arrivals {
  #company: Company = { since: 0, size: 0 };

  /** Runs what answers an interaction; what that is given, it calls when it asks for the first time. */
  async during<Value>(now: number, work: (arrived: () => void) => Promise<Value>): Promise<Value> {
    const arrived = this.arrive(now);
    try {
      return await work(arrived);
    } finally {
      arrived();
    }
  }

  /** To be called when an interaction comes; what it gives, when that asks for the first time or ends. */
  arrive(now: number): () => void {
    const company = this.#present(now);
    company.size += 1;
    let expected = true;
    return () => {
      if (expected) company.size -= 1;
      expected = false;
    };
  }

  /** Whether anybody is on his way. */
  expecting(now: number): boolean {
    return this.#present(now).size > 0;
  }

  #present(now: number): Company {
    const { since, size } = this.#company;
    if (size === 0 || now - since > LONGEST_MS) this.#company = { since: now, size: 0 };
    return this.#company;
  }
}
