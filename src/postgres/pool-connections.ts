// The pool's connections: made, replaced when they break, tried again when they cannot be made, ended. Who gets to
// use them is the pool's business.
import type { Clock } from './clock.ts';
import { type Connect, type Connection, ConnectionFault } from './connection.ts';
import type { PoolTally } from './pool-figures.ts';

/** A connection in the pool's hands; `connection` is null while it is being made. */
export interface Slot {
  readonly id: number;
  connection: Connection | null;
  /** `draining`: a borrower waits to have it alone. `retiring`: to be closed. Both take no more statements. */
  use: 'lane' | 'draining' | 'leased' | 'retiring';
  inFlight: number;
  /** When its oldest statement in flight became the next to be answered. */
  headSince: number;
  /** Until when each of its statements in flight is waited for, in the order of sending. */
  readonly awaited: number[];
  /** When a borrower last had it: a sign of life is nobody's use of it. */
  usedAt: number;
}

export interface ConnectionsOptions {
  readonly min: number;
  readonly max: number;
  readonly keepWarm: boolean;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly tally: PoolTally;
  /** One is there to be used. */
  readonly onReady: () => void;
  /** There is none and none can be made, and trying again will not help. */
  readonly onHopeless: () => void;
  /** Whether somebody waits for one. */
  readonly wanted: () => boolean;
}

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 500;
/** A server that takes no more while others work is asked for one more ever more seldom, down to this. */
const LAST_GROWTH_MS = 5_000;
/** Failed rounds in a row after which nobody but a borrower, or the next tending, tries again. */
const RETRIES = 8;
/** A connection is worth something once it has lived for this long. */
const BRIEF_MS = 1_000;

