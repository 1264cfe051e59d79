// The COPYs of one connection, which takes one at a time: rows of several tables go in by turns.
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { RowWriter } from './row-writer.ts';

/** How many blocks wait for the server before their maker does: enough for it while players are sorted. */
const MOST_AHEAD = 4;
const PIECE_BYTES = 1 << 18;

/** Where the rows of a table go, whichever connection takes them. */
export type Into = (table: string, columns: readonly string[]) => RowWriter;

export class Copies {
  readonly #client: Client;
  readonly #ahead: Promise<void>[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
  }

  into(table: string, columns: readonly string[]): RowWriter {
    // Frozen: nobody has to look at these rows again to see that everybody may.
    const command = `copy ${table} (${columns.join(', ')}) from stdin (format binary, freeze)`;
    return new RowWriter(columns.length, (block) => this.#send(command, block));
  }

  /** Waits for those that are under way. */
  end(): Promise<void> {
    return this.#last;
  }

  /** Begins when the one before has ended; waits while too many have not: more rows are made meanwhile. */
  #send(command: string, block: Uint8Array): Promise<void> {
    const sent = this.#last.then(async () => {
      const stream = this.#client.query(from(command));
      // In pieces: the server begins with the first, and not when it has the whole block.
      for (let at = 0; at < block.length; at += PIECE_BYTES)
        stream.write(block.subarray(at, at + PIECE_BYTES));
      stream.end();
      await finished(stream);
    });
    sent.catch(() => {});
    this.#last = sent;
    this.#ahead.push(sent);
    return (this.#ahead.length > MOST_AHEAD && this.#ahead.shift()) || Promise.resolve();
  }
}
