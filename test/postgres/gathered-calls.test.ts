// Calls of the pool's object that come together cross together, and share nothing but the way.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { Arrivals } from '../../src/postgres/arrivals.ts';
import type { AnswersPart } from '../../src/postgres/batch-answers.ts';
import { GatheredCalls } from '../../src/postgres/gathered-calls.ts';
import type { Limits, PoolAnswer } from '../../src/postgres/pool-call.ts';
import type { RemotePool, SentCall } from '../../src/postgres/pooled.ts';
import { columnsOf } from '../../src/postgres/raw-row.ts';
import type { Query } from '../../src/postgres/statement.ts';
import { LIMITS, query } from './pool-harness.ts';
import { HandClock, settled } from './scripted-connection.ts';

const COST = { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false };
const rows = (name: string): PoolAnswer => ({ ok: true, rows: [packedRow([name])], cost: COST });
const refused = (name: string, sqlstate = '42P01'): PoolAnswer => ({
  ok: false,
  fault: { reason: 'rejected', message: 'no', statement: name, sqlstate },
  cost: COST,
});

const all = (answers: readonly PoolAnswer[]): AnswersPart => ({
  answers: answers.map((answer, place) => ({ place, answer })),
  rest: null,
});

/** A pool that answers each statement with its name, unless told otherwise. */
function callsOn(given: Partial<RemotePool> = {}) {
  const clock = new HandClock();
  const sent: string[] = [];
  const kept: Promise<unknown>[] = [];
  const pool: RemotePool = {
    async run({ name }) {
      sent.push(name);
      return rows(name);
    },
    async runTogether(calls) {
      sent.push(calls.map(({ statement: { name } }) => name).join('+'));
      return all(calls.map(({ statement: { name } }) => rows(name)));
    },
    moreAnswers: () => Promise.reject(new Error('there is no more')),
    lease: () => Promise.reject(new Error('nothing is lent')),
    ...given,
  };
  const arrivals = new Arrivals();
  const calls = new GatheredCalls(() => () => pool, clock, arrivals);
  const arrive = () => arrivals.arrive(clock.now());
  const run = (name: string, arrived = arrive()) => {
    arrived();
    return calls
      .run(query(name), LIMITS, (promise) => kept.push(promise))
      .catch((error: unknown) => error as Error);
  };
  /** All begin before any of them asks, as the runtime has it. */
  const runAll = (...names: string[]) =>
    names.map((name) => ({ name, arrived: arrive() })).map(({ name, arrived }) => run(name, arrived));
  return { clock, calls, sent, kept, arrive, run, runAll };
}

test('who comes alone goes at once', async () => {
  const { sent, kept, run } = callsOn();
  expect(await Promise.all([run('a'), run('b')])).toEqual([rows('a'), rows('b')]);
  expect(sent).toEqual(['a', 'b']);
  expect(kept).toEqual([]);
});

test('those who come together go together, without any timer; each gets its own answer', async () => {
  const { sent, arrive, run } = callsOn();
  const coming = ['a', 'b', 'c', 'd'].map((name) => ({ name, arrived: arrive() }));
  const last = coming.pop();
  const answers = coming.map(({ name, arrived }) => run(name, arrived));
  await settled();
  expect(sent).toEqual([]);
  answers.push(run('d', last?.arrived));
  expect(sent).toEqual(['a+b+c+d']);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'].map(rows));
});

test('a call of several is kept going whoever goes, and nothing else is', async () => {
  const { clock, kept, runAll } = callsOn();
  await Promise.all(runAll('a', 'b', 'c'));
  // By who began it, and by who sent it. No timer is left that anybody waits for.
  expect(kept).toHaveLength(2);
  await Promise.all(kept);
  expect(clock.pending).toBe(0);
});

test('who comes and asks nothing is waited for as long as a timer takes', async () => {
  const { clock, sent, arrive, run } = callsOn();
  const arrived = arrive();
  const answers = [run('a'), run('b')];
  arrived();
  expect(sent).toEqual([]);
  await clock.pass(0);
  expect(sent).toEqual(['a+b']);
  expect(await Promise.all(answers)).toEqual([rows('a'), rows('b')]);
});

