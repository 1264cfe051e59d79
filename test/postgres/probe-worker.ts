// A Worker that runs what a test asks of a database route, and tells what came of it. Only tests bundle it.
import { readConfiguration } from '../../src/configuration.ts';
import { type Bindings, type Installation, installation } from '../../src/installation.ts';
import { DatabaseFailure, newMeter } from '../../src/postgres/database.ts';
import type { Asked } from './asked.ts';
import { contractStatements } from './contract-statements.ts';

export { ConnectionPool } from '../../src/objects/connection-pool.ts';
// wrangler.toml names them for whatever is bundled.
export { Courier } from '../../src/objects/courier.ts';
export { Matchmaker } from '../../src/objects/matchmaker.ts';

const settled = async (work: Promise<unknown>) =>
  work.then(
    (value) => ({ value }),
    (error: unknown) =>
      error instanceof DatabaseFailure
        ? {
            reason: error.reason,
            sqlstate: error.sqlstate,
            statement: error.statement,
            message: error.message,
          }
        : { error: String(error) },
  );

/** One for all requests, as in the Worker itself: their statements may go along with each other's. */
let made: Installation | undefined;

export default {
  async fetch(request, env, context) {
    const read = readConfiguration(env);
    if (!read.ok) return Response.json(read, { status: 500 });
    made ??= installation(read.configuration, env);
    const { pathname } = new URL(request.url);
    const [, shard] = /^\/warm\/(.+)$/.exec(pathname) ?? [];
    if (shard) return Response.json(await env.CONNECTION_POOL.getByName(shard).warm());
    if (pathname === '/figures') {
      return Response.json(await Promise.all(made.pools().map(({ pool }) => pool.figures())));
    }
    const { calls, how = 'in turn', connectionMs = 5_000, answerMs = 10_000 } = await request.json<Asked>();
    const meter = newMeter();
    const now = Date.now();
    const deadline = { connectionBy: now + connectionMs, answerBy: now + answerMs };
    const waitUntil = (promise: Promise<unknown>) => context.waitUntil(promise);
    const database = made.openDatabase(meter, deadline, { waitUntil });
    const statements = calls.map(({ statement, given = [] }) => {
      const kind = contractStatements[statement];
      if (!kind) throw new Error(`no statement ${statement}`);
      return kind(...given);
    });
    const results: unknown[] = [];
    if (how === 'together') {
      // As if each came with an interaction of its own, all at the same time.
      const { arrivals } = made;
      const coming = statements.map((statement) => ({ statement, arrived: arrivals.arrive(now) }));
      const running = coming.map(({ statement, arrived }) => {
        arrived();
        return settled(database.run(statement));
      });
      results.push(...(await Promise.all(running)));
    } else if (how === 'in turn') {
      for (const statement of statements) results.push(await settled(database.run(statement)));
    } else if (how === 'beside') {
      // A transaction that fails, around statements that are not its own.
      const work = database.transaction(async () => {
        for (const statement of statements) results.push(await settled(database.run(statement)));
        throw new Error('the borrower changed its mind');
      });
      results.push(await settled(work));
    } else if (how === 'lease twice') {
      const lent = await made.pools()[0]?.pool.lease({ waitMs: 1_000, answerMs: 5_000 });
      if (!lent?.ok) throw new Error('no lease');
      await lent.lease.release();
      results.push(await settled(lent.lease.release()));
    } else {
      const work = database.transaction(async (lease) => {
        for (const statement of statements) {
          const ran = lease.run(statement);
          results.push(await (how === 'forgive' ? settled(ran) : ran));
        }
        if (how === 'throw') throw new Error('the borrower changed its mind');
        return 'committed';
      });
      results.push(await settled(work));
    }
    await database.close();
    return Response.json({ results, meter });
  },
} satisfies ExportedHandler<Bindings>;
