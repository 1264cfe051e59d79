// Statements in flight on one session, once pg has opened it: each written at once with a Sync of its own, so that an
// error touches its statement alone; answers come in the order of sending. pg would do the same with several objects,
// events and writes for each statement, and this is the busiest path there is.
import type { Buffer } from 'node:buffer';
import { MessageReader, readError, readRow, type ServerError, statementMessages } from './messages.ts';
import type { Query, RawRow } from './statement.ts';

export interface PipelineOptions {
  readonly write: (bytes: Uint8Array) => void;
  /** The server says something that is no answer: why it ends the session. */
  readonly onError: (error: ServerError) => void;
}

export type Answered = (error: ServerError | Error | null, rows: readonly RawRow[]) => void;

interface Sent {
  readonly name: string;
  readonly text: string;
  readonly rows: RawRow[];
  readonly answered: Answered;
  /** Whether the server has still to say that it is prepared. */
  preparing: boolean;
  error: ServerError | null;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #reader: MessageReader;
  readonly #sent: Sent[] = [];
  /**
   * Texts by name that the server knows, or will before it reads what is sent next. A session outlives a deployment, and
   * may meet another text of the same name, even both by turns.
   */
  readonly #prepared = new Map<string, string>();
  #transaction = 'I';
  #failure: Error | null = null;
  #drained: (() => void) | null = null;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#reader = new MessageReader((type, bytes, from, to) => this.#receive(type, bytes, from, to));
  }

  get inFlight(): number {
    return this.#sent.length;
  }

  get inTransaction(): boolean {
    return this.#transaction !== 'I';
  }

  send(query: Query, answered: Answered): void {
    if (this.#failure !== null) {
      answered(this.#failure, []);
      return;
    }
    const { name, text } = query;
    const known = this.#prepared.get(name);
    const prepare = name === '' || known !== text;
    if (prepare && name !== '') this.#prepared.set(name, text);
    this.#sent.push({ name, text, rows: [], answered, preparing: prepare, error: null });
    this.#options.write(statementMessages(query, prepare, prepare && known !== undefined));
  }

  receive(chunk: Buffer): void {
    this.#reader.read(chunk);
  }

  /** The session ended: who waits is told why, and so is who comes later. */
  fail(cause: Error): void {
    this.#failure ??= cause;
    for (const { answered, error, rows } of this.#sent.splice(0)) answered(error ?? cause, rows);
    this.#drained?.();
  }

  /** Resolves when nothing is in flight. */
  async drained(): Promise<void> {
    if (this.#sent.length > 0) await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  /** Letters of the manual's "Message Formats"; what is not here (notices, settings) is nobody's answer. */
  #receive(type: string, bytes: Buffer, from: number, to: number): void {
    const [head] = this.#sent;
    switch (type) {
      case '1':
        if (head) head.preparing = false;
        return;
      case 'D':
        head?.rows.push(readRow(bytes, from, to));
        return;
      case 'E': {
        const error = readError(bytes, from, to);
        if (head) head.error = error;
        else this.#options.onError(error);
        return;
      }
      case 'Z':
        this.#transaction = String.fromCharCode(bytes[from] ?? 0);
        this.#finish();
    }
  }

  #finish(): void {
    const head = this.#sent.shift();
    if (head === undefined) return;
    // Unless another text of that name has been sent since.
    if (head.preparing && this.#prepared.get(head.name) === head.text) this.#prepared.delete(head.name);
    head.answered(head.error, head.rows);
    if (this.#sent.length === 0) this.#drained?.();
  }
}
