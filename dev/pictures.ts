// `npm run pictures`: the pictures of the README, docs/pictures/*.png: pages, the operator’s panel, and real replies. The
// production Worker answers a signed interaction about the demonstration season, and the answer is drawn as Discord does.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIEmbed, APIInteractionResponseCallbackData } from 'discord-api-types/v10';
import { demonstrationPlayers } from '../scripts/seed/demonstration.ts';
import { commandsFor } from '../src/commands/index.ts';
import { registrationData } from '../src/discord/registration.ts';
import { games } from '../src/games/index.ts';
import { openBrowser } from './chromium.ts';
import { type Call, runCommand } from './command.ts';
import { parseCommandLine } from './interact/command-line.ts';
import { REPLY, session } from './interact/session.ts';
import { Obstacle } from './obstacle.ts';
import { botAvatar, playerAvatar } from './pictures/avatar.ts';
import { takePicture } from './pictures/browser.ts';
import { type DemonstrationLadder, demonstrationLadder } from './pictures/ladder.ts';
import { drawMessage } from './pictures/message.ts';
import { channelPage, servePages } from './pictures/page.ts';
import { drawPlayground, emptyQueue } from './pictures/playground.ts';
import { drawPanel, drawPlayerPage, PANEL_COMMANDS } from './pictures/web-pages.ts';
import { servePlayground } from './playground/on-workerd.ts';
import { type Steps, steps } from './steps.ts';

const FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures');
const { strong, ordinary } = demonstrationPlayers;
/** A channel in which an embed has its full width, so that lines break where Discord breaks them. */
const EMBED_CHANNEL_WIDTH = 608;
const PICTURES = [
  { file: 'profile.png', command: '/profile', player: strong, width: 440 },
  { file: 'leaderboard.png', command: '/leaderboard', player: ordinary, width: EMBED_CHANNEL_WIDTH },
] as const;

const PLAYGROUND_FILE = 'playground.png';
/** So that nobody waits long for the match in it. */
const WAVE_SECONDS = 5;

const LOOK = { scale: 2, selector: 'discord-messages' } as const;
/** The same in every picture, so that a picture changes only when the reply does. */
const SENT = 'Today at 18:04';
const LIMIT_BYTES = 200_000;
const LOCALE = 'en-US';

/** How this process is told to end; the last where the one that began it is gone. */
const ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;
/** As shells have it of a command that was told to end. */
const INTERRUPTED = 130;

await runCommand({ main });

async function main({ args, print }: Call): Promise<number> {
  if (args.length > 0) throw new Obstacle('usage: npm run pictures (no arguments)');
  const interruption = new AbortController();
  const { signal } = interruption;
  const interrupt = () => interruption.abort();
  const { run } = steps(print);
  const inTurn: Steps['run'] = (name, work) => {
    signal.throwIfAborted();
    // Alone: Miniflare, once it is there, ends the process at once, whatever is still to be taken away.
    for (const end of ENDS) process.removeAllListeners(end).on(end, interrupt);
    return run(name, work);
  };
  try {
    await draw({ run: inTurn }, signal);
    return 0;
  } catch (error) {
    if (signal.aborted) return INTERRUPTED;
    throw error;
  } finally {
    for (const end of ENDS) process.off(end, interrupt);
  }
}

async function draw(progress: Steps, signal: AbortSignal): Promise<void> {
  const now = new Date();
  // First, since it is what may be missing.
  await using open = new AsyncDisposableStack();
  const browser = open.adopt(await openBrowser([], { endsProcess: false }), (opened) => opened.close());
  // What is being drawn fails without it, however long it was to be looked at.
  signal.addEventListener('abort', () => browser.close());
  const pages = open.adopt(await servePages(), (served) => served.close());
  const ladder = open.use(await demonstrationLadder(progress, now));

  mkdirSync(FOLDER, { recursive: true });
  for (const { file, command, player, width } of PICTURES) {
    await progress.run(`Drawing ${file}`, async (report) => {
      const data = await answer(ladder, command, player);
      const answers = { command: command.slice(1), caller: person(player) };
      const bot = { name: 'Edge Ladder', avatar: botAvatar };
      const message = drawMessage({ data, bot, answers, sent: SENT }, { now, locale: LOCALE });
      const picture = await takePicture(browser, await pages.show(channelPage([message])), {
        ...LOOK,
        width,
      });
      keep(file, picture, report);
    });
  }
  const ask = (turn: number) =>
    answer(
      ladder,
      PANEL_COMMANDS[turn % PANEL_COMMANDS.length] ?? '/help',
      turn % 3 === 0 ? ordinary : strong,
    );
  for (const [file, draw] of [
    ['player.png', () => drawPlayerPage(browser, ladder.url, strong.name)],
    ['panel.png', () => drawPanel(browser, ladder.url, ask)],
  ] as const) {
    await progress.run(`Drawing ${file}`, async (report) => keep(file, await draw(), report));
  }
  await progress.run(`Drawing ${PLAYGROUND_FILE}`, async (report) => {
    await emptyQueue(ladder.databaseUrl);
    await using served = await servePlayground({
      databaseUrl: ladder.databaseUrl,
      waveSeconds: WAVE_SECONDS,
    });
    keep(PLAYGROUND_FILE, await drawPlayground(browser, served.url), report);
  });
}

function keep(file: string, picture: Buffer, report: (line: string) => void): void {
  if (picture.length > LIMIT_BYTES) throw new Error(`${file} has ${picture.length} bytes: too many`);
  writeFileSync(join(FOLDER, file), picture);
  report(`${Math.ceil(picture.length / 1000)} kB`);
}

interface Player {
  readonly id: string;
  readonly name: string;
}

async function answer(
  { client }: DemonstrationLadder,
  command: string,
  { id, name }: Player,
): Promise<APIInteractionResponseCallbackData> {
  const sitting = session(client, { id, username: name.toLowerCase(), globalName: name, locale: LOCALE });
  const { type, data, answer } = await sitting.call(
    parseCommandLine(command, registrationData(commandsFor(games[0]))),
  );
  if (type !== REPLY.message)
    throw new Error(`${command} was answered with ${answer.status} ${JSON.stringify(answer.body)}`);
  return {
    ...data,
    embeds: await shownEmbeds((data['embeds'] ?? []) as readonly APIEmbed[], answer.files ?? []),
  };
}

/** With the pictures that came along in the place of their names. */
function shownEmbeds(embeds: readonly APIEmbed[], files: readonly File[]): Promise<APIEmbed[]> {
  return Promise.all(
    embeds.map(async (embed) => {
      const file = files.find(({ name }) => embed.image?.url === `attachment://${name}`);
      if (file === undefined) return embed;
      const bytes = Buffer.from(await file.arrayBuffer()).toString('base64');
      return { ...embed, image: { url: `data:${file.type};base64,${bytes}` } };
    }),
  );
}

function person({ name }: Player) {
  return { name, avatar: playerAvatar(name) };
}
