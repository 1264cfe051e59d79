// Loading whole tables quickly: in one transaction whatever would be kept up row by row (indexes, constraints, triggers)
// is taken off, rows go in by COPY, and everything is put back as it was, from PostgreSQL's own definitions of it. What
// the rows contradict is noticed then, and nothing has happened.
//
// Triggers are turned off; two kinds are taken off, since a table pays for them even then: where there is one before each
// row it takes rows in one by one, and where there is one that is shown all new rows it keeps a copy of each.
//
// A superuser may leave foreign keys where they are and turn off what they check row by row, as pg_restore does: what
// the rows refer to is then looked for on every core. For anybody else they are taken off, and PostgreSQL looks for it
// when it puts them back.
import type { Client } from 'pg';
import { missingReferences } from './references.ts';

interface BareLoad {
  readonly tables: readonly string[];
  /** Indexes that stay: each row is looked at for them. */
  readonly staying: readonly string[];
  readonly load: () => Promise<void>;
  readonly report: (line: string) => void;
}

/** Empties the tables, and whatever refers to them; runs `load` with them bare. */
export async function loadBare(client: Client, { tables, staying, load, report }: BareLoad): Promise<void> {
  await client.query(`truncate ${tables.join(', ')} restart identity cascade`);
  const trusted = await isSuperuser(client);
  const { rows: triggers } = await client.query<{ owner: string; name: string; definition: string }>(
    `select tgrelid::regclass::text as owner, quote_ident(tgname) as name, pg_get_triggerdef(oid) as definition
     from pg_trigger
     where tgrelid = any($1::regclass[]) and not tgisinternal
       -- The bits of pg_trigger.h: on insert; before each row.
       and tgtype & 4 <> 0 and (tgtype & 3 = 3 or tgnewtable is not null)`,
    [tables],
  );
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as definition
     from pg_index index
     where index.indrelid = any($1::regclass[]) and index.indexrelid::regclass::text <> all($2::text[])
       and not exists (select from pg_constraint where conindid = index.indexrelid and contype in ('p', 'u', 'x'))`,
    [tables, staying],
  );
  // Foreign keys last in and first out: they stand on the others. Where they stay, so does what they stand on, which
  // costs next to nothing: those rows come in the order of their keys.
  const { rows: constraints } = await client.query<{ owner: string; name: string; definition: string }>(
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
  const others = trusted ? 'all' : 'user';
  for (const table of tables) await client.query(`alter table ${table} disable trigger ${others}`);

  await load();

  const add = async ({ owner, name, definition }: (typeof constraints)[number]) => {
    report(`constraint ${name}`);
    await client.query(`alter table ${owner} add constraint ${name} ${definition}`);
  };
  const isForeign = ({ definition }: { definition: string }) => definition.startsWith('FOREIGN KEY');
  for (const constraint of constraints) if (!isForeign(constraint)) await add(constraint);
  for (const { name, definition } of indexes) {
    report(`index ${name}`);
    await client.query(definition);
  }
  // With their statistics the tables are read in the best way there is, to see that nothing is missing.
  report('statistics');
  await client.query(`analyze ${tables.join(', ')}`);
  for (const constraint of constraints) if (isForeign(constraint)) await add(constraint);
  if (trusted) {
    const missing = await missingReferences(client, tables, report);
    if (missing.length > 0) throw new Error(`rows refer to what is not there: ${missing.join(', ')}`);
  }
  for (const table of tables) await client.query(`alter table ${table} enable trigger ${others}`);
  for (const { definition } of triggers) await client.query(definition);
}

async function isSuperuser(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ super: boolean }>(
    'select rolsuper as super from pg_roles where rolname = current_user',
  );
  return rows[0]?.super ?? false;
}
