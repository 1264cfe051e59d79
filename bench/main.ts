// `npm run bench`: measures what the README claims, in one run on one machine, and says of each goal whether it was
// reached. `-- --json FILE` writes figures and goals after each part, so that a run that is stopped leaves what it had;
// `--picture FILE` writes the drawing, `--only ways,growth` runs some parts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { Obstacle, runCommand } from '../dev/obstacle.ts';
import { steps } from '../dev/steps.ts';
import { measureBundle } from './bundle.ts';
import { measureCeilings } from './ceilings.ts';
import type { Figures, Machine } from './figures.ts';
import { goalsOf, reached } from './goals.ts';
import { measureGrowth } from './growth.ts';
import { measureMatching } from './matching.ts';
import { measureOverhead } from './overhead.ts';
import { picture } from './picture.ts';
import { measurePicture } from './rating-picture.ts';
import { openStage, type Stage } from './stage.ts';
import { tables } from './tables.ts';
import { measureWays, WAYS, type WayName } from './ways.ts';

const PARTS = ['bundle', 'matching', 'picture', 'overhead', 'ceilings', 'ways', 'growth'] as const;
type Part = (typeof PARTS)[number];

const USAGE = `usage: npm run bench -- [--only ${PARTS.join(',')} or ways by name: ${WAYS.map(({ name }) => name).join(',')}] [--json FILE] [--picture FILE]`;

/** How this process is told to end; the last where the one that began it is gone. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
/** As shells have it of a command that was told to end. */
const INTERRUPTED = 130;

interface Asked {
  readonly parts: ReadonlySet<Part>;
  readonly ways: readonly WayName[];
  readonly json: string | undefined;
  readonly picture: string | undefined;
}

await runCommand(async () => {
  const asked = readArguments(process.argv.slice(2));
  let stage: Stage | undefined;
  let isInterrupted = false;
  // What is under way fails without its stage, and takes its own away. Kept listening: the same signal may come from the
  // terminal and from a parent process, and must not cut that short.
  const interrupt = () => {
    isInterrupted = true;
    stage?.close().catch(() => {});
  };
  for (const end of ENDS) process.on(end, interrupt);
  const machine = thisMachine();
  console.log(`${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}`);
  try {
    stage = await openStage(console.log);
    if (isInterrupted) return INTERRUPTED;
    const begun = { measuredAt: new Date().toISOString(), machine };
    const figures = await measure(begun, stage, asked, (soFar) => {
      if (asked.json !== undefined) write(asked.json, written(soFar));
    });
    console.log(`\n${tables(figures)}`);
    if (asked.picture !== undefined && figures.ways?.length) write(asked.picture, picture(figures.ways));
    return isInterrupted ? INTERRUPTED : 0;
  } catch (error) {
    if (isInterrupted) return INTERRUPTED;
    throw error;
  } finally {
    await stage?.close();
    for (const end of ENDS) process.off(end, interrupt);
  }
}, USAGE);

/** `measured` hears of all figures that there are whenever a part is done. */
async function measure(
  begun: Figures,
  stage: Stage,
  { parts, ways }: Asked,
  measured: (figures: Figures) => void,
): Promise<Figures> {
  const { run } = steps(console.log);
  let figures = begun;
  const add = (part: Partial<Figures>) => {
    figures = { ...figures, ...part };
    measured(figures);
  };
  if (parts.has('bundle')) add({ bundle: await run('The bundle', (report) => measureBundle(report)) });
  if (parts.has('matching'))
    add({ matching: await run('A wave', (report) => Promise.resolve(measureMatching(report))) });
  if (parts.has('picture'))
    add({ ratingPicture: await run('The picture of /profile', (report) => measurePicture(stage, report)) });
  if (parts.has('overhead'))
    add({ overhead: await run('/help, without a database', (report) => measureOverhead(stage, report)) });
  if (parts.has('ceilings'))
    add({
      ceilings: await run('The generator and the link, alone', (report) => measureCeilings(stage, report)),
    });
  if (parts.has('ways'))
    add({
      ways: await run('/profile, by each way to the database', (report) =>
        measureWays({ stage, report, only: ways }),
      ),
    });
  if (parts.has('growth'))
    add({
      growth: await run('A thousand players and a million (seeding takes some minutes)', (report) =>
        measureGrowth(stage, report),
      ),
    });
  return figures;
}

/** As JSON, each goal with whether it was reached. */
function written(figures: Figures): string {
  const goals = goalsOf(figures).map((goal) => ({ ...goal, reached: reached(goal) }));
  return `${JSON.stringify({ ...figures, goals }, null, 2)}\n`;
}

function readArguments(args: string[]): Asked {
  const option = { type: 'string' } as const;
  let values: { only?: string; json?: string; picture?: string };
  try {
    ({ values } = parseArgs({ args, options: { only: option, json: option, picture: option } }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  const only = values.only?.split(',') ?? [...PARTS];
  const parts = new Set(PARTS.filter((part) => only.includes(part)));
  const named = WAYS.map(({ name }) => name).filter((name) => only.includes(name));
  const known = new Set<string>([...PARTS, ...WAYS.map(({ name }) => name)]);
  const unknown = only.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Obstacle(`There is no part and no way of the name "${unknown.join('", "')}".\n${USAGE}`);
  const ways = parts.has('ways') ? WAYS.map(({ name }) => name) : named;
  if (ways.length > 0) parts.add('ways');
  else if (values.picture !== undefined)
    throw new Obstacle(`--picture draws the ways: --only has to name one.\n${USAGE}`);
  return { parts, ways, json: values.json, picture: values.picture };
}

function thisMachine(): Machine {
  const [load = 0] = loadavg();
  return {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    loadBefore: process.platform === 'win32' ? null : load,
  };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
