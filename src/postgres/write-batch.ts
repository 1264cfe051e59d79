// Gathers what is written in one turn of the event loop into one write: pg makes five small ones for each
// statement, and each would be a packet of its own.
import { Buffer } from 'node:buffer';

export class WriteBatch {
  readonly #send: (bytes: Uint8Array) => void;
  #parts: Uint8Array[] = [];

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send;
  }

  add(bytes: Uint8Array): void {
    if (this.#parts.length === 0) queueMicrotask(() => this.flush());
    this.#parts.push(bytes);
  }

  flush(): void {
    const parts = this.#parts;
    const [first] = parts;
    if (first === undefined) return;
    this.#parts = [];
    this.#send(parts.length === 1 ? first : Buffer.concat(parts));
  }
}
