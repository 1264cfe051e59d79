// Loading whole tables quickly: in one transaction everything that would be kept up row by row (constraints, indexes,
// triggers) is taken off, rows go in by COPY, and everything is put back as it was, from PostgreSQL's own
// definitions of it. What the rows contradict is noticed then, and nothing has happened.
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

const COPY_BYTES = 1 << 22;
const ROWS_BYTES = 1 << 12;

/** Empties the tables, and whatever refers to them; runs `load` with them bare. */
export async function loadBare(
  client: Client,
  tables: readonly string[],
  load: () => Promise<void>,
  report: (line: string) => void,
): Promise<void> {
  await client.query(`truncate ${tables.join(', ')} restart identity cascade`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
     from pg_index index
     where index.indrelid = any($1::regclass[])
       and not exists (select from pg_constraint where conindid = index.indexrelid and contype in ('p', 'u', 'x'))`,
    [tables],
  );
  // Foreign keys last in and first out: they stand on the others.
  const { rows: constraints } = await client.query<{ owner: string; name: string; definition: string }>(
    `select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint
     where contype in ('p', 'u', 'f') and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
     order by contype = 'f', conrelid, conname`,
    [tables],
  );
  for (const { owner, name } of constraints.toReversed()) {
    await client.query(`alter table ${owner} drop constraint ${name}`);
  }
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);

  await load();

  for (const { owner, name, definition } of constraints) {
    if (!definition.startsWith('FOREIGN KEY')) {
      report(`constraint ${name}`);
      await client.query(`alter table ${owner} add constraint ${name} ${definition}`);
    }
  }
  for (const { name, definition } of indexes) {
    report(`index ${name}`);
    await client.query(definition);
  }
  // With their statistics the tables are read by their indexes, in order, to see that nothing is missing.
  report('statistics');
  await client.query(`analyze ${tables.join(', ')}`);
  for (const { owner, name, definition } of constraints) {
    if (definition.startsWith('FOREIGN KEY')) {
      report(`constraint ${name}`);
      await client.query(`alter table ${owner} add constraint ${name} ${definition}`);
    }
  }
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
}

/** The COPYs of one connection, which takes one at a time: rows of several tables go in by turns. */
export class Copies {
  readonly #client: Client;
  #last: Promise<void> = Promise.resolve();

  constructor(client: Client) {
    this.#client = client;
  }

  /** `target`: the table with its columns. */
  into(target: string): RowWriter {
    return new RowWriter((rows) => this.#send(target, rows));
  }

  /** Waits for those that are under way. */
  end(): Promise<void> {
    return this.#last;
  }

  /** Begins when the one before has ended, and waits for that one only: the next rows are made meanwhile. */
  #send(target: string, rows: Uint8Array): Promise<void> {
    const before = this.#last;
    this.#last = before.then(async () => {
      const stream = this.#client.query(from(`copy ${target} from stdin (freeze)`));
      stream.end(rows);
      await finished(stream);
    });
    this.#last.catch(() => {});
    return before;
  }
}

/** Gathers the rows of one table until a COPY is worth it; as bytes, since millions of small texts kept cost more. */
export class RowWriter {
  readonly #send: (rows: Uint8Array) => Promise<void>;
  readonly #full: Uint8Array[] = [];
  #buffer = Buffer.allocUnsafe(COPY_BYTES);
  #length = 0;

  constructor(send: (rows: Uint8Array) => Promise<void>) {
    this.#send = send;
  }

  /** Takes rows, each ended by a line break; together not longer than ROWS_BYTES. */
  write(rows: string): void {
    this.#length += this.#buffer.write(rows, this.#length);
    if (this.#length > COPY_BYTES - ROWS_BYTES) this.#turn();
  }

  /** To be awaited now and then: waits only when there is something to send and the server is behind. */
  flush(): Promise<void> | undefined {
    return this.#full.length === 0 ? undefined : this.#sendFull();
  }

  /** Sends what is left. */
  async end(): Promise<void> {
    this.#turn();
    await this.#sendFull();
  }

  #turn(): void {
    if (this.#length > 0) this.#full.push(this.#buffer.subarray(0, this.#length));
    this.#buffer = Buffer.allocUnsafe(COPY_BYTES);
    this.#length = 0;
  }

  async #sendFull(): Promise<void> {
    for (const rows of this.#full.splice(0)) await this.#send(rows);
  }
}
