// Draws from a fixed beginning: the same seed gives the same season, on every machine.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

export class Chance {
  readonly #generator: RandomGenerator;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** Another one, whose draws do not depend on when it draws. */
  apart(): Chance {
    return new Chance(this.#generator.next());
  }

  /** At least 0, less than 1, in steps of 2^-32. */
  share(): number {
    return (this.#generator.next() >>> 0) / 0x1_0000_0000;
  }

  /** A whole number of at least 0, less than `count`. */
  below(count: number): number {
    return Math.floor(this.share() * count);
  }

  happens(probability: number): boolean {
    return this.share() < probability;
  }

  /** Normally distributed about 0, deviation 1 (Box and Muller, 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.share())) * Math.cos(2 * Math.PI * this.share());
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }

  letter(letters: string): string {
    return letters[this.below(letters.length)] ?? '';
  }

  /** By weight; `total` is the sum of all weights. */
  pickWeighted<Item extends { readonly weight: number }>(
    items: readonly [Item, ...Item[]],
    total: number,
  ): Item {
    let left = this.share() * total;
    for (const item of items) {
      left -= item.weight;
      if (left < 0) return item;
    }
    return items[0];
  }

  shuffle(items: Int32Array, length: number): void {
    for (let last = length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const moved = items[last] ?? 0;
      items[last] = items[other] ?? 0;
      items[other] = moved;
    }
  }
}
