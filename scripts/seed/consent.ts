// Whether a season may be written where DATABASE_URL leads. On this machine always, unless it would empty a ladder in
// production: that may be at the end of a tunnel. Elsewhere only into the host that was named. So a setting that somebody
// forgot fills or empties no ladder that others play on.
import { Obstacle } from '../../dev/obstacle.ts';
import { isLoopback } from '../../src/postgres/address.ts';
import { connected } from '../database-advice.ts';
import { printableTarget, readAddress } from '../database-target.ts';

export interface Intent {
  /** What `--yes-into` named. */
  readonly yesInto: string | undefined;
  /** Tables that would be emptied first; none without `--replace`. */
  readonly emptied: readonly string[];
  readonly production: boolean;
}

/** Throws an Obstacle that names the host, and what would be lost there, unless that host was named. */
export async function requireConsent(url: string, { yesInto, emptied, production }: Intent): Promise<void> {
  const { host } = readAddress(url);
  const own = isLoopback(host);
  if ((own && !production) || yesInto === host) return;
  const losses = emptied.length === 0 ? [] : await contents(url, emptied);
  if (own && losses.length === 0) return;
  throw new Obstacle(objection(host, yesInto, losses));
}

export function objection(host: string, yesInto: string | undefined, losses: readonly string[]): string {
  const place = isLoopback(host) ? 'a ladder in production' : 'not this machine';
  const named = yesInto === undefined ? place : `not ${yesInto}`;
  const loss = losses.length === 0 ? '' : `, and throw away all that is there (${losses.join(', ')})`;
  return `This would write to ${host}, which is ${named}${loss}. If that is meant: --yes-into ${host}`;
}

/** What is in these tables and in those that refer to them, which are emptied with them: "players (400)". */
export async function contents(url: string, tables: readonly string[]): Promise<readonly string[]> {
  const client = await connected(url);
  try {
    const { rows: names } = await client.query<{ name: string }>(
      `with recursive emptied (id) as (
         select to_regclass(name)::oid from unnest($1::text[]) as name where to_regclass(name) is not null
         union
         select conrelid from pg_constraint join emptied on confrelid = id where contype = 'f'
       )
       select id::regclass::text as name from emptied order by 1`,
      [tables],
    );
    const found: string[] = [];
    for (const { name } of names) {
      const { rows } = await client.query<{ count: string }>(`select count(*) from ${name}`);
      const count = Number(rows[0]?.count);
      if (count > 0) found.push(`${name} (${count.toLocaleString('en-US')})`);
    }
    return found;
  } catch (cause) {
    throw new Obstacle(`${printableTarget(url)} could not be looked at: ${(cause as Error).message}`, {
      cause,
    });
  } finally {
    await client.end();
  }
}
