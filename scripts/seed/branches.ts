// The connections of a seed. What a table takes in and its indexes are one connection's work, which is one core's; so the
// two largest tables, which nothing refers to, have a connection each beside the trunk, and all of them work at a time.
//
// Several connections are several transactions, and yet it is all or nothing: the branches end first, while the trunk
// still holds all that says that there is a ladder, and only then is it seen whether each row refers to what there is. If
// anything fails the branches' tables, which were empty, are emptied again. Whoever takes the power away just there leaves
// rows in them and no players and no season: nothing is there yet, and the next seed empties them before it begins;
// the doctor names them to whoever begins a ladder of his own instead.
//
// That needs tables that are empty, and the right to leave foreign keys where they are. Elsewhere, and where nobody
// gets the connections or the tables, the trunk does it all.
import type { Client } from 'pg';

/** Of somebody who waits for the trunk meanwhile, which no server would find out: then there are no branches. */
const LOCK_LIMIT = '2s';

/** Nothing refers to them. */
const BRANCHES = ['match_players', 'ledger'] as const;

export interface Loading {
  readonly client: Client;
  readonly tables: readonly string[];
}

export class Branches {
  readonly all: readonly Loading[];
  readonly #newClient: () => Client;
  #ended = false;

  private constructor(all: readonly Loading[], newClient: () => Client) {
    this.all = all;
    this.#newClient = newClient;
  }

  static none(): Branches {
    return new Branches([], () => {
      throw new Error('without branches there is nothing to connect for');
    });
  }

  /** Each in a transaction, with its table emptied in it; or none. */
  static async open(newClient: () => Client): Promise<Branches> {
    const all = BRANCHES.map((table) => ({ client: newClient(), tables: [table] }));
    const branches = new Branches(all, newClient);
    try {
      await together(
        all.map(async ({ client, tables }) => {
          await client.connect();
          await begin(client);
          await client.query(`set local lock_timeout = '${LOCK_LIMIT}'`);
          await oneCoreEach(client);
          await client.query(`truncate ${tables.join(', ')} restart identity`);
        }),
      );
      return branches;
    } catch {
      await branches.close();
      return Branches.none();
    }
  }

  async commit(): Promise<void> {
    this.#ended = true;
    await together(this.all.map(({ client }) => client.query('commit')));
  }

  /** The trunk's transaction is over: unless there is a season nevertheless, leaves their tables empty, as they were. */
  async abandon(): Promise<void> {
    for (const { client } of this.all) await client.query('rollback').catch(() => {});
    if (!this.#ended) return;
    // That theirs have broken may be why they are abandoned.
    const client = this.#newClient();
    try {
      await client.connect();
      await emptyWithoutSeason(
        client,
        this.all.flatMap(({ tables }) => tables),
      );
    } catch {
      // The next seed does it, and the doctor names what is there until then.
    } finally {
      await client.end().catch(() => {});
    }
  }

  async close(): Promise<void> {
    for (const { client } of this.all) await client.end();
  }
}

async function emptyWithoutSeason(client: Client, tables: readonly string[]): Promise<void> {
  await client.query('begin');
  // As every seed begins: another one may be under way, whose season nobody sees yet and whose rows are in these tables.
  await client.query('lock table players in access exclusive mode');
  const { rowCount } = await client.query('select from seasons limit 1');
  if (rowCount === 0) await client.query(`truncate ${tables.join(', ')} restart identity`);
  await client.query('commit');
}

export async function begin(client: Client): Promise<void> {
  await client.query('begin');
  await client.query(`set local maintenance_work_mem = '256MB'`);
  await client.query(`set local work_mem = '128MB'`);
}

/**
 * Helpers of a connection that builds an index would take more processor time, and there are such connections enough.
 * What is sorted in memory, of which it takes what it needs, is half the work where rows come in order.
 */
export async function oneCoreEach(client: Client): Promise<void> {
  await client.query('set local max_parallel_maintenance_workers = 0');
  await client.query(`set local maintenance_work_mem = '1GB'`);
}

/** Waits for all of them, also when one fails: so that nothing is still asked for afterwards. */
export async function together(works: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(works)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
