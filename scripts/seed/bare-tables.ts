// Loading whole tables quickly: whatever would be kept up row by row (indexes, constraints, triggers) is taken off, rows
// go in by COPY, and everything is put back as it was, from PostgreSQL's own definitions of it. What the rows contradict
// is noticed then, and nothing has happened, since all of it is one transaction of its caller's.
//
// Triggers are turned off; two kinds are taken off, since a table pays for them even then: where there is one before each
// row it takes rows in one by one, and where there is one that is shown all new rows it keeps a copy of each.
//
// A superuser may leave foreign keys where they are and turn off what they check row by row, as pg_restore does: what
// the rows refer to is then looked for by references.ts. For anybody else they are taken off, and PostgreSQL looks for
// it when it puts them back.
import type { Client } from 'pg';

interface Made {
  readonly owner: string;
  readonly name: string;
  readonly definition: string;
}

interface Stripping {
  readonly tables: readonly string[];
  /** Indexes that stay: each row is looked at for them. */
  readonly staying: readonly string[];
  /** Whether the role is a superuser. */
  readonly trusted: boolean;
  readonly report: (line: string) => void;
}

export class BareTables {
  readonly #client: Client;
  readonly #stripping: Stripping;
  readonly #triggers: readonly Made[];
  readonly #indexes: readonly Made[];
  readonly #constraints: readonly Made[];

  private constructor(
    client: Client,
    stripping: Stripping,
    [triggers, indexes, constraints]: readonly [readonly Made[], readonly Made[], readonly Made[]],
  ) {
    this.#client = client;
    this.#stripping = stripping;
    this.#triggers = triggers;
    this.#indexes = indexes;
    this.#constraints = constraints;
  }

  /** Takes everything off; the tables are empty. */
  static async strip(client: Client, stripping: Stripping): Promise<BareTables> {
    const { tables, staying, trusted } = stripping;
    const { rows: triggers } = await client.query<Made>(
      `select tgrelid::regclass::text as owner, quote_ident(tgname) as name, pg_get_triggerdef(oid) as definition
       from pg_trigger
       where tgrelid = any($1::regclass[]) and not tgisinternal
         -- The bits of pg_trigger.h: on insert; before each row.
         and tgtype & 4 <> 0 and (tgtype & 3 = 3 or tgnewtable is not null)`,
      [tables],
    );
    const { rows: indexes } = await client.query<Made>(
      `select index.indrelid::regclass::text as owner, index.indexrelid::regclass::text as name,
         pg_get_indexdef(index.indexrelid) as definition
       from pg_index index
       where index.indrelid = any($1::regclass[]) and index.indexrelid::regclass::text <> all($2::text[])
         and not exists (select from pg_constraint where conindid = index.indexrelid and contype in ('p', 'u', 'x'))`,
      [tables, staying],
    );
    // Foreign keys last in and first out: they stand on the others. Where they stay, so does what they stand on, which
    // costs next to nothing: those rows come in the order of their keys.
    const { rows: constraints } = await client.query<Made>(
      `select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint own
       where contype in ('p', 'u', 'f') and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
         and not ($2 and exists (
           select from pg_constraint key where key.contype = 'f' and (key.oid = own.oid or key.conindid = own.conindid)
         ))
       order by contype = 'f', conrelid, conname`,
      [tables, trusted],
    );
    for (const { owner, name } of constraints.toReversed()) {
      await client.query(`alter table ${owner} drop constraint ${name}`);
    }
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const { owner, name } of triggers) await client.query(`drop trigger ${name} on ${owner}`);
    const bare = new BareTables(client, stripping, [triggers, indexes, constraints]);
    await bare.#turn('disable');
    return bare;
  }

  /** Puts back what finds rows. With their statistics the tables are then read in the best way there is. */
  async index(): Promise<void> {
    const { tables, report } = this.#stripping;
    for (const constraint of this.#constraints) if (!isForeign(constraint)) await this.#add(constraint);
    for (const { name, definition } of this.#indexes) {
      report(`index ${name}`);
      await this.#client.query(definition);
    }
    report(`statistics ${tables.join(', ')}`);
    await this.#client.query(`analyze ${tables.join(', ')}`);
  }

  /** Puts back what refers to rows, and what happens to them. */
  async guard(): Promise<void> {
    for (const constraint of this.#constraints) if (isForeign(constraint)) await this.#add(constraint);
    await this.#turn('enable');
    for (const { definition } of this.#triggers) await this.#client.query(definition);
  }

  async #add({ owner, name, definition }: Made): Promise<void> {
    this.#stripping.report(`constraint ${name}`);
    await this.#client.query(`alter table ${owner} add constraint ${name} ${definition}`);
  }

  async #turn(way: 'disable' | 'enable'): Promise<void> {
    const { tables, trusted } = this.#stripping;
    const which = trusted ? 'all' : 'user';
    for (const table of tables) await this.#client.query(`alter table ${table} ${way} trigger ${which}`);
  }
}

function isForeign({ definition }: Made): boolean {
  return definition.startsWith('FOREIGN KEY');
}
