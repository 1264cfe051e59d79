// What the generator and the link can do alone, before a server that does nothing: were either near what it did for a
// way to the database, it would be its own limit that was measured there.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { commandRequests } from './interactions.ts';
import { type Link, openDelay, type Stage } from './stage.ts';
import { type Usage, watchUsage } from './usage.ts';

const WARM_UP_MS = 500;
const MEASURE_MS = 3_000;
const USERS = 100;
/** So many at once that 40 ms of link leave room for 25,000 a second. */
const OVER_LINK = 1_000;

export interface MeasuredCeiling {
  readonly title: string;
  readonly atOnce: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly usage: Usage | null;
}

export async function measureCeilings(
  stage: Stage,
  report: (line: string) => void,
): Promise<readonly MeasuredCeiling[]> {
  const users = Array.from({ length: USERS }, (_, index) => String(300_000_000_000_000_000n + BigInt(index)));
  const requests = commandRequests(stage.key.privateKey, users, 'profile');
  const bare = fork(join(import.meta.dirname, 'bare-process.ts'));
  let link: Link | undefined;
  try {
    const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
    link = await openDelay(`http://127.0.0.1:${port}`);
    const pids = { generator: stage.generator.pid, link: link.pid, server: bare.pid ?? 0 };
    const measured: MeasuredCeiling[] = [];
    for (const { title, atOnce, at } of [
      { title: 'generator alone', atOnce: 50, at: port },
      { title: 'generator alone', atOnce: 200, at: port },
      { title: 'over the link', atOnce: OVER_LINK, at: link.port },
    ]) {
      const usage = watchUsage(pids);
      const { perSecond, p50 } = await stage.generator.run({
        port: at,
        requests,
        expected: '"embeds"',
        connections: atOnce,
        warmUpMs: WARM_UP_MS,
        measureMs: MEASURE_MS,
      });
      const ceiling = { title, atOnce, perSecond, p50, usage: usage() };
      measured.push(ceiling);
      report(`  ${describe(ceiling)}`);
    }
    return measured;
  } finally {
    await link?.close();
    if (bare.connected) bare.disconnect();
  }
}

function describe({ title, atOnce, perSecond, p50, usage }: MeasuredCeiling): string {
  const busy = Object.entries({ ...usage?.own, ...(usage && { others: usage.others }) })
    .map(([name, share]) => `${name} ${(share * 100).toFixed(0)} %`)
    .join(', ');
  return `${title}, ${atOnce} at once: ${perSecond.toFixed(0)}/s, median ${p50.toFixed(1)} ms${busy === '' ? '' : `; of one core: ${busy}`}`;
}
