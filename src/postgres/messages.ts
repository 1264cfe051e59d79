// What a running session says and hears, as bytes: the messages of one statement in one piece, and the server's
// messages cut out of what arrives. PostgreSQL's manual calls it the extended query protocol. Describe is left out:
// what the columns are, the statement knows.
import { Buffer } from 'node:buffer';
import type { Parameter, Query } from './statement.ts';

const PARSE = 0x50;
const BIND = 0x42;
const CLOSE = 0x43;
const ASCII_END = 0x80;
/** Of the unnamed portal, all its rows: always the same. */
const EXECUTE = Uint8Array.of(0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0);
/** Ends what fails or succeeds together, and has the server send what it has to say of it. */
export const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);

/**
 * What runs a statement, prepared before it where asked, in place of another of that name where there is one; a Sync has
 * to follow. The bytes stand there until the next call: memory of its own for each statement would cost a runtime more
 * than its messages.
 */
export function statementMessages(
  { name, text, parameters }: Query,
  prepare: boolean,
  replace = false,
): Uint8Array {
  const messages = WRITER;
  messages.clear();
  if (replace) {
    messages.begin(CLOSE);
    messages.text(`S${name}`);
    messages.end();
  }
  if (prepare) {
    messages.begin(PARSE);
    messages.text(name);
    messages.text(text);
    messages.int16(0);
    messages.end();
  }
  messages.begin(BIND);
  messages.text('');
  messages.text(name);
  messages.int16(0);
  messages.int16(parameters.length);
  for (const parameter of parameters) messages.value(asText(parameter));
  messages.int16(0);
  messages.end();
  messages.bytes(EXECUTE);
  return messages.written();
}

/** PostgreSQL's text format of a parameter; in an array's, quotes and backslashes are escaped. */
function asText(value: Parameter): string | null {
  if (value === null || typeof value === 'string') return value;
  if (typeof value !== 'object') return String(value);
  return `{${value.map(asItem).join(',')}}`;
}

const TO_ESCAPE = /["\\]/;

function asItem(value: string | number | null): string {
  if (value === null) return 'NULL';
  const text = String(value);
  return `"${TO_ESCAPE.test(text) ? text.replaceAll(/["\\]/g, '\\$&') : text}"`;
}

/** Kept from one statement to the next; more is for the few that carry that much. */
const KEPT_BYTES = 64 * 1024;

class MessageWriter {
  #bytes = Buffer.allocUnsafe(4 * 1024);
  #length = 0;
  #begun = 0;

  clear(): void {
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafe(KEPT_BYTES);
    this.#length = 0;
  }

  begin(type: number): void {
    this.#reserve(5);
    this.#bytes[this.#length] = type;
    this.#begun = this.#length + 1;
    this.#length += 5;
  }

  /** A message's length counts itself, and not its type. */
  end(): void {
    this.#bytes.writeInt32BE(this.#length - this.#begun, this.#begun);
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeInt16BE(value, this.#length);
  }

  /** Ends with a zero. */
  text(value: string): void {
    this.#utf8(value);
    this.#reserve(1);
    this.#bytes[this.#length] = 0;
    this.#length += 1;
  }

  /** With its length before it, which is -1 for null. */
  value(value: string | null): void {
    this.#reserve(4);
    const at = this.#length;
    this.#length += 4;
    if (value !== null) this.#utf8(value);
    this.#bytes.writeInt32BE(value === null ? -1 : this.#length - at - 4, at);
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** ASCII letter by letter: a call to the runtime's encoder costs more than most texts here are long. */
  #utf8(value: string): void {
    this.#reserve(value.length);
    const bytes = this.#bytes;
    let length = this.#length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= ASCII_END) {
        this.bytes(Buffer.from(value));
        return;
      }
      bytes[length] = code;
      length += 1;
    }
    this.#length = length;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#length + more, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const WRITER = new MessageWriter();

/** One message's body stands in `bytes` from `from` to `to`. */
type Receive = (type: string, bytes: Buffer, from: number, to: number) => void;

/** Cuts messages out of chunks, which end where they like. */
export class MessageReader {
  readonly #receive: Receive;
  /** The beginning of a message whose end is still to come. */
  #parts: Buffer[] = [];
  #length = 0;
  #needed = 0;

  constructor(receive: Receive) {
    this.#receive = receive;
  }

  read(chunk: Buffer): void {
    if (this.#length === 0) {
      this.#cut(chunk);
      return;
    }
    this.#parts.push(chunk);
    this.#length += chunk.length;
    if (this.#length >= this.#needed) this.#cut(Buffer.concat(this.#parts));
  }

  #cut(bytes: Buffer): void {
    let at = 0;
    let needed = HEAD_BYTES;
    while (at + HEAD_BYTES <= bytes.length) {
      const length = bytes.readInt32BE(at + 1);
      if (length < LENGTH_BYTES) throw new RangeError(`a message of ${length} bytes: this is no PostgreSQL`);
      const end = at + 1 + length;
      needed = end - at;
      if (end > bytes.length) break;
      this.#receive(String.fromCharCode(bytes[at] ?? 0), bytes, at + HEAD_BYTES, end);
      at = end;
      needed = HEAD_BYTES;
    }
    this.#parts = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#length = bytes.length - at;
    this.#needed = needed;
  }
}

/** Which counts itself. */
const LENGTH_BYTES = 4;
/** A letter for the type, and the length. */
const HEAD_BYTES = 1 + LENGTH_BYTES;

/** What an ErrorResponse says. */
export interface ServerError {
  readonly severity: string;
  readonly sqlstate: string;
  readonly message: string;
  /** The function of the server's own code that says it. */
  readonly routine: string | undefined;
}

export function readError(bytes: Buffer, from: number, to: number): ServerError {
  const fields = new Map<string, string>();
  for (const field of bytes.toString('utf8', from, to).split('\0'))
    fields.set(field.slice(0, 1), field.slice(1));
  const sqlstate = fields.get('C') ?? '';
  const message = fields.get('M') ?? 'the server gave no message';
  // V is S in English, whatever the server's language.
  return {
    severity: fields.get('V') ?? fields.get('S') ?? 'ERROR',
    sqlstate,
    routine: fields.get('R'),
    // Class 22, data exceptions, quotes the value that was wrong, as its language does: values are not for logs.
    message: sqlstate.startsWith('22') ? message.replace(/[:："'„“”«»‘’‚‹「『].*/s, '…') : message,
  };
}
