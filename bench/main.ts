// `npm run bench`: measures what the README claims, in one run on one machine, and says of each goal whether it was
// reached. `-- --json FILE` writes figures and goals after each part, so that a run that is stopped leaves what it had;
// `--picture FILE` writes the drawing, `--only ways,growth` runs some parts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { type Call, runCommand } from '../dev/command.ts';
import { steps } from '../dev/steps.ts';
import { type Asked, readArguments, USAGE } from './arguments.ts';
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
import { measureWays } from './ways.ts';

/** How this process is told to end; the last where the one that began it is gone. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
/** As shells have it of a command that was told to end. */
const INTERRUPTED = 130;

await runCommand({ usage: USAGE, main });

async function main({ args, print }: Call): Promise<number> {
  const asked = readArguments(args);
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
  print(`${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}`);
  try {
    stage = await openStage(print, () => isInterrupted);
    if (isInterrupted) return INTERRUPTED;
    const begun = { measuredAt: new Date().toISOString(), machine };
    const figures = await measure(begun, stage, asked, print, (soFar) => {
      if (asked.json !== undefined) write(asked.json, written(soFar));
    });
    print(`\n${tables(figures)}`);
    if (asked.picture !== undefined && figures.ways?.length) write(asked.picture, picture(figures.ways));
    return isInterrupted ? INTERRUPTED : 0;
  } catch (error) {
    if (isInterrupted) return INTERRUPTED;
    throw error;
  } finally {
    await stage?.close();
    for (const end of ENDS) process.off(end, interrupt);
  }
}

/** `measured` hears of all figures that there are whenever a part is done. */
async function measure(
  begun: Figures,
  stage: Stage,
  { parts, ways }: Asked,
  print: Call['print'],
  measured: (figures: Figures) => void,
): Promise<Figures> {
  const { run } = steps(print);
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
