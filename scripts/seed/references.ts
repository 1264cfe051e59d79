// Whether rows refer to what there is, on every core. PostgreSQL's own check of a foreign key that is added runs on one.
//
// Where the numbers referred to have no gap, being as many as there are from the least to the greatest, whatever lies
// between those is there: no row has to be looked up. Elsewhere each is.
import type { Client } from 'pg';

interface ForeignKey {
  readonly name: string;
  /** The rows that name something, and what of. */
  readonly own: string;
  readonly own_column: string;
  readonly others: string;
  readonly others_column: string;
  /** Of one column, of whole numbers. */
  readonly numbered: boolean;
  /** How many rows name what is not there. */
  readonly missing: string;
  /** Whether an index holds the rows in the order of what they name. */
  readonly ordered: boolean;
}

interface Bounds {
  readonly least: string | null;
  readonly most: string | null;
}

/** The names of the foreign keys of these tables that some row breaks. */
export async function missingReferences(
  client: Client,
  tables: readonly string[],
  report: (line: string) => void,
): Promise<readonly string[]> {
  const { rows: keys } = await client.query<ForeignKey>(
    `select conname as name, conrelid::regclass::text as own, pair.own_column,
       confrelid::regclass::text as others, pair.others_column,
       cardinality(conkey) = 1 and pair.whole_numbers as numbered,
       format('select count(*) from only %s own where %s and not exists (select from only %s others where %s)',
         conrelid::regclass, pair.named, confrelid::regclass, pair.same) as missing,
       exists (select from pg_index where indrelid = conrelid and indkey[0] = conkey[1]) as ordered
     from pg_constraint
     cross join lateral (
       select string_agg(format('own.%I is not null', own.attname), ' and ') as named,
         string_agg(format('others.%I = own.%I', others.attname, own.attname), ' and ') as same,
         min(quote_ident(own.attname)) as own_column, min(quote_ident(others.attname)) as others_column,
         bool_and(others.atttypid in ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)) as whole_numbers
       from unnest(conkey, confkey) as pair (own_number, others_number)
       join pg_attribute own on own.attrelid = conrelid and own.attnum = own_number
       join pg_attribute others on others.attrelid = confrelid and others.attnum = others_number
     ) pair
     where contype = 'f' and conrelid = any($1::regclass[])
     order by conrelid::regclass::text, conname`,
    [tables],
  );
  const missing: string[] = [];
  const unbroken = new Map<string, Promise<Bounds | null>>();
  for (const key of keys) {
    report(`references ${key.name}`);
    const target = `${key.others} ${key.others_column}`;
    const known = key.numbered
      ? (unbroken.get(target) ?? boundsIfUnbroken(client, key))
      : Promise.resolve(null);
    unbroken.set(target, known);
    const bounds = await known;
    const broken = bounds ? await reachesBeyond(client, key, bounds) : await namesMissing(client, key);
    if (broken) missing.push(key.name);
  }
  return missing;
}

/** What a foreign key refers to is unique: numbers without a gap are as many as their bounds say. Null where there are none. */
async function boundsIfUnbroken(
  client: Client,
  { others, others_column }: ForeignKey,
): Promise<Bounds | null> {
  const { rows } = await client.query<Bounds & { unbroken: boolean | null }>(
    `select min(${others_column}) as least, max(${others_column}) as most,
       max(${others_column})::numeric - min(${others_column}) + 1 = count(${others_column}) as unbroken
     from only ${others}`,
  );
  return rows[0]?.unbroken ? rows[0] : null;
}

async function reachesBeyond(
  client: Client,
  { own, own_column }: ForeignKey,
  bounds: Bounds,
): Promise<boolean> {
  // The least and the greatest stand at the ends of an index, if there is one.
  const { rows } = await client.query<{ beyond: boolean | null }>(
    `select min(${own_column}) < $1::bigint or max(${own_column}) > $2::bigint as beyond from only ${own}`,
    [bounds.least, bounds.most],
  );
  return rows[0]?.beyond ?? false;
}

async function namesMissing(client: Client, { missing, ordered }: ForeignKey): Promise<boolean> {
  // Both in their order, side by side, is a third of the work of looking each up; the planner thinks little of it.
  await client.query(`set enable_hashjoin = ${ordered ? 'off' : 'on'}`);
  const { rows } = await client.query<{ count: string }>(missing);
  await client.query('reset enable_hashjoin');
  return rows[0]?.count !== '0';
}
