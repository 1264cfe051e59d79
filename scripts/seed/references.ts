// Whether rows refer to what there is, on every core. PostgreSQL's own check of a foreign key that is added runs on one.
import type { Client } from 'pg';

interface ForeignKey {
  readonly name: string;
  /** How many rows name what is not there. */
  readonly missing: string;
  /** Whether an index holds the rows in the order of what they name. */
  readonly ordered: boolean;
}

/** The names of the foreign keys of these tables that some row breaks. */
export async function missingReferences(
  client: Client,
  tables: readonly string[],
  report: (line: string) => void,
): Promise<readonly string[]> {
  const { rows: keys } = await client.query<ForeignKey>(
    `select conname as name,
       format('select count(*) from only %s own where %s and not exists (select from only %s others where %s)',
         conrelid::regclass, pair.named, confrelid::regclass, pair.same) as missing,
       exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]) as ordered
     from pg_constraint
     cross join lateral (
       select string_agg(format('own.%I is not null', own.attname), ' and ') as named,
         string_agg(format('others.%I = own.%I', others.attname, own.attname), ' and ') as same
       from unnest(conkey, confkey) as pair (own_number, others_number)
       join pg_attribute own on own.attrelid = conrelid and own.attnum = own_number
       join pg_attribute others on others.attrelid = confrelid and others.attnum = others_number
     ) pair
     where contype = 'f' and conrelid = any($1::regclass[])
     order by conrelid::regclass::text, conname`,
    [tables],
  );
  const missing: string[] = [];
  for (const key of keys) {
    report(`references ${key.name}`);
    // Both in their order, side by side, is a third of the work of looking each up; the planner thinks little of it.
    await client.query(`set enable_hashjoin = ${key.ordered ? 'off' : 'on'}`);
    const { rows } = await client.query<{ count: string }>(key.missing);
    if (rows[0]?.count !== '0') missing.push(key.name);
  }
  await client.query('reset enable_hashjoin');
  return missing;
}
