// The pool: connections made once, lent per use, always given back. A lane carries many single statements in
// flight; a lease lends one connection to one borrower for a transaction. Pure: `connect` and the clock come from
// outside, so every order of events can be tested without a socket.
import type { Clock } from './clock.ts';
import { type Connect, ConnectionFault, mayResend, statementFault } from './connection.ts';
import { unanswered } from './database.ts';
import { DEADLINE, Lanes } from './lanes.ts';
import { Lending } from './lending.ts';
import type { Call, Limits, PoolAnswer } from './pool-call.ts';
import { PoolConnections, type Slot } from './pool-connections.ts';
import { type PoolEvent, type PoolFigures, PoolTally } from './pool-figures.ts';
import type { PoolLease } from './pool-lease.ts';
import { SlotLine, waitedInVain } from './slot-line.ts';
import type { Query } from './statement.ts';

export interface PoolOptions {
  readonly min: number;
  readonly max: number;
  /** Whether what breaks while nobody needs it is made again at once; not where the database may sleep. */
  readonly keepWarm: boolean;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly report: (event: PoolEvent) => void;
}

/** A lane above the minimum is closed after this long without use. */
const IDLE_MS = 120_000;
/** A pool of few sends a statement again as often as this. */
const LEAST_RESENDS = 2;
const PING: Query = { name: 'pool.ping', text: 'select 1', parameters: [], resend: false };
const PING_LIMIT_MS = 5_000;

export class Pool {
  readonly #options: PoolOptions;
  readonly #tally: PoolTally;
  readonly #slots: PoolConnections;
  readonly #statements: SlotLine;
  readonly #leases: SlotLine;
  readonly #lanes: Lanes;
  readonly #lending: Lending;
  /** Of one statement: connections that broke together may each be met, one after the other, before a new one is. */
  readonly #resends: number;

