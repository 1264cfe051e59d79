// What is to happen, by when: what is due at once in the order it came, and a heap of what comes later. What falls on
// one time comes in an order that is the same for the same additions.
import { real, whole } from './typed-list.ts';

export class Agenda {
  readonly #due = new Events();
  /** How many of those that were due have been taken. */
  #taken = 0;
  readonly #later = new Events();

  /** Of what `take` took last. */
  time = 0;
  one = 0;
  other = 0;

  add(time: number, one: number, other: number): void {
    if (time <= this.time) this.#due.append(time, one, other);
    else this.#later.insert(time, one, other);
  }

  /** Takes what comes first; false when there is nothing. */
  take(): boolean {
    if (this.#taken < this.#due.length) {
      this.one = whole(this.#due.ones, this.#taken);
      this.other = whole(this.#due.others, this.#taken);
      this.#taken += 1;
      return true;
    }
    this.#due.length = 0;
    this.#taken = 0;
    if (this.#later.length === 0) return false;
    const { times, ones, others } = this.#later;
    this.time = real(times, 0);
    this.one = whole(ones, 0);
    this.other = whole(others, 0);
    this.#later.removeFirst();
    return true;
  }
}

/** Three lists side by side, either in the order they came or as a binary heap. */
class Events {
  times = new Float64Array(256);
  ones = new Int32Array(256);
  others = new Int32Array(256);
  length = 0;

  append(time: number, one: number, other: number): void {
    this.#makeRoom();
    this.#put(this.length, time, one, other);
    this.length += 1;
  }

  insert(time: number, one: number, other: number): void {
    this.#makeRoom();
    let place = this.length;
    this.length += 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (real(this.times, above) <= time) break;
      this.#move(above, place);
      place = above;
    }
    this.#put(place, time, one, other);
  }

  removeFirst(): void {
    this.length -= 1;
    const last = this.length;
    const time = real(this.times, last);
    let place = 0;
    for (let below = 1; below < last; below = 2 * place + 1) {
      if (below + 1 < last && real(this.times, below + 1) < real(this.times, below)) below += 1;
      if (real(this.times, below) >= time) break;
      this.#move(below, place);
      place = below;
    }
    this.#put(place, time, whole(this.ones, last), whole(this.others, last));
  }

  #move(from: number, to: number): void {
    this.#put(to, real(this.times, from), whole(this.ones, from), whole(this.others, from));
  }

  #put(place: number, time: number, one: number, other: number): void {
    this.times[place] = time;
    this.ones[place] = one;
    this.others[place] = other;
  }

  #makeRoom(): void {
    const { length } = this;
    if (length < this.times.length) return;
    const [times, ones, others] = [this.times, this.ones, this.others];
    this.times = new Float64Array(2 * length);
    this.ones = new Int32Array(2 * length);
    this.others = new Int32Array(2 * length);
    this.times.set(times);
    this.ones.set(ones);
    this.others.set(others);
  }
}
