// Loading whole tables quickly: in one transaction everything that would be kept up row by row (constraints, indexes,
// triggers) is taken off, rows go in by COPY, and everything is put back as it was, from PostgreSQL's own
// definitions of it. What the rows contradict is noticed then, and nothing has happened.
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

const COPY_CHARACTERS = 1 << 21;

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
  #send(target: string, rows: string): Promise<void> {
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

/** Gathers the rows of one table until a COPY is worth it. */
export class RowWriter {
  readonly #send: (rows: string) => Promise<void>;
  #text = '';

  constructor(send: (rows: string) => Promise<void>) {
    this.#send = send;
  }

  /** Takes rows, each ended by a line break; waits only when the server is behind. */
  write(rows: string): Promise<void> | undefined {
    this.#text += rows;
    return this.#text.length < COPY_CHARACTERS ? undefined : this.end();
  }

  /** Sends what is left. */
  async end(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    if (text !== '') await this.#send(text);
  }
}
