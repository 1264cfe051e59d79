// Whatever happens in whatever order: never more connections than allowed, nothing lent stays out, every answer
// comes, and comes once.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConnectionFault } from '../../src/postgres/connection.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import type { PoolLease } from '../../src/postgres/pool-lease.ts';
import { DRAWS, draws } from '../draws.ts';
import { LIMITS, poolOn, query } from './pool-harness.ts';
import { settled } from './scripted-connection.ts';

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('run' as const), resend: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('runMany' as const),
      resends: fc.array(fc.boolean(), { maxLength: 12 }),
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reject' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stale' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('skip' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), which: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('accept' as const), refuse: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lease' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tend' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.nat(3_000) }) },
);

test(
  'the pool keeps its promises',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 4 }),
        fc.array(step, { maxLength: 80 }),
        async (max, less, steps) => {
          const { pool, server, clock, run } = poolOn({ min: Math.max(1, max - less), max, open: false });
          const answers: PoolAnswer[] = [];
          const leases: PoolLease[] = [];
          let asked = 0;
          for (const action of steps) {
            const live = server.live;
            const connection = 'which' in action ? live[action.which % Math.max(1, live.length)] : undefined;
            if (action.do === 'run') {
              asked += 1;
              void run(`statement ${asked}`, { resend: action.resend }).then((answer) =>
                answers.push(answer),
              );
            } else if (action.do === 'runMany') {
              const calls = action.resends.map((resend) => {
                asked += 1;
                return { query: query(`statement ${asked}`, { resend }), limits: LIMITS };
              });
              for (const answer of pool.runMany(calls)) void answer.then((one) => answers.push(one));
            } else if (action.do === 'answer') await connection?.answer();
            else if (action.do === 'reject')
              await connection?.fail(new ConnectionFault('rejected', 'no', '23505'));
            else if (action.do === 'stale')
              await connection?.fail(new ConnectionFault('stale', 'gone', '26000'));
            else if (action.do === 'skip')
              await connection?.fail(new ConnectionFault('skipped', 'behind one'));
            else if (action.do === 'break') await connection?.break();
            else if (action.do === 'accept') {
              const next = server.asked.shift();
              if (action.refuse) next?.refuse(new ConnectionFault('broken', 'refused'));
              else next?.accept();
            } else if (action.do === 'lease') {
              pool.lease(LIMITS).then(
                (lease) => leases.push(lease),
                () => {},
              );
            } else if (action.do === 'release') await leases.shift()?.release();
            else if (action.do === 'tend') void pool.tend();
            else await clock.pass(action.ms);
            await settled();
            const { connections } = pool.figures();
            expect(connections.open + connections.connecting).toBeLessThanOrEqual(max);
            expect(connections.leased).toBeLessThanOrEqual(Math.max(1, max - 1));
            expect(answers.length).toBeLessThanOrEqual(asked);
          }
          // The server comes back to its senses, and everyone gets an answer or a no.
          for (const lease of leases) await lease.release();
          for (let second = 0; second < 40; second += 1) {
            for (const request of server.asked.splice(0)) request.accept();
            for (const connection of server.live)
              while (connection.sent.length > 0) await connection.answer();
            for (const lease of leases.splice(0)) await lease.release().catch(() => {});
            await clock.pass(1_000);
          }
          expect(answers).toHaveLength(asked);
          const { counters, inFlight, waiting, connections } = pool.figures();
          expect({ inFlight, waiting, leased: connections.leased }).toEqual({
            inFlight: 0,
            waiting: 0,
            leased: 0,
          });
          expect(counters.returned).toBe(counters.borrowed);
          expect(counters.made - counters.broken - counters.closed).toBe(connections.open);
        },
      ),
      draws(100),
    );
  },
  60_000 * DRAWS,
);