test('who never asks holds others up by a timer each, and after a quarter of a second by nothing', async () => {
  const { clock, sent, arrive, run } = callsOn();
  arrive();
  void run('a');
  await clock.pass(0);
  void run('b');
  await clock.pass(0);
  await clock.pass(251);
  void run('c');
  expect(sent).toEqual(['a', 'b', 'c']);
});

test('who comes next is not held up by those before him', async () => {
  const { sent, runAll } = callsOn({
    runTogether(calls) {
      sent.push(calls.map(({ statement: { name } }) => name).join('+'));
      return new Promise(() => {});
    },
  });
  void runAll('a', 'b', 'c');
  void runAll('d', 'e');
  expect(sent).toEqual(['a+b+c', 'd+e']);
});

test('a statement’s failure is its own', async () => {
  const { runAll } = callsOn({
    runTogether: async (calls) =>
      all(calls.map(({ statement: { name } }) => (name === 'b' ? refused(name) : rows(name)))),
  });
  expect(await Promise.all(runAll('a', 'b', 'c'))).toEqual([rows('a'), refused('b'), rows('c')]);
});

test('who is slow is answered later, and holds nobody up', async () => {
  const later = Promise.withResolvers<AnswersPart>();
  const asked: string[] = [];
  const { runAll } = callsOn({
    runTogether: async () => ({
      answers: [
        { place: 2, answer: rows('c') },
        { place: 0, answer: rows('a') },
      ],
      rest: 'the rest',
    }),
    moreAnswers(rest) {
      asked.push(rest);
      return later.promise;
    },
  });
  const answers = runAll('a', 'b', 'c');
  expect(await Promise.all([answers[0], answers[2]])).toEqual([rows('a'), rows('c')]);
  later.resolve({ answers: [{ place: 1, answer: rows('b') }], rest: null });
  expect(await answers[1]).toEqual(rows('b'));
  expect(asked).toEqual(['the rest']);
});

test('the rest is asked for where the beginning was, whatever object is next', async () => {
  const asked: string[] = [];
  const objects = ['one', 'other'].map(
    (name): Partial<RemotePool> => ({
      async runTogether() {
        asked.push(name);
        return { answers: [{ place: 0, answer: rows('a') }], rest: 'the rest' };
      },
      async moreAnswers() {
        asked.push(`${name} for the rest`);
        return { answers: [{ place: 1, answer: rows('b') }], rest: null };
      },
    }),
  );
  const clock = new HandClock();
  const arrivals = new Arrivals();
  const calls = new GatheredCalls(
    () => {
      const object = objects.shift();
      return () => object as RemotePool;
    },
    clock,
    arrivals,
  );
  const coming = ['a', 'b'].map((name) => ({ name, arrived: arrivals.arrive(clock.now()) }));
  const running = coming.map(({ name, arrived }) => {
    arrived();
    return calls.run(query(name), LIMITS, () => {});
  });
  expect(await Promise.all(running)).toEqual([rows('a'), rows('b')]);
  expect(asked).toEqual(['one', 'one for the rest']);
});

test('a call for the rest that breaks concerns nobody who has an answer', async () => {
  const broken = new Error('gone');
  const { runAll } = callsOn({
    runTogether: async () => ({ answers: [{ place: 0, answer: rows('a') }], rest: 'the rest' }),
    moreAnswers: () => Promise.reject(broken),
  });
  expect(await Promise.all(runAll('a', 'b'))).toEqual([rows('a'), broken]);
});

test('a call that breaks is told to each who went along, and nobody is kept waiting for it', async () => {
  const broken = new Error('Durable Object reset because its code was updated.');
  const { kept, runAll } = callsOn({ runTogether: () => Promise.reject(broken) });
  expect(await Promise.all(runAll('a', 'b'))).toEqual([broken, broken]);
  await Promise.all(kept);
});

test('a request that ends before it sends is made good by the next, even while others are expected', async () => {
  const { clock, sent, arrive, run } = callsOn();
  arrive();
  // Its timer ends with it.
  const { after } = clock;
  clock.after = () => () => {};
  const lost = run('lost');
  clock.after = after;
  await clock.pass(9);
  expect(sent).toEqual([]);
  expect(await Promise.all([run('next'), lost])).toEqual(['next', 'lost'].map(rows));
  expect(sent).toEqual(['lost+next']);
});

