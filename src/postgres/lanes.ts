// The lanes of a pool: connections that carry many statements in flight, each behind those before it. A statement goes
// to the least loaded lane, reserves its place there, is sent, and gives the place back, whatever becomes of it.
import type { Clock } from './clock.ts';
import { ConnectionFault } from './connection.ts';
import { Deadlines } from './deadlines.ts';
import type { PoolConnections, Slot } from './pool-connections.ts';
import type { PoolTally } from './pool-figures.ts';
import type { RawRow } from './raw-row.ts';
import type { Query } from './statement.ts';

export interface LanesOptions {
  readonly slots: PoolConnections;
  readonly tally: PoolTally;
  readonly clock: Clock;
  /** One has nothing in flight any more. */
  readonly onEmpty: () => void;
}

/**
 * Of statements that came together, as many at most go to one lane: out in one write and back in few reads, each of
 * which costs the runtime more than all that is done here for a statement.
 */
const TOGETHER = 8;
/** A lane this deep gets company while the pool may grow. */
const GROW_DEPTH = 4;
/** A lane that has not answered for this long is passed over, and ended once nobody waits for what it is at. */
const STALLED_MS = 1_000;
/** The mark of a statement whose time ran out; an identity, not an error anybody reads. */
export const DEADLINE = Symbol('deadline');

export class Lanes {
  readonly #slots: PoolConnections;
  readonly #tally: PoolTally;
  readonly #clock: Clock;
  readonly #onEmpty: () => void;
  readonly #deadlines: Deadlines;

  constructor({ slots, tally, clock, onEmpty }: LanesOptions) {
    this.#slots = slots;
    this.#tally = tally;
    this.#clock = clock;
    this.#onEmpty = onEmpty;
    this.#deadlines = new Deadlines(clock);
  }

  /** One lane after the other, as `take` gives them, for statements that came together: several to one that is busy. */
  together(): () => Slot | null {
    let lane: Slot | null = null;
    let room = 0;
    return () => {
      if (lane !== null && room > 0 && lane.use === 'lane') {
        room -= 1;
        this.reserve(lane);
      } else {
        lane = this.take();
        // As many as were in flight on it: who has a lane to himself elsewhere is not put behind a neighbour.
        room = lane === null ? 0 : Math.min(lane.inFlight, TOGETHER) - 1;
      }
      return lane;
    };
  }

  /** The least loaded lane that answers, reserved; null when no lane is open. */
  take(): Slot | null {
    const least = this.least();
    if (least === null) return null;
    if (this.load(least) >= GROW_DEPTH) this.#slots.grow();
    least.usedAt = this.#clock.now();
    this.reserve(least);
    return least;
  }

  /** The one that `take` would give, only looked at. */
  least(): Slot | null {
    let best: Slot | null = null;
    let bestLoad = Number.POSITIVE_INFINITY;
    for (const slot of this.#slots) {
      if (slot.connection === null || slot.use !== 'lane') continue;
      const load = this.load(slot);
      if (load < bestLoad) {
        best = slot;
        bestLoad = load;
      }
    }
    return best;
  }

  /** Statements in flight; a stalled lane is better than none, and worse than any other. */
  load({ inFlight, headSince }: Slot): number {
    const stalled = inFlight > 0 && this.#clock.now() - headSince > STALLED_MS;
    return stalled ? inFlight + 1e6 : inFlight;
  }

  reserve(slot: Slot): void {
    if (slot.inFlight === 0) slot.headSince = this.#clock.now();
    slot.inFlight += 1;
    this.#tally.count({ event: 'borrowed', connection: slot.id, inFlight: slot.inFlight });
  }

  giveBack(slot: Slot): void {
    slot.inFlight -= 1;
    slot.headSince = this.#clock.now();
    this.#tally.count({ event: 'returned', connection: slot.id, inFlight: slot.inFlight });
    if (slot.inFlight > 0 || !this.#slots.has(slot)) return;
    if (slot.use === 'retiring') this.#slots.end(slot);
    else this.#onEmpty();
  }

  /** Sends on a reserved slot; rejects with DEADLINE when the answer is late, and lets the answer come later. */
  send(slot: Slot, query: Query, answerMs: number): Promise<readonly RawRow[]> {
    const clock = this.#clock;
    const connection = slot.connection;
    if (connection === null) throw new Error('a slot without a connection was taken');
    slot.awaited.push(clock.now() + answerMs);
    return new Promise((resolve, reject) => {
      const cancel = this.#deadlines.after(Math.max(0, answerMs), () => {
        this.#tally.counters.abandoned += 1;
        // What it is at may still come to its end, while somebody waits for that.
        const isForgotten = clock.now() >= (slot.awaited[0] ?? 0);
        if (isForgotten && clock.now() - slot.headSince > STALLED_MS)
          this.#slots.broken(slot, 'it stopped answering');
        reject(DEADLINE);
      });
      connection.send(query).then(
        (rows) => {
          cancel();
          slot.awaited.shift();
          this.giveBack(slot);
          resolve(rows);
        },
        (error: unknown) => {
          cancel();
          slot.awaited.shift();
          const kind = error instanceof ConnectionFault ? error.kind : 'broken';
          // Taken out first: whoever waits must not be handed what just broke.
          if (kind === 'broken') this.#slots.broken(slot, String(error));
          else if (kind === 'stale') this.#slots.retire(slot);
          this.giveBack(slot);
          reject(error);
        },
      );
    });
  }
}
