// What asking the database does besides: nobody waits for who asks, and the courier is woken where something was said.
import { expect, test } from 'vitest';
import { packedRow } from '../dev/packed-row.ts';
import { handlerDatabase } from '../src/handler-database.ts';
import { Arrivals } from '../src/postgres/arrivals.ts';
import { DatabaseFailure, type Meter, newMeter } from '../src/postgres/database.ts';
import { defineStatement } from '../src/postgres/statement.ts';

const rows = defineStatement({
  name: 'handler database',
  text: 'select 1',
  resend: true,
  columns: {},
  parameters: () => [],
  result: (found) => found.length,
});

/** One statement of a handler; `answer` stands for the database and says how many rows there are. */
async function announced(answer: (meter: Meter) => Promise<number>) {
  const arrivals = new Arrivals();
  const meter = newMeter();
  const expecting: boolean[] = [];
  let woken = 0;
  const result = await arrivals.during(0, (arrived) => {
    const database = handlerDatabase({
      open: () => ({
        async run(statement) {
          expecting.push(arrivals.expecting(0));
          return statement.decode(Array.from({ length: await answer(meter) }, () => packedRow([])));
        },
      }),
      meter,
      arrived,
      wakeCourier: () => {
        woken += 1;
      },
    });
    return database.announce(rows(), (found) => found > 0).catch((error: unknown) => error);
  });
  return { result, expecting, woken };
}

const trips = (count: number, found: number) => async (meter: Meter) => {
  meter.roundTrips += count;
  return found;
};

test('who asks is not expected any more, and gets what he asked for', async () => {
  expect(await announced(trips(1, 3))).toMatchObject({ result: 3, expecting: [false] });
});

test('the courier is woken where something was said, and nowhere else', async () => {
  expect((await announced(trips(1, 1))).woken).toBe(1);
  expect((await announced(trips(1, 0))).woken).toBe(0);
});

test('… and where it may have been said without an answer: it failed, or was sent again', async () => {
  const fault = new DatabaseFailure({ reason: 'broken', message: 'gone', statement: null, sqlstate: null });
  expect(await announced(() => Promise.reject(fault))).toMatchObject({ result: fault, woken: 1 });
  expect((await announced(trips(2, 0))).woken).toBe(1);
});
