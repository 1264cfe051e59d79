// What a hundred or a thousand times as many players cost: the same commands on a small and a large season, one at a
// time, with the link and without it. Both are measured in turns, so that what else the machine does falls on both.

import type { MessageData } from '../dev/signed-client.ts';
import { leaderboardId } from '../src/messages/leaderboard-id.ts';
import { activePlayers, commandRequests, componentRequests } from './interactions.ts';
import { type Latencies, latenciesOf } from './latencies.ts';
import { type Database, type Link, openDelay, type Stage, through } from './stage.ts';
import { type BenchWorker, startWorker } from './workerd.ts';

const SMALL = 1_000;
const LARGE = 1_000_000;
const PAGE = 20;
const DEEP_PAGE = 500;
const ROUNDS = 4;
const WARM_UP_MS = 300;
const LINKED_MS = 1_500;
const DIRECT_MS = 700;
const EVERYTHING = { faction: null, rank: null, country: null, bestOnly: false };

export interface MeasuredGrowth {
  readonly small: number;
  readonly large: number;
  readonly commands: readonly GrownCommand[];
}

export interface GrownCommand {
  readonly name: string;
  readonly linked: Grown;
  /** Without the link: the time of Worker and server alone. */
  readonly direct: Grown;
}

interface Grown {
  readonly small: Latencies;
  readonly large: Latencies;
  /** Of the medians. */
  readonly ratio: number;
}

export async function measureGrowth(stage: Stage, report: (line: string) => void): Promise<MeasuredGrowth> {
  const small = await stage.database(SMALL);
  const large = await stage.database(LARGE);
  const sides = { small: await prepare(stage, small), large: await prepare(stage, large) };
  const link = await openDelay(small.url);
  try {
    const linked = await measureSides(stage, sides, link, LINKED_MS);
    const direct = await measureSides(stage, sides, null, DIRECT_MS);
    const commands = [...linked].map(([name, grown]) => {
      const alone = direct.get(name) ?? grown;
      const told = ({ small: one, large: other, ratio }: Grown) =>
        `${one.p50.toFixed(2)} -> ${other.p50.toFixed(2)} ms (${ratio.toFixed(2)})`;
      report(`  ${name}: with the link ${told(grown)}, without ${told(alone)}`);
      return { name, linked: grown, direct: alone };
    });
    return { small: SMALL, large: LARGE, commands };
  } finally {
    await link.close();
  }
}

interface Side {
  readonly database: Database;
  readonly requests: ReadonlyMap<string, readonly string[]>;
}

async function prepare(stage: Stage, database: Database): Promise<Side> {
  const users = await activePlayers(database);
  const key = stage.key.privateKey;
  const message: MessageData = { embeds: [], components: [] };
  const below = leaderboardId('below', EVERYTHING, null, await keyAbovePage(database, DEEP_PAGE));
  return {
    database,
    requests: new Map([
      ['/profile', commandRequests(key, users, 'profile')],
      ['/leaderboard, first page', commandRequests(key, users, 'leaderboard')],
      [`/leaderboard, page ${DEEP_PAGE}`, componentRequests(key, users, below, message)],
      [
        '/leaderboard, jump to me',
        componentRequests(key, users, leaderboardId('me', EVERYTHING, null), message),
      ],
    ]),
  };
}

/** The key of the line before that page; a small season's last full page stands for one it does not have. */
async function keyAbovePage(database: Database, page: number) {
  const [line] = await database.query<{ rating: number; last_played_at: Date; id: string }>(`
    select rating, last_played_at, id from standings
    where ranked order by rating desc, last_played_at desc, id desc
    offset least(${(page - 1) * PAGE - 1}, (select count(*) - ${PAGE + 1} from standings where ranked)) limit 1`);
  if (!line) throw new Error('a season without ranked standings');
  return { rating: line.rating, lastPlayedAt: line.last_played_at, id: line.id };
}

async function measureSides(
  stage: Stage,
  sides: Readonly<Record<'small' | 'large', Side>>,
  link: Link | null,
  measureMs: number,
): Promise<ReadonlyMap<string, Grown>> {
  const workers: Partial<Record<'small' | 'large', BenchWorker>> = {};
  const times = new Map<string, { small: number[]; large: number[] }>();
  try {
    for (const side of ['small', 'large'] as const) {
      const { url } = sides[side].database;
      workers[side] = await startWorker({
        entry: 'edge-ladder',
        variables: {
          DISCORD_PUBLIC_KEY: stage.key.publicKey,
          ENVIRONMENT: 'production',
          DATABASE_URL: link ? through(url, link) : url,
        },
      });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of sides.small.requests.keys()) {
        const measured = times.get(name) ?? { small: [], large: [] };
        times.set(name, measured);
        for (const side of ['small', 'large'] as const) {
          const load = await stage.generator.run({
            port: workers[side]?.port ?? 0,
            requests: sides[side].requests.get(name) ?? [],
            expected: '"embeds"',
            connections: 1,
            // In the first round nothing is compiled yet.
            warmUpMs: round === 0 ? 3 * WARM_UP_MS : WARM_UP_MS,
            measureMs,
          });
          measured[side].push(...load.times);
        }
      }
    }
  } finally {
    for (const worker of Object.values(workers)) await worker.stop();
  }
  return new Map(
    [...times].map(([name, measured]) => {
      const small = latenciesOf(measured.small);
      const large = latenciesOf(measured.large);
      return [name, { small, large, ratio: large.p50 / small.p50 }];
    }),
  );
}
