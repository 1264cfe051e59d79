// Calls of the pool's object that come in a burst cross together, and share nothing but the way.
import { expect, test } from 'vitest';
import type { AnswersPart } from '../../src/postgres/batch-answers.ts';
import { GatheredCalls } from '../../src/postgres/gathered-calls.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import type { RemotePool, SentCall } from '../../src/postgres/pooled.ts';
import { LIMITS, query } from './pool-harness.ts';
import { HandClock, settled } from './scripted-connection.ts';

const COST = { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false };
const rows = (name: string): PoolAnswer => ({ ok: true, rows: [[name]], cost: COST });
const refused = (name: string): PoolAnswer => ({
  ok: false,
  fault: { reason: 'rejected', message: 'no', statement: name, sqlstate: '42P01' },
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
  const calls = new GatheredCalls(() => pool, clock);
  const run = (name: string) =>
    calls.run(query(name), LIMITS, (promise) => kept.push(promise)).catch((error: unknown) => error as Error);
  return { clock, calls, sent, kept, run };
}

test('who comes alone goes at once', async () => {
  const { clock, sent, kept, run } = callsOn();
  expect(await run('a')).toEqual(rows('a'));
  await clock.pass(40);
  expect(await run('b')).toEqual(rows('b'));
  expect(sent).toEqual(['a', 'b']);
  expect(kept).toEqual([]);
});

test('a burst is the first, and the others together; each gets its own answer', async () => {
  const { clock, sent, kept, run } = callsOn();
  const answers = ['a', 'b', 'c', 'd'].map(run);
  await settled();
  expect(sent).toEqual(['a']);
  await clock.pass(0);
  expect(sent).toEqual(['a', 'b+c+d']);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'].map(rows));
  expect(kept).toHaveLength(1);
});

test('the next burst is not held up by the one before it', async () => {
  const { clock, sent, run } = callsOn({
    runTogether(calls) {
      sent.push(calls.map(({ statement: { name } }) => name).join('+'));
      return new Promise(() => {});
    },
  });
  void ['a', 'b', 'c'].map(run);
  await clock.pass(1);
  void ['d', 'e'].map(run);
  await clock.pass(1);
  expect(sent).toEqual(['a', 'b+c', 'd+e']);
});

test('a statement’s failure is its own', async () => {
  const { clock, run } = callsOn({
    runTogether: async (calls) =>
      all(calls.map(({ statement: { name } }) => (name === 'c' ? refused(name) : rows(name)))),
  });
  const answers = ['a', 'b', 'c', 'd'].map(run);
  await clock.pass(0);
  expect(await Promise.all(answers)).toEqual([rows('a'), rows('b'), refused('c'), rows('d')]);
});

test('who is slow is answered later, and holds nobody up', async () => {
  const later = Promise.withResolvers<AnswersPart>();
  const asked: string[] = [];
  const { clock, run } = callsOn({
    runTogether: async () => ({
      answers: [
        { place: 2, answer: rows('d') },
        { place: 0, answer: rows('b') },
      ],
      rest: 'the rest',
    }),
    moreAnswers(rest) {
      asked.push(rest);
      return later.promise;
    },
  });
  const answers = ['a', 'b', 'c', 'd'].map(run);
  await clock.pass(0);
  expect(await Promise.all([answers[1], answers[3]])).toEqual([rows('b'), rows('d')]);
  later.resolve({ answers: [{ place: 1, answer: rows('c') }], rest: null });
  expect(await answers[2]).toEqual(rows('c'));
  expect(asked).toEqual(['the rest']);
});

test('a call for the rest that breaks concerns nobody who has an answer', async () => {
  const broken = new Error('gone');
  const { clock, run } = callsOn({
    runTogether: async () => ({ answers: [{ place: 0, answer: rows('b') }], rest: 'the rest' }),
    moreAnswers: () => Promise.reject(broken),
  });
  const answers = ['a', 'b', 'c'].map(run);
  await clock.pass(0);
  expect(await Promise.all(answers)).toEqual([rows('a'), rows('b'), broken]);
});

test('a call that breaks is told to each who went along, and nobody is kept waiting for it', async () => {
  const broken = new Error('Durable Object reset because its code was updated.');
  const { clock, kept, run } = callsOn({ runTogether: () => Promise.reject(broken) });
  const answers = ['a', 'b', 'c'].map(run);
  await clock.pass(0);
  expect(await Promise.all(answers)).toEqual([rows('a'), broken, broken]);
  await Promise.all(kept);
});

test('a request that ends before it sends takes nobody with it who comes later', async () => {
  const { clock, sent, run } = callsOn();
  // Its timer ends with it.
  const { after } = clock;
  clock.after = () => () => {};
  void ['a', 'lost'].map(run);
  clock.after = after;
  await clock.pass(21);
  const answers = ['b', 'c', 'd'].map(run);
  await clock.pass(0);
  expect(await Promise.all(answers)).toEqual(['b', 'c', 'd'].map(rows));
  expect(sent).toEqual(['a', 'b', 'c+d']);
});

test('an object of the version before, which knows no such call, is asked for each alone', async () => {
  const unknown = new TypeError('The RPC receiver does not implement the method "runTogether".');
  const { clock, kept, run, sent } = callsOn({ runTogether: () => Promise.reject(unknown) });
  const answers = ['a', 'b', 'c'].map(run);
  await clock.pass(0);
  await Promise.all(kept);
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c'].map(rows));
  expect(sent).toEqual(['a', 'b', 'c']);
});

test('what statements of one name have in common crosses once, and their parameters each', async () => {
  const crossed: (readonly SentCall[])[] = [];
  const { clock, calls } = callsOn({
    async runTogether(together) {
      crossed.push(together);
      return all(together.map(({ statement: { name } }) => rows(name)));
    },
  });
  const asked = [1, 2, 3].map((parameter) => ({ ...query('same'), parameters: [parameter] }));
  const other = { ...query('same', { resend: true }), parameters: [4] };
  for (const one of [...asked, other]) void calls.run(one, LIMITS, () => {});
  await clock.pass(0);
  const [sent = []] = crossed;
  expect(sent.map(({ parameters }) => parameters)).toEqual([[2], [3], [4]]);
  expect(sent[1]?.statement).toBe(sent[0]?.statement);
  expect(sent.map(({ statement }) => statement.resend)).toEqual([false, false, true]);
});
