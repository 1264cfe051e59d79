// What is to happen, by when: a binary heap. What falls on one time comes in the order of a heap, which is always the
// same for the same additions.
import { real, whole } from './typed-list.ts';

export class Agenda {
  #times = new Float64Array(1024);
  #ones = new Int32Array(1024);
  #others = new Int32Array(1024);
  #length = 0;

  /** Of what `take` took last. */
  time = 0;
  one = 0;
  other = 0;

  clear(): void {
    this.#length = 0;
  }

  add(time: number, one: number, other: number): void {
    if (this.#length === this.#times.length) this.#grow();
    let place = this.#length;
    this.#length += 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (real(this.#times, above) <= time) break;
      this.#move(above, place);
      place = above;
    }
    this.#put(place, time, one, other);
  }

  /** Takes what comes first; false when there is nothing. */
  take(): boolean {
    if (this.#length === 0) return false;
    this.time = real(this.#times, 0);
    this.one = whole(this.#ones, 0);
    this.other = whole(this.#others, 0);
    this.#length -= 1;
    const last = this.#length;
    const time = real(this.#times, last);
    let place = 0;
    for (let below = 1; below < last; below = 2 * place + 1) {
      if (below + 1 < last && real(this.#times, below + 1) < real(this.#times, below)) below += 1;
      if (real(this.#times, below) >= time) break;
      this.#move(below, place);
      place = below;
    }
    this.#put(place, time, whole(this.#ones, last), whole(this.#others, last));
    return true;
  }

  #move(from: number, to: number): void {
    this.#put(to, real(this.#times, from), whole(this.#ones, from), whole(this.#others, from));
  }

  #put(place: number, time: number, one: number, other: number): void {
    this.#times[place] = time;
    this.#ones[place] = one;
    this.#others[place] = other;
  }

  #grow(): void {
    const grown = new Float64Array(this.#length * 2);
    grown.set(this.#times);
    this.#times = grown;
    for (const list of ['ones', 'others'] as const) {
      const wider = new Int32Array(this.#length * 2);
      wider.set(list === 'ones' ? this.#ones : this.#others);
      if (list === 'ones') this.#ones = wider;
      else this.#others = wider;
    }
  }
}