  constructor(options: PoolOptions) {
    const { min, max, keepWarm, connect, clock, report } = options;
    this.#options = options;
    this.#resends = Math.max(LEAST_RESENDS, max);
    this.#tally = new PoolTally(report);
    this.#slots = new PoolConnections({
      min,
      max,
      keepWarm,
      connect,
      clock,
      tally: this.#tally,
      onReady: () => this.#serve(),
      onHopeless: () => this.#sendHome(),
      wanted: () => this.#statements.length + this.#leases.length > 0,
    });
    const slots = this.#slots;
    const tally = this.#tally;
    this.#statements = new SlotLine(slots, clock);
    this.#leases = new SlotLine(slots, clock);
    this.#lanes = new Lanes({
      slots,
      tally,
      clock,
      onEmpty: () => {
        if (this.#leases.length > 0) this.#serve();
      },
    });
    this.#lending = new Lending({
      max,
      slots,
      lanes: this.#lanes,
      line: this.#leases,
      tally,
      clock,
      onFreed: () => this.#serve(),
    });
  }

  /** Runs one statement on the least loaded lane, behind whatever is in flight there. Never throws. */
  run(query: Query, limits: Limits): Promise<PoolAnswer> {
    return this.#run({ query, limits }, this.#lanes.take());
  }

  /** Each as if it had been called alone, but several to a lane where the lanes are busy. None of them throws. */
  runMany(calls: readonly Call[]): Promise<PoolAnswer>[] {
    const next = this.#lanes.together();
    return calls.map((call) => this.#run(call, next()));
  }

  /** `first` is reserved, or null: there is no lane, and it waits for one. */
  async #run({ query, limits }: Call, first: Slot | null): Promise<PoolAnswer> {
    const { clock } = this.#options;
    const answerBy = clock.now() + limits.answerMs;
    const cost = { roundTrips: 0, waitingMs: 0, roundTripMs: 0, cold: false };
    for (let slot = first, failures = 0; ; slot = this.#lanes.take()) {
      const from = clock.now();
      let sent = from;
      if (slot === null) {
        cost.cold = true;
        // A broken connection's statement gets its waiting time anew: it lost it through no fault of its own.
        slot = await this.#statements.wait(Math.min(limits.waitMs, answerBy - from), answerBy);
        sent = clock.now();
        cost.waitingMs += sent - from;
      }
      this.#tally.waitingMs.add(sent - from);
      if (slot === null) return { ok: false, fault: waitedInVain(this.#slots, query.name), cost };
      if (!this.#slots.has(slot)) {
        // It broke between being handed out and being used: nothing was sent.
        this.#lanes.giveBack(slot);
        continue;
      }
      cost.roundTrips += 1;
      try {
        const rows = await this.#lanes.send(slot, query, answerBy - sent);
        const roundTripMs = clock.now() - sent;
        cost.roundTripMs += roundTripMs;
        this.#tally.roundTripMs.add(roundTripMs);
        return { ok: true, rows, cost };
      } catch (error) {
        cost.roundTripMs += clock.now() - sent;
        const isSkipped = error instanceof ConnectionFault && error.kind === 'skipped';
        // The one before it is out of the way then: that ends.
        if (!isSkipped) failures += 1;
        const isLate = clock.now() >= answerBy;
        if (error === DEADLINE || (isSkipped && isLate)) {
          return { ok: false, fault: unanswered(query.name), cost };
        }
        const again = mayResend(query, error) && failures <= this.#resends && !isLate;
        if (!again) return { ok: false, fault: statementFault(query, error), cost };
        if (!isSkipped) this.#tally.counters.resent += 1;
      }
    }
  }

  /** Lends a connection to one borrower. Rejects with a `DatabaseFault` when none is free in time. */
  lease(limits: Limits): Promise<PoolLease> {
    return this.#lending.lease(limits);
  }

  /** Makes the minimum of connections if they are not there; resolves when one is, or none can be had in time. */
  async warm(waitMs: number): Promise<boolean> {
    const by = this.#options.clock.now() + waitMs;
    // An open lane is only looked at: using it would look like a sign of life.
    let slot = this.#lanes.least();
    if (slot === null) {
      slot = await this.#statements.wait(waitMs, by);
      if (slot === null) return false;
      this.#lanes.giveBack(slot);
    }
    this.#slots.replenish();
    return this.#slots.has(slot);
  }

  /** Upkeep, to be called now and then: asks each idle lane for a sign of life, closes what is too much. */
  async tend(): Promise<void> {
    const { clock, min } = this.#options;
    for (const slot of [...this.#slots]) {
      // Nobody is left who waits for its answer, and would notice.
      const isForgotten = slot.awaited.length > 0 && clock.now() > Math.max(...slot.awaited);
      if (isForgotten) this.#slots.broken(slot, 'it stopped answering');
    }
    const idle = [...this.#slots].filter(
      (slot) => slot.connection && slot.use === 'lane' && slot.inFlight === 0,
    );
    let extra = this.#slots.size - min;
    const signs = idle.map(async (slot) => {
      if (extra > 0 && clock.now() - slot.usedAt >= IDLE_MS) {
        extra -= 1;
        this.#slots.retire(slot);
        return;
      }
      this.#lanes.reserve(slot);
      try {
        await this.#lanes.send(slot, PING, PING_LIMIT_MS);
      } catch (error) {
        this.#slots.broken(slot, error === DEADLINE ? 'no answer to a sign of life' : String(error));
      }
    });
    await Promise.all(signs);
    this.#slots.hope();
  }

  /** Refuses whoever waits and ends every connection once its statements are answered. */
  close(): void {
    this.#slots.close();
    this.#sendHome();
  }

  figures(): PoolFigures {
    const slots = [...this.#slots];
    const open = slots.filter((slot) => slot.connection !== null);
    return {
      connections: {
        open: open.length,
        connecting: slots.length - open.length,
        leased: open.filter((slot) => slot.use === 'leased').length,
        min: this.#options.min,
        max: this.#options.max,
      },
      inFlight: open.reduce((sum, slot) => sum + slot.inFlight, 0),
      waiting: this.#statements.length + this.#leases.length,
      counters: { ...this.#tally.counters },
      waitingMs: this.#tally.waitingMs.percentiles(),
      roundTripMs: this.#tally.roundTripMs.percentiles(),
      lastRefusal: this.#slots.lastRefusal?.message ?? null,
    };
  }

  /** Hands free connections to those who wait, leases first: they wait for a connection to be empty. */
  #serve(): void {
    this.#lending.serve();
    while (this.#statements.length > 0) {
      const slot = this.#lanes.take();
      if (slot === null) break;
      this.#statements.serve(slot);
    }
  }

  #sendHome(): void {
    this.#statements.refuseAll();
    this.#leases.refuseAll();
  }
}
