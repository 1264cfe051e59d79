// The way to the pool's object: a call can fail, or never be answered, and both are faults like any other.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { DatabaseFailure, newMeter } from '../../src/postgres/database.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import { pooledDatabase, type RemotePool } from '../../src/postgres/pooled.ts';
import { defineStatement, type Query } from '../../src/postgres/statement.ts';
import { HandClock, settled } from './scripted-connection.ts';

const define = (name: string, resend: boolean, reads = false) =>
  defineStatement({
    name,
    text: 'select 1',
    resend,
    reads,
    columns: {},
    parameters: () => [],
    result: (rows) => rows.length,
  });
const read = define('pooled read', true);
const write = define('pooled write', false);

const COST = { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false };
const ANSWER: PoolAnswer = { ok: true, rows: [packedRow([])], cost: COST };
const RESET = new Error('Durable Object reset because its code was updated.');

function databaseOn(calls: (() => Promise<PoolAnswer>)[]) {
  const clock = new HandClock();
  let asked = 0;
  const sent: Query[] = [];
  const pool: RemotePool = {
    run(query) {
      asked += 1;
      sent.push(query);
      return (calls.shift() ?? (() => Promise.reject(new Error('asked too often'))))();
    },
    runTogether: () => Promise.reject(RESET),
    moreAnswers: () => Promise.reject(RESET),
    lease: () => Promise.reject(RESET),
  };
  const now = clock.now();
  const meter = newMeter();
  const database = pooledDatabase({
    pool: () => pool,
    deadline: { connectionBy: now + 1_800, answerBy: now + 15_000 },
    clock,
    meter,
  });
  return { database, clock, meter, sent, asked: () => asked };
}

const reading = define('pooled reading', true, true);

const failing = () => Promise.reject(RESET);
const answering = async () => ANSWER;

test('an object that is reset under a statement that may be sent again is asked again', async () => {
  const { database, meter, asked } = databaseOn([failing, answering]);
  expect(await database.run(read())).toBe(1);
  expect([asked(), meter.roundTrips]).toEqual([2, 2]);
});

test('what a statement is goes along with it, and nothing else', async () => {
  const { database, sent } = databaseOn([answering, answering]);
  await database.run(reading());
  await database.run(write());
  const text = { text: 'select 1', parameters: [] };
  expect(sent).toEqual([
    { name: 'pooled reading', ...text, resend: true, reads: true, merges: false },
    { name: 'pooled write', ...text, resend: false, reads: false, merges: false },
  ]);
});

test('what is said to read only may be read again', () => {
  expect(() => define('pooled once', false, true)).toThrow(/"pooled once" reads may be read again/);
});

test('once, not for ever', async () => {
  const { database } = databaseOn([failing, failing, answering]);
  await expect(database.run(read())).rejects.toMatchObject({ reason: 'broken', statement: 'pooled read' });
});

test('nor when it is too late to wait for a connection', async () => {
  let reset: (error: Error) => void = () => {};
  const lost = () =>
    new Promise<PoolAnswer>((_, reject) => {
      reset = reject;
    });
  const { database, clock, asked } = databaseOn([lost, answering]);
  const failure = database.run(read()).catch((error: unknown) => error);
  await clock.pass(1_800);
  reset(RESET);
  expect(await failure).toMatchObject({ reason: 'broken', statement: 'pooled read' });
  expect(asked()).toBe(1);
});

test('what the pool itself has sent in vain is not sent by another way: it has been, as often as may be', async () => {
  const fault = { reason: 'broken', message: 'gone', statement: 'pooled read', sqlstate: null } as const;
  const { database, meter, asked } = databaseOn([
    async () => ({ ok: false, fault, cost: { ...COST, roundTrips: 3 } }),
    answering,
  ]);
  await expect(database.run(read())).rejects.toMatchObject(fault);
  expect([asked(), meter.roundTrips]).toEqual([1, 3]);
});

test('a statement that may not is a fault: it may have run', async () => {
  const { database, asked } = databaseOn([failing, answering]);
  const failure = await database.run(write()).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DatabaseFailure);
  expect(failure).toMatchObject({ reason: 'broken', statement: 'pooled write' });
  expect(asked()).toBe(1);
});

test('an object that never answers is given up shortly after the answer was due', async () => {
  const { database, clock } = databaseOn([() => new Promise(() => {})]);
  let failure: unknown = null;
  void database.run(read()).catch((error: unknown) => {
    failure = error;
  });
  await clock.pass(15_000);
  expect(failure).toBeNull();
  await clock.pass(1_000);
  expect(failure).toMatchObject({ reason: 'deadline', statement: 'pooled read' });
});

test('a lease that cannot be asked for is a fault too', async () => {
  const { database } = databaseOn([]);
  const failure = database.transaction(async () => 'done').catch((error: unknown) => error);
  await settled();
  expect(await failure).toMatchObject({ name: 'DatabaseFailure', reason: 'broken' });
});
