// Tables that are empty, as if they had been made in this transaction: what is then loaded into them need not stand in
// the write-ahead log, and nobody has to look at its rows again to see that everybody may. Truncating does the same,
// but not without every table that refers to one of them, whoever may be busy with it.
import type { Client } from 'pg';

/** They begin with new files, and number from the beginning. */
export async function renew(client: Client, tables: readonly string[]): Promise<void> {
  const { rows: keys } = await client.query<{ owner: string; name: string; numbers: string[] }>(
    `select indrelid::regclass::text as owner, quote_ident(relname) as name,
       array(select quote_ident(attname) from pg_attribute where attrelid = indrelid and attidentity <> '') as numbers
     from pg_index join pg_class on pg_class.oid = indexrelid
     where indrelid = any($1::regclass[]) and indisprimary`,
    [tables],
  );
  for (const { owner, name, numbers } of keys) {
    await client.query(`cluster ${owner} using ${name}`);
    // It would remember by which index.
    await client.query(`alter table ${owner} set without cluster`);
    for (const number of numbers) await client.query(`alter table ${owner} alter ${number} restart`);
  }
}
