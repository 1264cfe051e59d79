// Whole connections on loan, each to one borrower: an idle lane where one can be spared, else one that is emptied for
// him. What comes back is a lane again.
import type { Clock } from './clock.ts';
import type { Lanes } from './lanes.ts';
import type { Limits } from './pool-call.ts';
import type { PoolConnections, Slot } from './pool-connections.ts';
import type { PoolTally } from './pool-figures.ts';
import { PoolLease } from './pool-lease.ts';
import { type SlotLine, waitedInVain } from './slot-line.ts';

export interface LendingOptions {
  readonly max: number;
  readonly slots: PoolConnections;
  readonly lanes: Lanes;
  readonly line: SlotLine;
  readonly tally: PoolTally;
  readonly clock: Clock;
  /** One is a lane again. */
  readonly onFreed: () => void;
}

export class Lending {
  readonly #options: LendingOptions;

  constructor(options: LendingOptions) {
    this.#options = options;
  }

  /** Rejects with a `DatabaseFault` when none is free in time. */
  async lease(limits: Limits): Promise<PoolLease> {
    const { clock, slots, tally, onFreed } = this.#options;
    const asked = clock.now();
    const slot = await this.#slot(asked + limits.waitMs, asked + limits.answerMs);
    tally.waitingMs.add(clock.now() - asked);
    if (slot?.connection == null) {
      // A lane may be draining for this borrower.
      onFreed();
      throw waitedInVain(slots, null);
    }
    const cancel = clock.after(limits.answerMs, () =>
      slots.broken(slot, 'its borrower kept it past the deadline'),
    );
    return new PoolLease({
      connection: slot.connection,
      giveBack: (usable) => {
        cancel();
        if (!usable) slots.broken(slot, 'it came back in the middle of something');
        this.#giveBack(slot);
      },
    });
  }

  /** Hands idle lanes to those who wait for one; where nobody does, none is emptied any longer. */
  serve(): void {
    const { line, slots } = this.#options;
    while (line.length > 0) {
      const slot = this.#take();
      if (slot === null) return;
      line.serve(slot);
    }
    for (const slot of slots) if (slot.use === 'draining') slot.use = 'lane';
  }

  async #slot(waitBy: number, answerBy: number): Promise<Slot | null> {
    const { clock, line, slots } = this.#options;
    for (;;) {
      const slot = this.#take() ?? (await line.wait(waitBy - clock.now(), answerBy));
      if (slot === null || slots.has(slot)) return slot;
      // It broke between being handed out and being used.
      this.#giveBack(slot);
    }
  }

  /** An idle lane that can be spared; null where there is none, and another is made, or one emptied. */
  #take(): Slot | null {
    const { max, slots, lanes, tally } = this.#options;
    const free = [...slots]
      .filter((slot) => slot.connection !== null && (slot.use === 'lane' || slot.use === 'draining'))
      .sort((one, other) => lanes.load(one) - lanes.load(other));
    const [least] = free;
    // Statements keep a lane, unless there is but one connection to share, or another can be made.
    const isLast = free.length === 1 && max > 1;
    if (least?.inFlight === 0 && (!isLast || slots.size < max)) {
      least.use = 'leased';
      tally.count({ event: 'borrowed', connection: least.id, inFlight: 1, lease: true });
      if (free.length === 1) slots.grow();
      return least;
    }
    const draining = free.some((slot) => slot.use === 'draining');
    if (slots.mayGrow) slots.grow();
    else if (least && !isLast && !draining) least.use = 'draining';
    return null;
  }

  #giveBack(slot: Slot): void {
    const { clock, slots, tally, onFreed } = this.#options;
    tally.count({ event: 'returned', connection: slot.id, inFlight: 0, lease: true });
    slot.use = 'lane';
    slot.usedAt = clock.now();
    if (slots.closed) slots.retire(slot);
    else onFreed();
  }
}