test('what was left behind for long does not run after all', async () => {
  const { clock, sent, arrive, run } = callsOn();
  arrive();
  const { after } = clock;
  clock.after = () => () => {};
  const lost = run('lost');
  clock.after = after;
  await clock.pass(LIMITS.answerMs + 1);
  expect(await run('much later')).toEqual(rows('much later'));
  expect(sent).toEqual(['much later']);
  expect(await lost).toMatchObject({ message: 'left behind by its request' });
});

test('what was held back has the time that is left', async () => {
  const given: Limits[] = [];
  const { clock, arrive, run } = callsOn({
    async runTogether(calls) {
      given.push(...calls.map(({ limits }) => limits));
      return all(calls.map(({ statement: { name } }) => rows(name)));
    },
  });
  arrive();
  const { after } = clock;
  clock.after = () => () => {};
  const lost = run('lost');
  clock.after = after;
  await clock.pass(LIMITS.answerMs - 1_000);
  expect(await Promise.all([run('next'), lost])).toEqual(['next', 'lost'].map(rows));
  expect(given).toEqual([{ waitMs: 0, answerMs: 1_000 }, LIMITS]);
});

test('of what was held back and has to ask again alone, the time is taken off once', async () => {
  const given: Limits[] = [];
  const { clock, calls, arrive } = callsOn({
    async run({ name }, limits) {
      given.push(limits);
      return rows(name);
    },
    runTogether: async () => all([refused('same', '22P02')]),
  });
  const one = (value: string) =>
    calls.run({ ...query('same'), parameters: [[value]], merges: true }, LIMITS, () => {});
  arrive();
  const { after } = clock;
  clock.after = () => () => {};
  const lost = one('a');
  clock.after = after;
  await clock.pass(1_000);
  await Promise.all([one('b'), lost]);
  expect(given).toEqual([{ waitMs: LIMITS.waitMs - 1_000, answerMs: LIMITS.answerMs - 1_000 }, LIMITS]);
});

test('who has no time to wait for a connection still goes with the others', async () => {
  const { clock, calls, sent, arrive, run } = callsOn();
  arrive();
  const { after } = clock;
  clock.after = () => () => {};
  const hurried = calls.run(query('hurried'), { ...LIMITS, waitMs: 0 }, () => {});
  clock.after = after;
  await clock.pass(9);
  expect(await Promise.all([run('next'), hurried])).toEqual(['next', 'hurried'].map(rows));
  expect(sent).toEqual(['hurried+next']);
});

test('an object of the version before, which knows no such call, is asked for each alone', async () => {
  const unknown = new TypeError('The RPC receiver does not implement the method "runTogether".');
  const { kept, runAll, sent } = callsOn({ runTogether: () => Promise.reject(unknown) });
  const answers = runAll('a', 'b');
  await Promise.all(kept);
  expect(await Promise.all(answers)).toEqual(['a', 'b'].map(rows));
  expect(sent).toEqual(['a', 'b']);
});

test('what statements of one name have in common crosses once, and their parameters each', async () => {
  const crossed: (readonly SentCall[])[] = [];
  const { clock, calls, arrive } = callsOn({
    async runTogether(together) {
      crossed.push(together);
      return all(together.map(({ statement: { name } }) => rows(name)));
    },
  });
  arrive();
  const asked = [1, 2].map((parameter) => ({ ...query('same'), parameters: [parameter] }));
  const other = { ...query('same', { resend: true }), parameters: [3] };
  for (const one of [...asked, other]) void calls.run(one, LIMITS, () => {});
  await clock.pass(0);
  const [sent = []] = crossed;
  expect(sent.map(({ parameters }) => parameters)).toEqual([[1], [2], [3]]);
  expect(sent[1]?.statement).toBe(sent[0]?.statement);
  expect(sent.map(({ statement }) => statement.resend)).toEqual([false, false, true]);
});

