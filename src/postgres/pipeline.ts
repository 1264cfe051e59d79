// Statements in flight on one session, once pg has opened it: each written at once, answers come in the order of sending.
// pg would do the same with several objects, events and writes for each statement, and this is the busiest path there is.
// Each has a Sync of its own, so that an error touches its statement alone; but those that only read, and come together,
// share one, so that the server answers them in one piece: every piece costs all who carry it more than its bytes. Where
// one of them fails, the server passes over those behind it, and they have to be sent again.
import type { Buffer } from 'node:buffer';
import { MessageReader, readError, type ServerError, SYNC, statementMessages } from './messages.ts';
import { type RawRow, rawRow } from './raw-row.ts';
import { soon } from './soon.ts';
import type { Query } from './statement.ts';

export interface PipelineOptions {
  readonly write: (bytes: Uint8Array) => void;
  /** The server says something that is no answer: why it ends the session. */
  readonly onError: (error: ServerError) => void;
}

/** `SKIPPED`: it did not run. */
export type Answered = (error: ServerError | Error | null, rows: readonly RawRow[]) => void;

/** An identity: what is told of a statement that was behind one that failed. */
export const SKIPPED = new Error('a statement before it failed');

/** Of a statement by its name. */
const NOT_PREPARED = '26000';
/** Class 42: what is wrong with a statement itself, whoever sends it. */
const OWN_FAULT = /^42/;

/** As many share a Sync at most: the first of them waits for the last. */
const MOST_TOGETHER = 8;

interface Sent {
  readonly name: string;
  readonly text: string;
  readonly rows: RawRow[];
  readonly answered: Answered;
  /** Whether the server has still to say that it is prepared. */
  preparing: boolean;
  error: ServerError | null;
  /** What it is told where what it relies on was not prepared, and the server knows no more than that. */
  unprepared: ServerError | Error | null;
  /** Whether the server has come to its end. */
  complete: boolean;
  /** Whether a Sync follows. */
  isLast: boolean;
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
  /** Of those in flight, the one that the server answers. */
  #current = 0;
  /** Sent, and without a Sync yet. */
  #open = 0;
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

  /** Why the session ended; null while it has not. */
  get failure(): Error | null {
    return this.#failure;
  }

  get inTransaction(): boolean {
    return this.#transaction !== 'I';
  }

  send(query: Query, answered: Answered): void {
    if (this.#failure !== null) {
      answered(this.#failure, []);
      return;
    }
    const { name, text, reads = false } = query;
    const known = this.#prepared.get(name);
    const prepare = name === '' || known !== text;
    // What the server is still to prepare is not passed over because of another: those that come after rely on it.
    const shares = reads && !prepare;
    // What cannot be written throws, and must not have left a place among those that wait for an answer.
    const messages = statementMessages(query, prepare, prepare && known !== undefined);
    if (!shares) this.#sync();
    else if (this.#open === 0) soon(() => this.#sync());
    if (prepare && name !== '') this.#prepared.set(name, text);
    this.#sent.push({
      name,
      text,
      rows: [],
      answered,
      preparing: prepare,
      error: null,
      unprepared: null,
      complete: false,
      isLast: false,
    });
    this.#open += 1;
    this.#options.write(messages);
    if (!shares || this.#open === MOST_TOGETHER) this.#sync();
  }

  #sync(): void {
    const last = this.#sent.at(-1);
    // Another Sync than the one that was to come may have been sent, or the session have ended.
    if (this.#open === 0 || last === undefined) return;
    this.#open = 0;
    last.isLast = true;
    this.#options.write(SYNC);
  }

  receive(chunk: Buffer): void {
    this.#reader.read(chunk);
  }

  /** The session ended: who waits is told why, and so is who comes later. */
  fail(cause: Error): void {
    this.#failure ??= cause;
    this.#open = 0;
    for (const { answered, error, rows } of this.#sent.splice(0)) answered(error ?? cause, rows);
    this.#drained?.();
  }

  /** Resolves when nothing is in flight. */
  async drained(): Promise<void> {
    if (this.#sent.length > 0) await new Promise<void>((resolve) => (this.#drained = resolve));
  }

  /** Letters of the manual's "Message Formats"; what is not here (notices, settings) is nobody's answer. */
  #receive(type: string, bytes: Buffer, from: number, to: number): void {
    const current = this.#sent[this.#current];
    switch (type) {
      case '1':
        if (current) current.preparing = false;
        return;
      case 'D':
        current?.rows.push(rawRow(bytes, from, to));
        return;
      // Done, or nothing in it to do.
      case 'C':
      case 'I':
        if (!current) return;
        current.complete = true;
        // What goes wrong with the Sync goes wrong with the last.
        if (!current.isLast) this.#current += 1;
        return;
      case 'E': {
        const error = readError(bytes, from, to);
        if (current) current.error = error;
        else this.#options.onError(error);
        return;
      }
      case 'Z':
        this.#transaction = String.fromCharCode(bytes[from] ?? 0);
        this.#finish();
    }
  }

  /** All up to the one that has the Sync. */
  #finish(): void {
    const count = this.#sent.findIndex(({ isLast }) => isLast) + 1;
    this.#current = 0;
    for (const sent of this.#sent.splice(0, count)) {
      const { name, text, rows, answered, preparing, error, complete } = sent;
      // Unless another text of that name has been sent since.
      if (preparing && this.#prepared.get(name) === text) this.#prepared.delete(name);
      if (preparing && error !== null) this.#tellWhoRelies(name, error);
      const cause = error?.sqlstate === NOT_PREPARED ? (sent.unprepared ?? error) : error;
      answered(cause ?? (complete ? null : SKIPPED), rows);
    }
    if (this.#sent.length === 0) this.#drained?.();
  }

  /**
   * Who has sent the same already will hear that it is not prepared, which is neither his fault nor the session's: it is
   * the statement's own, or came from what was at that moment, and the next one prepares it.
   */
  #tellWhoRelies(name: string, error: ServerError): void {
    const told = OWN_FAULT.test(error.sqlstate) ? error : SKIPPED;
    for (const later of this.#sent) {
      if (later.name !== name) continue;
      if (later.preparing) return;
      later.unprepared = told;
    }
  }
}
