// What the picture of /profile costs in processor time: drawn by itself, and as a part of the whole answer, of workerd
// and of PostgreSQL: for players of whom everything is known, and for the same ones after a change of each, so that their
// ledgers are read and their pictures drawn anew. In turns, because wall time says nothing of a busy machine.
import { scEvo } from '../src/games/sc-evo.ts';
import type { RatingSeries } from '../src/ladder/rating-course.ts';
import { ratingPicture } from '../src/picture/rating-picture.ts';
import type { Load } from './generator.ts';
import { activePlayers, commandRequests } from './interactions.ts';
import { median } from './latencies.ts';
import type { Stage } from './stage.ts';
import { watchUsage } from './usage.ts';
import { startWorker } from './workerd.ts';

const DAY_MS = 86_400_000;
const SEASON_DAYS = 91;
const POINTS = 240;
const WARM_UPS = 100;
const RUNS = 60;
/** Processor time is told in steps too coarse for one. */
const DRAWN_AT_ONCE = 10;

const PLAYERS = 20_000;
const CONNECTIONS = 4;
/** Of each, in turns; no longer than that everybody is asked once at the most. */
const ROUNDS = 16;
const MEASURE_MS = 400;
const WARM_UP_MS = 3_000;

/** Processor time of a whole /profile; null where the system tells none. */
export interface ProfileCost {
  readonly workerdMs: number;
  readonly postgresMs: number;
}

export interface MeasuredPicture {
  /** The very first one of this process. */
  readonly firstMs: number;
  readonly shapes: readonly { readonly name: string; readonly ms: number; readonly bytes: number }[];
  readonly profile: { readonly known: ProfileCost; readonly changed: ProfileCost } | null;
}

export async function measurePicture(stage: Stage, report: (line: string) => void): Promise<MeasuredPicture> {
  const shapes = [
    { name: 'one faction, 40 matches', series: [course(0, 40)] },
    { name: `one faction, ${POINTS} points`, series: [course(0, POINTS)] },
    { name: 'six factions', series: scEvo.factions.map((_, place) => course(place, POINTS / 6)) },
  ];
  const draw = (series: readonly RatingSeries[]) =>
    ratingPicture(series, scEvo.factions, 'en-US') ?? new Uint8Array();
  const firstMs = processorMs(() => draw(shapes[0]?.series ?? []));
  const drawn = shapes.map(({ name, series }) => {
    for (let count = 0; count < WARM_UPS; count += 1) draw(series);
    const times = Array.from({ length: RUNS }, () => {
      const batch = () => {
        for (let count = 0; count < DRAWN_AT_ONCE; count += 1) draw(series);
      };
      return processorMs(batch) / DRAWN_AT_ONCE;
    });
    const measured = { name, ms: median(times), bytes: draw(series).length };
    report(`  ${name}: ${measured.ms.toFixed(2)} ms of processor time, ${measured.bytes} bytes`);
    return measured;
  });
  report(`  the first of the process: ${firstMs.toFixed(1)} ms`);
  const profile = await measureProfile(stage);
  for (const [name, cost] of Object.entries(profile ?? {})) {
    const [workerd, postgres] = [cost.workerdMs.toFixed(2), cost.postgresMs.toFixed(2)];
    report(`  /profile of players who are ${name}: workerd ${workerd} ms, PostgreSQL ${postgres} ms`);
  }
  return { firstMs, shapes: drawn, profile };
}

async function measureProfile(stage: Stage): Promise<MeasuredPicture['profile']> {
  const database = await stage.database(PLAYERS);
  const users = await activePlayers(database);
  const worker = await startWorker({
    entry: 'edge-ladder',
    variables: {
      DISCORD_PUBLIC_KEY: stage.key.publicKey,
      ENVIRONMENT: 'production',
      DATABASE_URL: database.url,
    },
  });
  const requests = commandRequests(stage.key.privateKey, users, 'profile');
  const ask = (measureMs: number) =>
    stage.generator.run({
      port: worker.port,
      requests,
      expected: '"embeds"',
      connections: CONNECTIONS,
      warmUpMs: 0,
      measureMs,
    });
  try {
    await ask(WARM_UP_MS);
    const rounds = { known: [] as ProfileCost[], changed: [] as ProfileCost[] };
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      // As a change does that leaves everything as it was: the standings' versions are others.
      if (round % 2 === 1) {
        await database.query(`update standings set ranked = ranked where player_id in (${users.join()})`);
        await database.query('vacuum standings');
      }
      const cost = await costOf(stage, worker.pid, users.length, () => ask(MEASURE_MS));
      if (cost === null) return null;
      rounds[round % 2 === 1 ? 'changed' : 'known'].push(cost);
      // Those who were not reached are known again, too.
      if (round % 2 === 1) await ask(WARM_UP_MS);
    }
    return { known: medianOf(rounds.known), changed: medianOf(rounds.changed) };
  } finally {
    await worker.stop();
  }
}

async function costOf(
  { pids }: Stage,
  workerd: number,
  most: number,
  ask: () => Promise<Load>,
): Promise<ProfileCost | null> {
  const begun = performance.now();
  const usage = watchUsage({ workerd, postgres: pids.postgres });
  const { times } = await ask();
  const own = usage()?.own;
  if (own?.['workerd'] === undefined || own['postgres'] === undefined) return null;
  const passed = performance.now() - begun;
  // The last answers come after what is counted.
  const answers = times.length + CONNECTIONS;
  if (answers > most) throw new Error(`${answers} answers, and only ${most} players: some were asked twice`);
  return { workerdMs: (own['workerd'] * passed) / answers, postgresMs: (own['postgres'] * passed) / answers };
}

function medianOf(costs: readonly ProfileCost[]): ProfileCost {
  return {
    workerdMs: median(costs.map(({ workerdMs }) => workerdMs)),
    postgresMs: median(costs.map(({ postgresMs }) => postgresMs)),
  };
}

/** A season, made up: up and down by what a match moves. */
function course(place: number, points: number): RatingSeries {
  let rating = 1_500;
  return {
    faction: scEvo.factions[place % scEvo.factions.length]?.id ?? '',
    points: Array.from({ length: points }, (_, index) => {
      rating += ((index * 7_919 + place * 104_729) % 41) - 19;
      return { at: Date.UTC(2026, 7, 1) + (index * SEASON_DAYS * DAY_MS) / points, rating };
    }),
  };
}

function processorMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
