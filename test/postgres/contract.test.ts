// What a database route promises, whichever it is: on real workerd, against real PostgreSQL.
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf } from '../bundle-of.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { until } from '../until.ts';
import { type Probe, probe, ROUTES, type Route } from './routes.ts';

let bundle: { readonly path: string };
beforeAll(async () => {
  bundle = await bundleOf('test/postgres/probe-worker.ts');
});

// The routes beside each other, since most of it is waiting; what each promises, in order.
describe.concurrent.each(ROUTES)('%s', (route) => {
  describe('promises', { concurrent: false }, () => promises(route));
});

function promises(route: Route): void {
  let database: TestDatabase;
  let operator: Client;
  let it: Probe;

  beforeAll(async () => {
    database = await createDatabase();
    operator = new Client(database.url);
    await operator.connect();
    await operator.query('create table notes (text text unique)');
    it = await probe(route, database.url, bundle);
  });
  afterEach(async () => {
    it.wire.release();
    await it.wire.accept();
  });
  afterAll(async () => {
    await it.close();
    await operator.end();
    await database.drop();
  });

  /** Ends the Worker's sessions, those that run something like this where told; gives how many. */
  async function kill(running = '%'): Promise<number> {
    const { rowCount } = await operator.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'edge-ladder' and query like $1`,
      [running],
    );
    return rowCount ?? 0;
  }

  /** Until the first of what sleeps does so, and what goes along with it has been written. */
  async function underWay(): Promise<void> {
    await until(async () => {
      const { rowCount } = await operator.query(
        `select from pg_stat_activity where datname = current_database() and application_name = 'edge-ladder'
        and state = 'active' and query like '%pg_sleep($1)%'`,
      );
      return (rowCount ?? 0) > 0;
    });
    await sleep(100);
  }

  // Before anything else: no connection has been made yet.
  test('waiting for a connection ends by its deadline, and nothing was sent', async () => {
    it.wire.stall();
    const { results, meter } = await it.ask({
      calls: [{ statement: 'note', given: ['never'] }],
      connectionMs: 300,
      answerMs: 600,
    });
    expect(results).toMatchObject([{ reason: 'deadline', statement: 'contract.note' }]);
    expect(meter.roundTrips).toBe(0);
    it.wire.release();
    await sleep(300);
    const { rows } = await operator.query(`select from notes where text = 'never'`);
    expect(rows).toEqual([]);
  });

  test('a server that cannot be reached is told so', async () => {
    await it.wire.refuse();
    it.wire.cut();
    if (route !== 'hyperdrive')
      await until(async () => (await it.figures()).every(({ connections }) => connections.open === 0));
    const { results } = await it.ask({ calls: [{ statement: 'pid' }], connectionMs: 500 });
    expect(results).toMatchObject([{ reason: 'unreachable', statement: 'contract.pid' }]);
  });

  test('values of every type come back as they are', async () => {
    const at = '2026-11-23T17:53:00.123Z';
    const given = [
      '9223372036854775807',
      -2147483648,
      32767,
      true,
      'Zoë 한국 "quoted" \\ \n \u{1F600}',
      null,
      at,
      ['a', 'b,"}', 'NULL'],
      [7, -8],
      'terms',
    ];
    const { results } = await it.ask({ calls: [{ statement: 'values', given }] });
    expect(results).toEqual([
      {
        value: {
          id: '9223372036854775807',
          whole: -2147483648,
          small: 32767,
          yes: true,
          words: 'Zoë 한국 "quoted" \\ \n \u{1F600}',
          nothing: null,
          at,
          wordIn: true,
          numberIn: true,
          reason: 'terms',
        },
      },
    ]);
  });

  test('a warm statement is one round trip, on the meter and on the wire', async () => {
    await it.run('pid');
    // Which of the lanes opens first is chance; once all are open, whoever comes alone gets the same one.
    await until(async () => (await it.figures()).every(({ connections }) => connections.connecting === 0));
    await it.run('pid');
    it.wire.reset();
    const { meter } = await it.ask({ calls: [{ statement: 'pid' }] });
    expect(meter.roundTrips).toBe(1);
    expect(it.wire.figures().roundTrips).toBe(1);
    if (route !== 'hyperdrive') expect(it.wire.figures()).toMatchObject({ connections: 0, parses: 0 });
  });

  test('an error names its statement and PostgreSQL’s code', async () => {
    expect(await it.run('noTable')).toMatchObject({
      reason: 'rejected',
      sqlstate: '42P01',
      statement: 'contract.no-table',
    });
    await it.run('note', 'once');
    expect(await it.run('duplicate', 'once')).toMatchObject({ reason: 'rejected', sqlstate: '23505' });
  });

  test('an error tells no values', async () => {
    const failure = await it.run('badNumber', 'secret-4711');
    expect(failure).toMatchObject({ reason: 'rejected', sqlstate: '22P02' });
    expect(JSON.stringify(failure)).not.toContain('secret-4711');
  });

  test('an error leaves the statements beside it alone', async () => {
    const { results } = await it.ask({
      how: 'together',
      calls: [{ statement: 'noTable' }, { statement: 'pid' }, { statement: 'noTable' }, { statement: 'pid' }],
    });
    expect(results.map(({ sqlstate = null }) => sqlstate)).toEqual(['42P01', null, '42P01', null]);
  });

  test('one that cannot be prepared says why to each of several, and costs no session', async () => {
    await it.run('pid');
    await until(async () => (await it.figures()).every(({ connections }) => connections.connecting === 0));
    it.wire.reset();
    const calls = Array.from({ length: 6 }, () => ({ statement: 'noTable' }));
    const { results } = await it.ask({ how: 'together', calls });
    expect(results.map(({ sqlstate = null }) => sqlstate)).toEqual(calls.map(() => '42P01'));
    if (route !== 'hyperdrive') expect(it.wire.figures().connections).toBe(0);
  });

  const quotient = (divisor: number) => ({ statement: 'readQuotient', given: [divisor] });

  test('an error of one that reads leaves alone those that share its transaction', async () => {
    await it.run('readPid');
    await it.run('readQuotient', 1);
    for (let round = 0; round < 3; round += 1) {
      const note = { statement: 'note', given: [`neighbour ${round}`] };
      const { results } = await it.ask({
        how: 'together',
        calls: [quotient(1), quotient(0), quotient(2), note, quotient(0), quotient(3), quotient(6)],
      });
      expect(results.map(({ value, sqlstate }) => sqlstate ?? value)).toEqual([
        '6',
        '22012',
        '3',
        `neighbour ${round}`,
        '22012',
        '2',
        '1',
      ]);
    }
    const { rows } = await operator.query(`select from notes where text like 'neighbour _'`);
    expect(rows.length).toBe(3);
  });

  test('one that reads comes through however many fail before it', async () => {
    await it.run('readQuotient', 1);
    const calls = [...Array.from({ length: 7 }, () => quotient(0)), quotient(1)];
    for (let round = 0; round < 3; round += 1) {
      const { results } = await it.ask({ how: 'together', calls });
      expect(results.map(({ value, sqlstate }) => sqlstate ?? value)).toEqual([
        ...Array(7).fill('22012'),
        '6',
      ]);
    }
  });

  test('what several ask as one, each gets of it; an error is his alone whose it is', async () => {
    const quotients = async (...divisors: readonly number[]) => {
      const calls = divisors.map((divisor) => ({ statement: 'mergedQuotient', given: [divisor] }));
      const { results } = await it.ask({ how: 'together', calls });
      return results.map(({ value, sqlstate }) => sqlstate ?? value);
    };
    // A session of Hyperdrive is one piece of work's alone. Elsewhere what a busy machine tears apart is asked again.
    const together = route === 'hyperdrive' ? 1 : 10;
    await until(async () => {
      const answers = (await quotients(1, 2, 3, 6, 1, 1, 1, 2, 3, 6)).map((text) =>
        String(text).split(' of '),
      );
      expect(answers.map(([quotient]) => Number(quotient))).toEqual([6, 3, 2, 1, 6, 6, 6, 3, 2, 1]);
      return answers.every(([, count]) => Number(count) === together);
    });
    expect(await quotients(1, 0, 2)).toEqual(['6 of 1', '22012', '3 of 1']);
  });

  test('rows that are not what the columns say are unreadable', async () => {
    expect(await it.run('unreadable')).toMatchObject({
      reason: 'unreadable',
      statement: 'contract.unreadable',
      message: expect.stringContaining('column "value"'),
    });
  });

  test('an answer that does not come by the deadline is given up, and the next one comes', async () => {
    const { results } = await it.ask({ calls: [{ statement: 'sleepOnce', given: [3] }], answerMs: 300 });
    expect(results).toMatchObject([{ reason: 'deadline', statement: 'contract.sleep-once' }]);
    expect(await it.run('pid')).toHaveProperty('value');
    // The server would sleep on, and a later test take it for its own.
    expect(await kill('%pg_sleep($1)%')).toBe(1);
  });

  test('a session that was given up leaves nothing at the server once it has come to its end', async () => {
    const { results } = await it.ask({ calls: [{ statement: 'sleepOnce', given: [2] }], answerMs: 1_300 });
    expect(results).toMatchObject([{ reason: 'deadline' }]);
    // The server notices by what it cannot say.
    await until(async () => {
      const { rowCount } = await operator.query(
        `select from pg_stat_activity where datname = current_database() and application_name = 'edge-ladder'
        and query like '%pg_sleep($1)%'`,
      );
      return rowCount === 0;
    });
  });

  test('a transaction commits', async () => {
    const { results } = await it.ask({
      how: 'commit',
      calls: [
        { statement: 'note', given: ['kept 1'] },
        { statement: 'note', given: ['kept 2'] },
      ],
    });
    expect(results.at(-1)).toEqual({ value: 'committed' });
    const { rows } = await operator.query(`select text from notes where text like 'kept%' order by text`);
    expect(rows).toEqual([{ text: 'kept 1' }, { text: 'kept 2' }]);
  });

  test.each([
    { how: 'throw' as const, calls: [{ statement: 'note', given: ['lost'] }], why: 'the borrower throws' },
    {
      how: 'commit' as const,
      calls: [{ statement: 'note', given: ['lost'] }, { statement: 'noTable' }],
      why: 'a statement fails',
    },
    {
      how: 'forgive' as const,
      calls: [{ statement: 'note', given: ['lost'] }, { statement: 'noTable' }],
      why: 'a statement fails and the borrower makes nothing of it',
    },
  ])('a transaction is rolled back when $why, and its connection given back', async ({ how, calls }) => {
    const { results } = await it.ask({ how, calls });
    expect(results.at(-1)).not.toHaveProperty('value');
    const { rows } = await operator.query(`select from notes where text = 'lost'`);
    expect(rows).toEqual([]);
    const { rows: open } = await operator.query(
      `select from pg_stat_activity where application_name = 'edge-ladder' and state like 'idle in transaction%'
      and datname = current_database()`,
    );
    expect(open).toEqual([]);
    for (const { counters, connections, inFlight } of await it.figures()) {
      expect(connections.leased).toBe(0);
      // What was given up before may still be running.
      expect(counters.borrowed - counters.returned).toBe(inFlight);
    }
    expect(await it.run('pid')).toHaveProperty('value');
  });

  test('transactions beside statements, many at once, all come through', async () => {
    const before = Number((await it.run('notes')).value);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        it.ask(
          index % 3 === 0
            ? { how: 'commit', calls: [{ statement: 'note', given: [`many ${index}`] }] }
            : { how: 'together', calls: [{ statement: 'pid' }, { statement: 'notes' }] },
        ),
      ),
    );
    expect(Number((await it.run('notes')).value)).toBe(before + 4);
  });

  test('a statement beside a transaction is not in it', async () => {
    const { results } = await it.ask({ how: 'beside', calls: [{ statement: 'note', given: ['beside'] }] });
    expect(results.at(-1)).toMatchObject({ error: expect.stringContaining('changed its mind') });
    const { rows } = await operator.query(`select text from notes where text like 'beside%'`);
    expect(rows).toEqual([{ text: 'beside' }]);
  });

  test('a connection that breaks before it is open is not the last', async () => {
    it.wire.cut();
    it.wire.stall();
    const asked = it.ask({ calls: [{ statement: 'pid' }] });
    // On its way, and nothing answers.
    await sleep(200);
    it.wire.cut();
    it.wire.release();
    const { results, meter } = await asked;
    expect(results).toEqual([{ value: expect.stringMatching(/^\d+$/) }]);
    expect(meter.cold).toBe(true);
  });

  test('a broken session is replaced by one, not by one a statement', async () => {
    await it.run('pid');
    it.wire.reset();
    const asked = it.ask({
      how: 'together',
      calls: Array.from({ length: 6 }, () => ({ statement: 'sleepAgain', given: [0.5] })),
    });
    await underWay();
    it.wire.cut();
    expect((await asked).results.every(({ value }) => value === 'slept')).toBe(true);
    expect(it.wire.figures().connections).toBeLessThanOrEqual(4);
  });

  test('a backend killed while idle is not noticed by the next statement', async () => {
    await it.run('pid');
    await kill();
    await sleep(100);
    expect(await it.run('note', `after idle kill`)).toHaveProperty('value');
  });

  test.each([
    { statement: 'sleepAgain', resent: true },
    { statement: 'sleepOnce', resent: false },
  ])('a backend killed in flight: $statement is sent again: $resent', async ({ statement, resent }) => {
    await it.run('pid');
    const asked = it.ask({ calls: [{ statement, given: [0.8] }] });
    await underWay();
    expect(await kill('%pg_sleep($1)%')).toBeGreaterThan(0);
    const { results, meter } = await asked;
    expect(meter.roundTrips).toBe(resent ? 2 : 1);
    expect(results).toMatchObject([
      resent ? { value: 'slept' } : { reason: 'broken', statement: 'contract.sleep-once' },
    ]);
  });

  test('all backends killed at once, while in flight', async () => {
    const asked = it.ask({
      how: 'together',
      calls: Array.from({ length: 6 }, () => ({ statement: 'sleepAgain', given: [0.5] })),
    });
    await underWay();
    await kill();
    expect((await asked).results.map(({ value }) => value)).toEqual(Array(6).fill('slept'));
  });

  test('a link that is cut, with statements in flight', async () => {
    const asked = it.ask({
      how: 'together',
      calls: [
        { statement: 'sleepAgain', given: [0.8] },
        { statement: 'sleepOnce', given: [0.8] },
      ],
    });
    await underWay();
    it.wire.cut();
    expect((await asked).results).toMatchObject([{ value: 'slept' }, { reason: 'broken' }]);
  });

  test('a migration that changes what a prepared statement returns is survived', async () => {
    await operator.query('create table shapes (value text)');
    await operator.query(`insert into shapes values ('x')`);
    await operator.query('create view shape as select value from shapes');
    expect(await it.run('shape')).toEqual({ value: 'x' });
    await operator.query('drop view shape');
    await operator.query('create view shape as select value::varchar(9) as value from shapes');
    expect(await it.run('shape')).toEqual({ value: 'x' });
  });
}

describe('the pool alone', () => {
  let database: TestDatabase;
  let it: Probe;
  beforeAll(async () => {
    database = await createDatabase();
    it = await probe('pool over tcp', database.url, bundle);
  });
  afterAll(async () => {
    await it.close();
    await database.drop();
  });

  test('keeps its connections across requests', async () => {
    const pids = new Set<unknown>();
    for (let request = 0; request < 12; request += 1) pids.add((await it.run('pid')).value);
    expect(pids.size).toBeLessThanOrEqual(3);
    expect(it.wire.figures().connections).toBeLessThanOrEqual(3);
  });

  test('a lease returned twice is an error', async () => {
    const { results } = await it.ask({ how: 'lease twice', calls: [] });
    expect(results).toEqual([{ error: expect.stringContaining('returned twice') }]);
  });

  test('logs each connection made, borrowed, returned, broken', async () => {
    await it.run('pid');
    it.wire.cut();
    const wanted = ['connection.made', 'connection.borrowed', 'connection.returned', 'connection.broken'];
    const events = () => new Set(it.worker.log.map(({ event }) => event));
    await until(() => wanted.every((event) => events().has(event)));
    expect(events()).toEqual(new Set(wanted));
  });
});
