// The sessions of one piece of work by way of Hyperdrive: one that breaks is replaced, one that comes late is ended, and
// what cannot be had is said. What goes over the wire is the contract's (contract.test.ts).
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { ConnectionFault } from '../../src/postgres/connection.ts';
import { newMeter } from '../../src/postgres/database.ts';
import { hyperdriveDatabase } from '../../src/postgres/hyperdrive.ts';
import { defineStatement } from '../../src/postgres/statement.ts';
import { FULL, HandClock, ScriptedServer, settled } from './scripted-connection.ts';

const ping = defineStatement({
  name: 'hyperdrive ping',
  text: 'select 1',
  resend: false,
  columns: {},
  parameters: () => [],
  result: (rows) => rows.length,
});

const BROKEN = new ConnectionFault('broken', 'no connection to PostgreSQL: gone');
const ANSWER_MS = 2_000;

function databaseOn({ open = false } = {}) {
  const clock = new HandClock();
  const server = new ScriptedServer({ open });
  const meter = newMeter();
  const now = clock.now();
  const deadline = { connectionBy: now + 1_000, answerBy: now + ANSWER_MS };
  return {
    clock,
    server,
    meter,
    database: hyperdriveDatabase({ connect: server.connect, deadline, clock, meter }),
  };
}

type Working = ReturnType<typeof databaseOn>;

const WAYS = {
  'a statement': ({ database }: Working) => database.run(ping()),
  'a transaction': ({ database }: Working) => database.transaction((lease) => lease.run(ping())),
} as const;

async function refused({ server }: Working, fault: ConnectionFault): Promise<number> {
  const count = server.refuseAll(fault);
  await settled();
  return count;
}

/** Answers what is sent until nothing is. */
async function answered({ server }: Working): Promise<void> {
  for (const connection of server.made)
    while (connection.sent.length > 0) await connection.answer([packedRow([])]);
}

test.each(Object.entries(WAYS))('%s: what breaks before it is open is tried twice more', async (_, way) => {
  const working = databaseOn();
  const answer = way(working);
  expect(await refused(working, BROKEN)).toBe(1);
  expect(await refused(working, BROKEN)).toBe(1);
  working.server.asked.splice(0)[0]?.accept();
  await settled();
  await answered(working);
  expect(await answer).toBe(1);
  expect(working.meter.cold).toBe(true);
});

test.each(Object.entries(WAYS))('%s: not for ever', async (_, way) => {
  const working = databaseOn();
  const answer = way(working);
  const failure = expect(answer).rejects.toMatchObject({ reason: 'unreachable', message: BROKEN.message });
  for (let tries = 0; tries < 3; tries += 1) expect(await refused(working, BROKEN)).toBe(1);
  await failure;
  expect(working.server.asked).toEqual([]);
  expect(working.meter.roundTrips).toBe(0);
});

test.each(Object.entries(WAYS))('%s: what the server refuses is not asked again', async (_, way) => {
  const working = databaseOn();
  const answer = way(working);
  const failure = expect(answer).rejects.toMatchObject({ reason: 'unreachable', sqlstate: FULL.sqlstate });
  expect(await refused(working, FULL)).toBe(1);
  await failure;
  expect(working.server.asked).toEqual([]);
});

test('statements that wait for one session are all sent on the one that replaces it', async () => {
  const working = databaseOn();
  const answers = Array.from({ length: 6 }, () => working.database.run(ping()));
  await refused(working, BROKEN);
  expect(working.server.asked).toHaveLength(1);
  working.server.asked.splice(0)[0]?.accept();
  await settled();
  expect(working.server.made[0]?.sent).toHaveLength(6);
  await answered(working);
  expect(await Promise.all(answers)).toEqual(Array(6).fill(1));
});

test('one that is not there in time is a deadline, and is ended when it comes after all', async () => {
  const working = databaseOn();
  const { clock, server, database } = working;
  const failure = expect(database.run(ping())).rejects.toMatchObject({
    reason: 'deadline',
    statement: 'hyperdrive ping',
  });
  await clock.pass(ANSWER_MS + 1);
  await failure;
  await database.close();
  const late = server.asked.splice(0)[0]?.accept();
  await settled();
  expect(late).toMatchObject({ sent: [], ended: 'destroyed' });
});

test('it is closed with a goodbye, or without one where an answer is still out', async () => {
  const idle = databaseOn({ open: true });
  const answer = idle.database.run(ping());
  await settled();
  await answered(idle);
  await answer;
  await idle.database.close();
  expect(idle.server.made).toMatchObject([{ ended: 'closed' }]);

  const busy = databaseOn({ open: true });
  const broken = expect(busy.database.run(ping())).rejects.toMatchObject({ reason: 'broken' });
  await settled();
  await busy.database.close();
  await broken;
  expect(busy.server.made).toMatchObject([{ ended: 'destroyed' }]);
});
