// A WebSocket of the runtime under pg, as Neon's proxy takes them: PostgreSQL's bytes in binary messages, cut
// anywhere. TLS is the WebSocket's own, verified by the runtime. Runs in workerd, and in Node for the doctor.
import { Buffer } from 'node:buffer';
import { ServerStream } from './server-stream.ts';

export class WebSocketStream extends ServerStream {
  readonly #url: string;
  #socket: WebSocket | null = null;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  /** To where the URL says, which names host and port already. */
  override connect(): this {
    try {
      this.#open();
    } catch (error) {
      // Told later, as every other failure to connect is.
      queueMicrotask(() => this.destroy(error as Error));
    }
    return this;
  }

  protected override async send(bytes: Uint8Array): Promise<void> {
    // The runtime reads it when its turn comes, and these bytes will be others by then.
    this.#socket?.send(new Uint8Array(bytes));
  }

  /** Before it is open, this calls off the connecting. */
  protected override hangUp(): void {
    this.#socket?.close();
  }

  #open(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    // Otherwise a Blob, which is read by a promise.
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      // Given up meanwhile: nobody would speak on it.
      if (this.destroyed) socket.close();
      else this.opened();
    });
    socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) this.received(Buffer.from(data));
    });
    socket.addEventListener('error', ({ error, message }) => {
      this.destroy(error instanceof Error ? error : new Error(message || 'the WebSocket failed'));
    });
    socket.addEventListener('close', () => this.closed());
  }
}