export class PoolConnections {
  readonly #options: ConnectionsOptions;
  readonly #slots = new Set<Slot>();
  #lastId = 0;
  #failures = 0;
  /** The last one to break did so at once, and nobody had it: that is as good as refused. */
  #letInForNothing = false;
  #lastRefusal: ConnectionFault | null = null;
  #cancelRetry: (() => void) | null = null;
  /** None beyond the minimum is made before this moment: the server has just refused one. */
  #growFrom = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  [Symbol.iterator](): Iterator<Slot> {
    return this.#slots[Symbol.iterator]();
  }

  get size(): number {
    return this.#slots.size;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Why the last one could not be made; null since one was, and since the last that worked broke. */
  get lastRefusal(): ConnectionFault | null {
    return this.#lastRefusal;
  }

  has(slot: Slot): boolean {
    return this.#slots.has(slot);
  }

  /** Whether one is on its way, and nothing has refused it yet. */
  get hopeful(): boolean {
    if (this.#lastRefusal !== null) return false;
    for (const slot of this.#slots) if (slot.connection === null) return true;
    return false;
  }

  /** Whether there is room for one more, and the server has not just refused one. */
  get mayGrow(): boolean {
    const { max, clock } = this.#options;
    return !this.#closed && this.#slots.size < max && clock.now() >= this.#growFrom;
  }

  /**
   * Makes what is missing to the minimum, unless a failed attempt is waiting for its next turn, and one more for who
   * waits. What only answers the last it was asked is missing already.
   */
  replenish(): void {
    if (this.#closed || this.#cancelRetry !== null) return;
    const { min, max, wanted } = this.#options;
    let lasting = 0;
    for (const { use } of this.#slots) if (use !== 'retiring') lasting += 1;
    for (; lasting < min && this.#slots.size < max; lasting += 1) this.#open();
    if (wanted()) this.grow();
  }

  /** One more, if none is on its way and there is room. */
  grow(): void {
    if (!this.mayGrow) return;
    for (const slot of this.#slots) if (slot.connection === null) return;
    this.#open();
  }

  /**
   * Takes out a connection that ended, and replaces it in the background, unless it was nobody's: a database that went to
   * sleep would be woken by that, for nobody. Once per slot.
   */
  broken(slot: Slot, cause: string): void {
    if (!this.#slots.delete(slot)) return;
    this.#options.tally.count({ event: 'broken', connection: slot.id, inFlight: slot.inFlight, cause });
    slot.connection?.destroy();
    // What was refused while others worked says nothing of now.
    if (slot.connection !== null && !this.#anyOpen) this.#lastRefusal = null;
    const { clock, keepWarm, wanted } = this.#options;
    const isNobodys = slot.inFlight === 0 && !wanted();
    if (isNobodys && !keepWarm) return;
    this.#letInForNothing = isNobodys && clock.now() - slot.usedAt < BRIEF_MS;
    if (this.#letInForNothing) this.#retryLater(new ConnectionFault('broken', cause));
    else this.replenish();
  }

  /** Lets a connection answer what is in flight, then ends it; see `end`. */
  retire(slot: Slot): void {
    if (slot.use === 'leased' || slot.connection === null) return;
    slot.use = 'retiring';
    if (slot.inFlight === 0) this.end(slot);
    else this.replenish();
  }

  end(slot: Slot): void {
    if (!this.#slots.delete(slot)) return;
    this.#options.tally.count({ event: 'closed', connection: slot.id, inFlight: 0 });
    slot.connection?.close().catch(() => undefined);
    this.replenish();
  }

  /** Forgets past failures: the next attempt is a first one. */
  hope(): void {
    this.#failures = 0;
    this.#growFrom = Number.NEGATIVE_INFINITY;
    this.replenish();
  }

  close(): void {
    this.#closed = true;
    this.#cancelRetry?.();
    for (const slot of this.#slots) this.retire(slot);
  }

  get #anyOpen(): boolean {
    for (const slot of this.#slots) if (slot.connection !== null) return true;
    return false;
  }

  #open(): void {
    const { clock, connect, tally, onReady } = this.#options;
    const asked = clock.now();
    this.#lastId += 1;
    const slot: Slot = {
      id: this.#lastId,
      connection: null,
      use: 'lane',
      inFlight: 0,
      headSince: asked,
      awaited: [],
      usedAt: asked,
    };
    this.#slots.add(slot);
    connect((cause) => this.broken(slot, cause)).then(
      (connection) => {
        if (!this.#slots.has(slot)) {
          // It broke on the very doorstep, and is being replaced already.
          connection.destroy();
          return;
        }
        slot.connection = connection;
        slot.usedAt = clock.now();
        if (!this.#letInForNothing) this.#failures = 0;
        this.#growFrom = Number.NEGATIVE_INFINITY;
        this.#lastRefusal = null;
        tally.count({ event: 'made', connection: slot.id, inFlight: 0, tookMs: clock.now() - asked });
        if (this.#closed) this.retire(slot);
        else onReady();
      },
      (error: unknown) => {
        this.#slots.delete(slot);
        const fault = error instanceof ConnectionFault ? error : new ConnectionFault('broken', String(error));
        this.#lastRefusal = fault;
        tally.count({ event: 'refused', connection: slot.id, inFlight: 0, cause: fault.message });
        this.#retryLater(fault);
      },
    );
  }

  #retryLater(fault: ConnectionFault): void {
    const { clock, onHopeless, wanted } = this.#options;
    const delay = FIRST_RETRY_MS * 2 ** this.#failures;
    // Those that were tried together are one round.
    if (this.#cancelRetry === null) {
      this.#growFrom = clock.now() + Math.min(delay, LAST_GROWTH_MS);
      this.#failures += 1;
    }
    // A wrong password or database will still be wrong in a second: who waits is told at once.
    if (isFinal(fault)) {
      if (!this.#anyOpen) onHopeless();
      return;
    }
    if (wanted() || this.#failures <= RETRIES) this.#retryIn(delay);
  }

  #retryIn(ms: number): void {
    const { clock, wanted } = this.#options;
    if (this.#closed || this.#cancelRetry !== null) return;
    this.#cancelRetry = clock.after(Math.min(ms, LAST_RETRY_MS), () => {
      this.#cancelRetry = null;
      this.replenish();
      const brakedMs = this.#growFrom - clock.now();
      if (wanted() && brakedMs > 0) this.#retryIn(brakedMs);
    });
  }
}

/** Class 28: who we are was refused. 3D000: there is no such database. */
function isFinal(fault: ConnectionFault): boolean {
  return fault.sqlstate !== null && (fault.sqlstate.startsWith('28') || fault.sqlstate === '3D000');
}