/** One that several ask as one; a pool that answers each with whom it asks for. */
function mergedOn(refusal: (asked: readonly string[]) => boolean) {
  const asked: (readonly string[])[] = [];
  const answer = ({ parameters: [given] }: Pick<Query, 'parameters'>): PoolAnswer => {
    const values = given as readonly string[];
    asked.push(values);
    if (refusal(values)) return refused('same', '22P02');
    const own = values.map((value, place) => packedRow([String(place + 1), value]));
    return { ok: true, rows: own, cost: COST };
  };
  const { clock, calls, kept, arrive } = callsOn({
    run: async (one) => answer(one),
    runTogether: async (together) => all(together.map(answer)),
  });
  const run = async (...values: readonly string[]) => {
    arrive();
    const answers = values.map((value) =>
      calls.run({ ...query('same'), parameters: [[value]], merges: true }, LIMITS, (promise) =>
        kept.push(promise),
      ),
    );
    await clock.pass(0);
    await Promise.all(kept);
    return (await Promise.all(answers)).map((one) => [
      one.ok ? one.rows.map((row) => columnsOf(row)[1]) : one.fault.sqlstate,
      one.cost.roundTrips,
    ]);
  };
  return { asked, run };
}

test('who asks the same of others is asked for with them, and gets what is his', async () => {
  const { asked, run } = mergedOn(() => false);
  expect(await run('a', 'b', 'c')).toEqual([
    [['a'], 1],
    [['b'], 1],
    [['c'], 1],
  ]);
  expect(asked).toEqual([['a', 'b', 'c']]);
});

test('what one of them spoils for all is asked again for each alone, and costs that', async () => {
  const { asked, run } = mergedOn((values) => values.includes('b'));
  expect(await run('a', 'b', 'c')).toEqual([
    [['a'], 2],
    ['22P02', 2],
    [['c'], 2],
  ]);
  expect(asked).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
});

/** Two whose values spoil what they ask as one, and one beside them; what becomes of each. */
function spoilt(given: Partial<RemotePool>) {
  const { clock, calls, kept, arrive } = callsOn(given);
  const results: unknown[] = [];
  const ask = async (one: Query, place: number) => {
    results[place] = await calls
      .run(one, LIMITS, (promise) => kept.push(promise))
      .catch((error: unknown) => error);
  };
  return {
    clock,
    kept,
    results,
    async begin() {
      arrive();
      for (const [place, value] of ['a', 'b'].entries()) {
        void ask({ ...query('same'), parameters: [[value]], merges: true }, place);
      }
      void ask(query('other'), 2);
      await clock.pass(0);
    },
  };
}

const SPOILT = { place: 0, answer: refused('same', '22P02') };

test('who sent for all sees to it until each has asked alone', async () => {
  const later = Promise.withResolvers<PoolAnswer>();
  const { kept, begin, results } = spoilt({
    run: () => later.promise,
    runTogether: async () => ({ answers: [SPOILT, { place: 1, answer: rows('other') }], rest: null }),
  });
  await begin();
  let done = false;
  void Promise.all(kept).then(() => {
    done = true;
  });
  await settled();
  expect([done, results[2]]).toEqual([false, rows('other')]);
  later.resolve(rows('same'));
  await settled();
  expect([done, results[0]]).toEqual([
    true,
    { ...rows('same'), cost: { ...COST, roundTrips: 2, roundTripMs: 2 } },
  ]);
});

test('who asks again alone hears nothing of a call for the rest that breaks', async () => {
  const later = Promise.withResolvers<PoolAnswer>();
  const broken = new Error('gone');
  const { begin, results } = spoilt({
    run: () => later.promise,
    runTogether: async () => ({ answers: [SPOILT], rest: 'the rest' }),
    moreAnswers: () => Promise.reject(broken),
  });
  await begin();
  expect(results).toEqual([undefined, undefined, broken]);
  later.resolve(rows('same'));
  await settled();
  expect(results[1]).toMatchObject({ ok: true });
});

test('who asks again alone has the time that is left, and is told all that it cost', async () => {
  const given: Limits[] = [];
  const first = Promise.withResolvers<AnswersPart>();
  const { clock, begin, results } = spoilt({
    async run(_, limits) {
      given.push(limits);
      return rows('same');
    },
    runTogether: () => first.promise,
  });
  await begin();
  await clock.pass(1_900);
  const cost = { roundTrips: 1, waitingMs: 70, roundTripMs: 30, cold: true };
  first.resolve({ answers: [{ place: 0, answer: { ...SPOILT.answer, cost } }], rest: null });
  await settled();
  expect(given).toEqual(Array(2).fill({ waitMs: 0, answerMs: LIMITS.answerMs - 1_900 }));
  const all = { roundTrips: 2, waitingMs: 70, roundTripMs: 31, cold: true };
  expect(results[0]).toEqual({ ...rows('same'), cost: all });
});
