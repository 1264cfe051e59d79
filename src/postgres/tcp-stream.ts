// A TCP socket of workerd in the shape that pg expects of node:net, with writes gathered. The certificate of a
// TLS connection is verified by workerd, always.

import { connect } from 'cloudflare:sockets';
import { Buffer } from 'node:buffer';
import { EventEmitter } from 'node:events';
import { WriteBatch } from './write-batch.ts';

type Callback = (error?: Error) => void;

export class TcpStream extends EventEmitter {
  writable = false;
  destroyed = false;
  readonly #tls: boolean;
  #socket: Socket | null = null;
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #callbacks: Callback[] = [];
  readonly #batch = new WriteBatch((bytes) => this.#send(bytes));

  constructor({ tls }: { tls: boolean }) {
    super();
    this.#tls = tls;
  }

  // Sockets of workerd have no such switches; Nagle's algorithm is off in them.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  connect(port: number, host: string): this {
    const hostname = host.includes(':') ? `[${host}]` : host;
    const socket = connect(
      { hostname, port },
      { secureTransport: this.#tls ? 'starttls' : 'off', allowHalfOpen: false },
    );
    this.#attach(socket);
    socket.opened.then(
      () => {
        if (this.destroyed) return;
        this.writable = true;
        this.emit('connect');
        // Before TLS the server says one byte; a reader that waited for more would hold the stream's lock.
        if (this.#tls) void this.#readOnce(socket);
        else void this.#readAll(socket);
      },
      (error: Error) => this.destroy(error),
    );
    return this;
  }

  /** Called by pg when the server has agreed to TLS. */
  startTls(options: { servername?: string; host?: string }): void {
    const plain = this.#socket;
    if (plain === null) return;
    this.#reader?.releaseLock();
    this.#writer?.releaseLock();
    const expectedServerHostname = options.servername ?? options.host;
    const secure = plain.startTls(expectedServerHostname === undefined ? {} : { expectedServerHostname });
    this.#attach(secure);
    void this.#readAll(secure);
  }

  write(data: Uint8Array | string, encoding?: BufferEncoding | Callback, callback?: Callback): boolean {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) this.#callbacks.push(done);
    this.#batch.add(typeof data === 'string' ? Buffer.from(data) : data);
    return true;
  }

  end(): this {
    this.#batch.flush();
    this.writable = false;
    // Closing waits for what was written.
    this.#writer?.close().catch(() => undefined);
    void this.#socket?.close().catch(() => undefined);
    this.#closed(this.#socket);
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.writable = false;
    if (error) this.emit('error', error);
    this.#writer?.abort(error).catch(() => undefined);
    void this.#socket?.close().catch(() => undefined);
    this.#closed(this.#socket);
    return this;
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    this.#writer = socket.writable.getWriter();
    this.#reader = socket.readable.getReader();
    socket.closed.then(
      () => this.#closed(socket),
      (error: Error) => {
        if (socket === this.#socket) this.destroy(error);
      },
    );
  }

  async #readOnce(socket: Socket): Promise<void> {
    try {
      const first = await this.#reader?.read();
      if (first?.value) this.#receive(first.value);
      else this.#closed(socket);
    } catch (error) {
      if (socket === this.#socket) this.destroy(error as Error);
    }
  }

  async #readAll(socket: Socket): Promise<void> {
    const reader = this.#reader;
    try {
      for (;;) {
        const chunk = await reader?.read();
        if (!chunk?.value) break;
        this.#receive(chunk.value);
      }
      this.#closed(socket);
    } catch (error) {
      if (socket === this.#socket) this.destroy(error as Error);
    }
  }

  #receive(chunk: Uint8Array): void {
    this.emit('data', Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    await this.#writer?.write(bytes).then(
      () => {
        for (const done of callbacks) done();
      },
      (error: Error) => {
        for (const done of callbacks) done(error);
        this.destroy(error);
      },
    );
  }

  /** Once per stream, whoever notices first. The plain socket's end during the change to TLS is not the end. */
  #closed(socket: Socket | null): void {
    if (this.destroyed || socket !== this.#socket) return;
    this.destroyed = true;
    this.writable = false;
    this.emit('close');
  }
}
