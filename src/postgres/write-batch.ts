// Gathers what is written in one turn of the event loop, or while a write is under way, into one write: many
// interactions come at once, and each one's statement would be a packet of its own. It is copied into memory that is
// used again once it is sent.

import { soon } from './soon.ts';

const ROOM_BYTES = 4 * 1024;
/** Used again; what is larger is given up. */
const KEPT_BYTES = 64 * 1024;

export class WriteBatch {
  readonly #send: (bytes: Uint8Array) => Promise<void>;
  #room = new Uint8Array(ROOM_BYTES);
  #length = 0;
  /** What has been sent, and is free. */
  #spare: Uint8Array<ArrayBuffer> | null = null;
  #state: 'idle' | 'scheduled' | 'writing' = 'idle';

  constructor(send: (bytes: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  /** The bytes are the caller's again when this returns. */
  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#room.length) {
      const larger = new Uint8Array(Math.max(length, 2 * this.#room.length));
      larger.set(this.#room.subarray(0, this.#length));
      this.#room = larger;
    }
    this.#room.set(bytes, this.#length);
    this.#length = length;
    if (this.#state !== 'idle') return;
    this.#state = 'scheduled';
    // Not before those who have written something in this turn have ended it.
    soon(() => soon(() => this.#write()));
  }

  flush(): void {
    if (this.#length > 0) void this.#sendAll();
  }

  #write(): void {
    if (this.#length === 0) {
      this.#state = 'idle';
      return;
    }
    this.#state = 'writing';
    void this.#sendAll().then(() => this.#write());
  }

  async #sendAll(): Promise<void> {
    const room = this.#room;
    const bytes = room.subarray(0, this.#length);
    this.#room = this.#spare ?? new Uint8Array(ROOM_BYTES);
    this.#spare = null;
    this.#length = 0;
    await this.#send(bytes);
    if (room.length <= KEPT_BYTES) this.#spare = room;
  }
}
