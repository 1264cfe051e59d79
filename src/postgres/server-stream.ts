// What pg expects of node:net's socket, for a transport of the Worker's: events, writes gathered, callbacks, and one
// end, whoever notices it first. A transport says how it connects, sends and ends.
import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { soon } from './soon.ts';
import { WriteBatch } from './write-batch.ts';

type Callback = (error?: Error) => void;

export abstract class ServerStream extends EventEmitter {
  writable = false;
  destroyed = false;
  #callbacks: Callback[] = [];
  readonly #batch = new WriteBatch((bytes) => this.#send(bytes));

  /** pg asks for it; Nagle's algorithm is off in sockets of workerd. */
  setNoDelay(): this {
    return this;
  }

  abstract connect(port: number, host: string): this;

  write(data: Uint8Array | string, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) this.#callbacks.push(done);
    this.#batch.add(typeof data === 'string' ? Buffer.from(data) : data);
    return true;
  }

  end(): this {
    this.#batch.flush();
    this.writable = false;
    this.hangUp();
    // Whoever ends it may have to say why, before he hears that it has ended.
    soon(() => this.closed());
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.writable = false;
    if (error) this.emit('error', error);
    this.hangUp();
    this.closed();
    return this;
  }

  /** Resolves when more may be sent; rejects when nothing can be sent any more. */
  protected abstract send(bytes: Uint8Array): Promise<void>;

  /** Ends the connection, whatever the other side does, once what was sent is on its way. */
  protected abstract hangUp(): void;

  /** To be called by the transport: the connection stands. */
  protected opened(): void {
    this.writable = true;
    this.emit('connect');
  }

  protected received(chunk: Buffer): void {
    this.emit('data', chunk);
  }

  /** The connection ended. */
  protected closed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.writable = false;
    this.emit('close');
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    try {
      await this.send(bytes);
    } catch (error) {
      for (const done of callbacks) done(error as Error);
      this.destroy(error as Error);
      return;
    }
    for (const done of callbacks) done();
  }
}
