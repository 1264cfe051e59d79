// What the picture of /profile costs in processor time: drawn by itself, and as a part of the whole answer on workerd,
// for players whose pictures are kept and for so many that none is. Wall time says nothing of a busy machine.
import { scEvo } from '../src/games/sc-evo.ts';
import type { RatingSeries } from '../src/ladder/rating-course.ts';
import { ratingPicture } from '../src/picture/rating-picture.ts';
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
const FEW_PLAYERS = 20;
const CONNECTIONS = 4;
const ROUNDS = 5;
const WARM_UP_MS = 1_000;
const MEASURE_MS = 3_000;

export interface MeasuredPicture {
  /** The very first one of this process. */
  readonly firstMs: number;
  readonly shapes: readonly { readonly name: string; readonly ms: number; readonly bytes: number }[];
  /** Of workerd, for a whole /profile; null where the system tells none. */
  readonly profile: { readonly keptMs: number | null; readonly drawnMs: number | null };
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
  const told = (ms: number | null) => (ms === null ? '?' : ms.toFixed(2));
  report(
    `  /profile: ${told(profile.keptMs)} ms with pictures kept, ${told(profile.drawnMs)} ms with all drawn`,
  );
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
  try {
    const measured = { kept: [] as number[], drawn: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, asking] of [
        ['kept', users.slice(0, FEW_PLAYERS)],
        ['drawn', users],
      ] as const) {
        const usage = watchUsage({ workerd: worker.pid });
        const load = await stage.generator.run({
          port: worker.port,
          requests: commandRequests(stage.key.privateKey, asking, 'profile'),
          expected: '"embeds"',
          connections: CONNECTIONS,
          warmUpMs: WARM_UP_MS,
          measureMs: MEASURE_MS,
        });
        const share = usage()?.own.workerd;
        // The warm-up is in the usage, and as busy.
        if (share !== undefined) measured[name].push((share * 1_000) / load.perSecond);
      }
    }
    const of = (values: readonly number[]) => (values.length === 0 ? null : median(values));
    return { keptMs: of(measured.kept), drawnMs: of(measured.drawn) };
  } finally {
    await worker.stop();
  }
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
