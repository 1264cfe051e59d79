// Those who wait for a connection: first come first served, and more patient while one is on its way.
import type { Clock } from './clock.ts';
import { type DatabaseFault, deadlineFault } from './database.ts';
import type { PoolConnections, Slot } from './pool-connections.ts';
import { WaitingLine } from './waiting-line.ts';

/** How often a borrower past its patience looks whether a connection may still come. */
const PATIENCE_MS = 250;

export class SlotLine {
  readonly #slots: PoolConnections;
  readonly #clock: Clock;
  readonly #line: WaitingLine<Slot>;

  constructor(slots: PoolConnections, clock: Clock) {
    this.#slots = slots;
    this.#clock = clock;
    this.#line = new WaitingLine(clock);
  }

  get length(): number {
    return this.#line.length;
  }

  /**
   * Resolves with a slot, or with null when patience ends. It ends after `waitMs` where an attempt to connect was refused
   * or none is under way; while one still may succeed, not before `by`: a late reply is better than a refusal.
   */
  async wait(waitMs: number, by: number): Promise<Slot | null> {
    const clock = this.#clock;
    for (let patience = waitMs; !this.#slots.closed; patience = Math.min(PATIENCE_MS, by - clock.now())) {
      const waiting = this.#line.join(patience);
      // Whoever waits is reason enough to try, whatever failed before.
      this.#slots.replenish();
      const slot = await waiting;
      if (slot !== null || clock.now() >= by || !this.#slots.hopeful) return slot;
    }
    return null;
  }

  /** Hands the slot to who waits longest. */
  serve(slot: Slot): void {
    this.#line.serve(slot);
  }

  refuseAll(): void {
    this.#line.refuseAll();
  }
}

/** Why who waited got none. */
export function waitedInVain(slots: PoolConnections, statement: string | null): DatabaseFault {
  // Whatever was refused before, it is not tried any more.
  if (slots.closed) {
    return { reason: 'unreachable', message: 'the pool is closed', statement, sqlstate: null };
  }
  const refusal = slots.lastRefusal;
  if (refusal !== null) {
    return { reason: 'unreachable', message: refusal.message, statement, sqlstate: refusal.sqlstate };
  }
  return deadlineFault(statement, 'no connection was free in time');
}
