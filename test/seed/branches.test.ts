// Several connections load one season: should any of it fail, at any time, there is nothing.
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { newClient } from '../../scripts/database-target.ts';
import { Branches, begin } from '../../scripts/seed/branches.ts';
import { TABLES } from '../../scripts/seed/load.ts';
import { command as dbSeed, seed } from '../../scripts/seed.ts';
import { run } from '../command-run.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { ladderFaults } from '../ladder-faults.ts';
import { untilWaiting } from '../lock-waits.ts';
import { schemaText } from './season-digest.ts';

const OPTIONS = { players: 40, now: new Date('2026-06-15T12:34:56.789Z') };

let database: TestDatabase;
let client: Client;
async function open(): Promise<void> {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
}
async function close(): Promise<void> {
  await client.end();
  await database.drop();
}

async function filled(): Promise<string[]> {
  const names: string[] = [];
  for (const table of TABLES) {
    const { rowCount } = await client.query(`select from ${table} limit 1`);
    if (rowCount !== 0) names.push(table);
  }
  return names;
}

/** How many transactions have written the tables: rows tell which. */
async function transactions(): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(distinct xmin::text)::int as count from (
       (select xmin from players limit 1) union all (select xmin from ledger limit 1)
       union all (select xmin from match_players limit 1)
     ) written`,
  );
  return rows[0]?.count ?? 0;
}

describe('one after the other, in one database', () => {
  beforeAll(open);
  afterAll(close);

  test.for([
    ['matches', 'check (id < 20)'],
    ['ledger', 'check (id < 20)'],
    ['standings', 'check (id < 20)'],
    // These are seen when there are indexes, and when all others have ended.
    ['match_players', 'unique (player_id)'],
    ['ledger', 'foreign key (id) references admins'],
    ['match_players', 'foreign key (standing_id) references admins'],
  ])('%s: a row that breaks what is asked of it (%s) is as if there had been none', async ([table, rule]) => {
    await client.query(`alter table ${table} add constraint not_kept ${rule}`);
    const before = await schemaText(client);
    await expect(seed(database.url, OPTIONS)).rejects.toThrow(/not_kept/);
    expect(await filled()).toEqual([]);
    expect(await schemaText(client)).toBe(before);
    await client.query(`alter table ${table} drop constraint not_kept`);
  });

  test('after all of these the first season is the first', async () => {
    await seed(database.url, OPTIONS);
    expect(await filled()).toEqual([...TABLES]);
    expect(await ladderFaults(client)).toEqual([]);
    expect((await client.query('select id from seasons')).rows).toEqual([{ id: 1 }]);
  });

  test('the largest tables are written beside the others, unless there is something to replace', async () => {
    expect(await transactions()).toBe(3);
    await seed(database.url, { ...OPTIONS, replace: true });
    expect(await transactions()).toBe(1);
  });
});

const ORPHANS = [
  `insert into ledger (standing_id, match_id, kind, result, before, delta, after)
   values (1, 1, 'match', 'win', 1500, 5, 1505)`,
  `insert into match_players (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss)
   values (1, 'first', 3, 4, 1, 'x', 1500, 5, 0, -5)`,
] as const;

async function writeOrphans(): Promise<void> {
  await client.query('set session_replication_role = replica');
  for (const orphan of ORPHANS) await client.query(orphan);
  await client.query('reset session_replication_role');
}

/** As a server does that is stopped; but for who asks, and for whose last words these were. */
async function endOthers(last: string): Promise<void> {
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and not starts_with(query, $1)`,
    [last],
  );
}

/** False, once somebody waits for the other seed. */
async function waitsForPlayers(): Promise<false> {
  await vi.waitFor(
    async () => {
      const { rowCount } = await client.query(
        `select from pg_locks where not granted and relation = 'players'::regclass`,
      );
      expect(rowCount).toBe(1);
    },
    { timeout: 10_000, interval: 50 },
  );
  return false;
}

describe('each in a database of its own', () => {
  beforeEach(open);
  afterEach(close);

  test('what a seed left that was killed between two of its connections is emptied by the next one', async () => {
    await writeOrphans();
    expect(await filled()).toEqual(['match_players', 'ledger']);
    await seed(database.url, OPTIONS);
    expect(await filled()).toEqual([...TABLES]);
    expect(await ladderFaults(client)).toEqual([]);
  });

  test('what was written beside a season that is there stays, whatever fails afterwards', async () => {
    const committed = async () => {
      const branches = await Branches.open(() => newClient(database.url));
      await branches.commit();
      await writeOrphans();
      await branches.abandon();
      await branches.close();
      return filled();
    };
    expect(await committed()).toEqual([]);
    await client.query(
      `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
       values ('x', 'x', 'x', now(), now() + interval '1 day', 1500, 14)`,
    );
    expect(await committed()).toEqual(['seasons', 'match_players', 'ledger']);
  });

  test('what another seed is just writing is not taken for what this one left', async () => {
    const branches = await Branches.open(() => newClient(database.url));
    await branches.commit();
    // As a seed does that begins when this one has failed: nobody sees its season before its trunk ends.
    const other = new Client(database.url);
    await other.connect();
    await begin(other);
    await other.query('lock table players in access exclusive mode');
    await other.query(
      `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
       values ('x', 'x', 'x', now(), now() + interval '1 day', 1500, 14)`,
    );
    await writeOrphans();
    const abandoned = branches.abandon();
    const isOver = await Promise.race([abandoned.then(() => true), waitsForPlayers()]);
    await other.query('commit');
    await abandoned;
    await branches.close();
    await other.end();
    expect([isOver, await filled()]).toEqual([false, ['seasons', 'match_players', 'ledger']]);
  });

  test.for([
    ['whoever waits for it ends it', /^Stopped: [^ ]+ is as it was\.\n$/],
    ['the server ends its connections', /^[^ ]+: [^\n]*something between, has ended the connection[^\n]*\n$/],
  ] as const)(
    '%s when the largest tables are written: there is nothing, and one line says so',
    async ([who, says]) => {
      const other = new Client(database.url);
      await other.connect();
      // What is asked last of all: whether the season keeps the rules.
      await other.query('begin');
      await other.query('lock table outbox in access exclusive mode');
      const seeded = run(dbSeed, ['--players', '40'], { DATABASE_URL: database.url });
      await untilWaiting(client);
      expect((await client.query('select from match_players limit 1')).rowCount).toBe(1);
      if (who.startsWith('whoever')) process.emit('SIGHUP');
      else await endOthers('lock table');
      const { code, stderr } = await seeded;
      await other.end();
      expect([code, stderr]).toEqual([1, expect.stringMatching(says)]);
      expect(await filled()).toEqual([]);
    },
  );

  test('where somebody is busy with one of them it is all done by one connection', async () => {
    const other = new Client(database.url);
    await other.connect();
    await other.query('begin');
    await other.query('lock table ledger in access share mode');
    const seeded = seed(database.url, OPTIONS);
    await vi.waitFor(
      async () => {
        const { rows } = await client.query(
          `select from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and query like 'truncate players,%'`,
        );
        expect(rows).toHaveLength(1);
      },
      { timeout: 60_000, interval: 100 },
    );
    await other.end();
    await seeded;
    expect(await transactions()).toBe(1);
    expect(await ladderFaults(client)).toEqual([]);
  });
});
