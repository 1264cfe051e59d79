// A TCP socket of workerd under pg. The certificate of a TLS connection is verified by workerd, always.

import { connect } from 'cloudflare:sockets';
import { Buffer } from 'node:buffer';
import { ServerStream } from './server-stream.ts';

export class TcpStream extends ServerStream {
  readonly #tls: boolean;
  #socket: Socket | null = null;
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;

  constructor({ tls }: { tls: boolean }) {
    super();
    this.#tls = tls;
  }

  override connect(port: number, host: string): this {
    try {
      this.#open(port, host);
    } catch (error) {
      // Told later, as every other failure to connect is.
      queueMicrotask(() => this.destroy(error as Error));
    }
    return this;
  }

  #open(port: number, host: string): void {
    const hostname = host.includes(':') ? `[${host}]` : host;
    const socket = connect(
      { hostname, port },
      { secureTransport: this.#tls ? 'starttls' : 'off', allowHalfOpen: false },
    );
    this.#attach(socket);
    socket.opened.then(
      () => {
        if (this.destroyed) return;
        this.opened();
        // Before TLS the server says one byte; a reader that waited for more would hold the stream's lock.
        if (this.#tls) void this.#readOnce(socket);
        else void this.#readAll(socket);
      },
      (error: Error) => this.destroy(error),
    );
  }

  /** Called by pg when the server has agreed to TLS. workerd checks the certificate against the host connected to. */
  startTls(): void {
    const plain = this.#socket;
    if (plain === null) return;
    this.#reader?.releaseLock();
    this.#writer?.releaseLock();
    const secure = plain.startTls();
    this.#attach(secure);
    void this.#readAll(secure);
  }

  protected override async send(bytes: Uint8Array): Promise<void> {
    await this.#writer?.write(bytes);
  }

  /** By the socket alone: of one whose writer is aborted, the runtime keeps the connection until it collects garbage. */
  protected override hangUp(): void {
    void this.#socket?.close().catch(() => undefined);
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    this.#writer = socket.writable.getWriter();
    this.#reader = socket.readable.getReader();
    socket.closed.then(
      () => this.#endedBy(socket),
      (error: Error) => this.#endedBy(socket, error),
    );
  }

  async #readOnce(socket: Socket): Promise<void> {
    try {
      const first = await this.#reader?.read();
      if (first?.value) this.#receive(first.value);
      else this.#endedBy(socket);
    } catch (error) {
      this.#endedBy(socket, error as Error);
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
      this.#endedBy(socket);
    } catch (error) {
      this.#endedBy(socket, error as Error);
    }
  }

  #receive(chunk: Uint8Array): void {
    this.received(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  /** The plain socket's end during the change to TLS is not the stream's. */
  #endedBy(socket: Socket, error?: Error): void {
    if (socket !== this.#socket) return;
    if (error === undefined) this.closed();
    else this.destroy(error);
  }
}
