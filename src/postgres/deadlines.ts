// Many deadlines by one timer: nearly all are called off long before they come, and making and ending a timer for
// each costs a busy pool more than the rest of its bookkeeping.
import type { Clock } from './clock.ts';

interface Entry {
  readonly dueAt: number;
  readonly action: () => void;
}

export class Deadlines {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();
  #timer: { readonly dueAt: number; readonly cancel: () => void } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls once after `ms`; returns its own cancellation. */
  after(ms: number, action: () => void): () => void {
    const entry = { dueAt: this.#clock.now() + ms, action };
    this.#entries.add(entry);
    this.#arm(entry.dueAt);
    return () => this.#entries.delete(entry);
  }

  #arm(dueAt: number): void {
    if (this.#timer !== null && this.#timer.dueAt <= dueAt) return;
    this.#timer?.cancel();
    const cancel = this.#clock.after(dueAt - this.#clock.now(), () => this.#fire());
    this.#timer = { dueAt, cancel };
  }

  #fire(): void {
    this.#timer = null;
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    const due: Entry[] = [];
    for (const entry of this.#entries) {
      if (entry.dueAt <= now) due.push(entry);
      else next = Math.min(next, entry.dueAt);
    }
    if (next < Number.POSITIVE_INFINITY) this.#arm(next);
    for (const entry of due) if (this.#entries.delete(entry)) entry.action();
  }
}
