// Values kept in the memory of this isolate, up to so many bytes: the one that nobody has asked for the longest goes
// first. Whoever keeps says what a value takes; an entry and its key are counted besides.

/** An entry of a Map, its list of what is older, its object: more than V8 takes for them. */
const ENTRY_BYTES = 200;

export class Kept<Value> {
  readonly #mostBytes: number;
  readonly #bytesOf: (value: Value) => number;
  /** The one that nobody has asked for the longest comes first. */
  readonly #values = new Map<string, Value>();
  #bytes = 0;

  constructor(mostBytes: number, bytesOf: (value: Value) => number) {
    this.#mostBytes = mostBytes;
    this.#bytesOf = bytesOf;
  }

  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** In place of what was kept under the key. */
  set(key: string, value: Value): void {
    this.#drop(key);
    this.#values.set(key, value);
    this.#bytes += this.#cost(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const value = this.#values.get(key);
    if (value === undefined) return;
    this.#values.delete(key);
    this.#bytes -= this.#cost(key, value);
  }

  /** A character may take two bytes. */
  #cost(key: string, value: Value): number {
    return ENTRY_BYTES + 2 * key.length + this.#bytesOf(value);
  }
}
