// What a seed has left: all of its rows as one number, and all that loading takes off for a while.
import type { Client } from 'pg';

export async function seasonDigest(client: Client): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(
    `select md5(string_agg(rows, ',' order by rows)) as digest from (
       select players::text as rows from players union all select ledger::text from ledger
       union all select standings::text from standings union all select standing_counts::text from standing_counts
       union all select matches::text from matches union all select match_players::text from match_players
     ) everything`,
  );
  return rows[0]?.digest ?? '';
}

/** Foreign keys with the triggers that watch over them, whether those are on, and everything else that was made. */
export async function schemaText(client: Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || convalidated::text as line
     from pg_constraint where connamespace = 'public'::regnamespace
     union all select pg_get_indexdef(indexrelid) || indisclustered::text from pg_index join pg_class on oid = indrelid
     where relnamespace = 'public'::regnamespace
     union all select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
     union all select tgrelid::regclass || ' ' || conname || ' ' || tgfoid::regproc || ' ' || tgenabled::text
     from pg_trigger join pg_constraint on pg_constraint.oid = tgconstraint
     order by 1`,
  );
  return rows.map(({ line }) => line).join('\n');
}
