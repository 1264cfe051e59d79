// Whether rows refer to what there is, for all foreign keys of a table in one look at it. PostgreSQL's own check looks
// once for each, on one core.
import type { Client } from 'pg';

interface ForeignKey {
  readonly owner: string;
  readonly name: string;
  readonly target: string;
  /** Pairs of a column of the owner and that of the target which it names. */
  readonly columns: readonly (readonly [own: string, others: string])[];
}

/** The names of the foreign keys of these tables that some row breaks. */
export async function missingReferences(
  client: Client,
  tables: readonly string[],
  report: (line: string) => void,
): Promise<readonly string[]> {
  const { rows: keys } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as owner, conname as name, confrelid::regclass::text as target,
       (
         select json_agg(json_build_array(quote_ident(own.attname), quote_ident(others.attname)) order by nth)
         from unnest(conkey, confkey) with ordinality as pair (own_number, others_number, nth)
         join pg_attribute own on own.attrelid = conrelid and own.attnum = own_number
         join pg_attribute others on others.attrelid = confrelid and others.attnum = others_number
       ) as columns
     from pg_constraint
     where contype = 'f' and conrelid = any($1::regclass[])
     order by 1, 2`,
    [tables],
  );
  const missing: string[] = [];
  for (const [owner, own] of Map.groupBy(keys, (key) => key.owner)) {
    report(`what ${owner} refers to`);
    const { rows } = await client.query<Record<string, string>>(countOfMissing(owner, own));
    own.forEach(({ name }, index) => {
      if (rows[0]?.[`missing_${index}`] !== '0') missing.push(name);
    });
  }
  return missing;
}

function countOfMissing(owner: string, keys: readonly ForeignKey[]): string {
  const counts = keys.map(({ columns }, index) => {
    const named = columns.map(([own]) => `own.${own} is not null`);
    const absent = columns.map(([, others]) => `key_${index}.${others} is null`);
    return `count(*) filter (where ${[...named, ...absent].join(' and ')}) as missing_${index}`;
  });
  const joins = keys.map(({ target, columns }, index) => {
    const same = columns.map(([own, others]) => `key_${index}.${others} = own.${own}`);
    return `left join only ${target} key_${index} on ${same.join(' and ')}`;
  });
  return `select ${counts.join(', ')} from only ${owner} own ${joins.join(' ')}`;
}
