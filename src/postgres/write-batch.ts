// Gathers what is written in one turn of the event loop, or while a write is under way, into one write: many
// interactions come at once, and each one's statement would be a packet of its own.
import { Buffer } from 'node:buffer';

export class WriteBatch {
  readonly #send: (bytes: Uint8Array) => Promise<void>;
  #parts: Uint8Array[] = [];
  #state: 'idle' | 'scheduled' | 'writing' = 'idle';

  constructor(send: (bytes: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  add(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    if (this.#state !== 'idle') return;
    this.#state = 'scheduled';
    queueMicrotask(() => this.#write());
  }

  flush(): void {
    const bytes = this.#take();
    if (bytes) void this.#send(bytes);
  }

  #write(): void {
    const bytes = this.#take();
    if (bytes === null) {
      this.#state = 'idle';
      return;
    }
    this.#state = 'writing';
    void this.#send(bytes).then(() => this.#write());
  }

  #take(): Uint8Array | null {
    const parts = this.#parts;
    const [first] = parts;
    if (first === undefined) return null;
    this.#parts = [];
    return parts.length === 1 ? first : Buffer.concat(parts);
  }
}
