// Those who wait for something, first come first served, each with a limit to its patience.
import type { Clock } from './clock.ts';

export class WaitingLine<Thing> {
  readonly #clock: Clock;
  readonly #waiting = new Set<(thing: Thing | null) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get length(): number {
    return this.#waiting.size;
  }

  /** Resolves with the thing, or with null when patience ends or the line is sent home. */
  join(waitMs: number): Promise<Thing | null> {
    return new Promise((resolve) => {
      const leave = (thing: Thing | null) => {
        cancel();
        this.#waiting.delete(leave);
        resolve(thing);
      };
      const cancel = this.#clock.after(Math.max(0, waitMs), () => leave(null));
      this.#waiting.add(leave);
    });
  }

  /** Hands the thing to who waits longest. */
  serve(thing: Thing): void {
    const [first] = this.#waiting;
    first?.(thing);
  }

  refuseAll(): void {
    for (const leave of [...this.#waiting]) leave(null);
  }
}
