// Many deadlines by one timer: nearly all are called off long before they come, and making and ending a timer for
// each costs a busy pool, or a short interaction, more than the rest of its bookkeeping.
import type { Clock } from './clock.ts';

interface Entry {
  readonly dueAt: number;
  readonly action: () => void;
}

export class Deadlines implements Clock {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();
  #timer: { readonly dueAt: number; readonly cancel: () => void } | null = null;
  #held: boolean;

  /** Held, there is no timer before the release: of deadlines asked for in the meantime, the first will make it. */
  constructor(clock: Clock, { held = false }: { readonly held?: boolean } = {}) {
    this.#clock = clock;
    this.#held = held;
  }

  now(): number {
    return this.#clock.now();
  }

  release(): void {
    this.#held = false;
    this.#armFirst();
  }

  /** Calls once after `ms`; returns its own cancellation. */
  after(ms: number, action: () => void): () => void {
    const entry = { dueAt: this.#clock.now() + ms, action };
    this.#entries.add(entry);
    if (!this.#held) this.#arm(entry.dueAt);
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
    const due = [...this.#entries].filter((entry) => entry.dueAt <= now);
    try {
      for (const entry of due) if (this.#entries.delete(entry)) entry.action();
    } finally {
      // Those due with one that throws, too.
      this.#armFirst();
    }
  }

  #armFirst(): void {
    let first = Number.POSITIVE_INFINITY;
    for (const { dueAt } of this.#entries) first = Math.min(first, dueAt);
    if (first < Number.POSITIVE_INFINITY) this.#arm(first);
  }
}
