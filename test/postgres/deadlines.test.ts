// Many deadlines, one timer: each is called once, in time, unless it was called off.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Deadlines } from '../../src/postgres/deadlines.ts';
import { HandClock } from './scripted-connection.ts';

test('each at its time, those called off never, whatever the order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ ms: fc.nat(1_000), off: fc.option(fc.nat(1_000), { nil: null }) }), {
        maxLength: 20,
      }),
      async (wanted) => {
        const clock = new HandClock();
        const begun = clock.now();
        const deadlines = new Deadlines(clock);
        const called: [number, number][] = [];
        wanted.forEach(({ ms, off }, index) => {
          const cancel = deadlines.after(ms, () => called.push([index, clock.now() - begun]));
          if (off !== null) clock.after(off, cancel);
        });
        await clock.pass(2_000);
        for (const [index, { ms, off }] of wanted.entries()) {
          const times = called.filter(([which]) => which === index).map(([, at]) => at);
          // Called off in the very millisecond, it may go either way.
          if (off === null || off > ms) expect(times).toEqual([ms]);
          else if (off < ms) expect(times).toEqual([]);
          else expect(times.length).toBeLessThanOrEqual(1);
        }
        expect(clock.pending).toBe(0);
      },
    ),
  );
});

test('one that throws takes along none of those due with it', async () => {
  const clock = new HandClock();
  const deadlines = new Deadlines(clock);
  const called: string[] = [];
  deadlines.after(10, () => {
    throw new Error('of its own');
  });
  deadlines.after(10, () => called.push('second'));
  await expect(clock.pass(10)).rejects.toThrow('of its own');
  await clock.pass(0);
  expect(called).toEqual(['second']);
});

test('a thousand wait by one timer', () => {
  const clock = new HandClock();
  const deadlines = new Deadlines(clock);
  for (let count = 0; count < 1_000; count += 1) deadlines.after(5_000 + count, () => {});
  expect(clock.pending).toBe(1);
});

test('held, none has a timer; released, the first has, and then the next', async () => {
  const clock = new HandClock();
  const deadlines = new Deadlines(clock, { held: true });
  const called: string[] = [];
  deadlines.after(500, () => called.push('later'));
  deadlines.after(100, () => called.push('sooner'));
  expect(clock.pending).toBe(0);
  deadlines.release();
  expect(clock.pending).toBe(1);
  await clock.pass(100);
  expect([called, clock.pending]).toEqual([['sooner'], 1]);
  await clock.pass(400);
  expect([called, clock.pending]).toEqual([['sooner', 'later'], 0]);
});
