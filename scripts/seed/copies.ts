// The COPYs of one connection, which takes one at a time: rows of several tables go in by turns.
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { RowWriter } from './row-writer.ts';

export class Copies {
  readonly #client: Client;
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

  /** Begins when the one before has ended, and waits for that one only: the next rows are made meanwhile. */
  #send(command: string, block: Uint8Array): Promise<void> {
    const before = this.#last;
    this.#last = before.then(async () => {
      const stream = this.#client.query(from(command));
      stream.end(block);
      await finished(stream);
    });
    this.#last.catch(() => {});
    return before;
  }
}
