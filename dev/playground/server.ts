// The playground's own server, on loopback: the page, what it has to know, what happens, and what is done in it. The
// development Worker passes on what is asked for below /playground.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '../tcp.ts';
import { type ActSettings, actor, readAct } from './act.ts';
import { type Asset, closedPage, POLICY, pageAssets } from './assets.ts';
import { guard } from './guard.ts';
import { type Happenings, happeningsOf } from './happenings.ts';
import type { Happening, Setting } from './protocol.ts';

export interface PlaygroundSettings extends Omit<ActSettings, 'happenings' | 'people'> {
  /** Asked anew by each page that opens. */
  readonly setting: () => Promise<Setting>;
}

export interface Playground {
  /** What the development Worker is told. */
  readonly variables: { readonly PLAYGROUND_URL: string; readonly PLAYGROUND_PASS: string };
  close(): Promise<void>;
}

const PATH = '/playground';
const FILES = `${PATH}/attachments/`;
const BODY_LIMIT_BYTES = 256 * 1024;
/** So that nothing on the way takes a quiet stream for a dead one. */
const BREATH_MS = 15_000;

const CLOSED =
  'It shows a Discord of this machine, and here none runs: <code>npm start</code> runs one in development, where neither DISCORD_BOT_TOKEN nor another DISCORD_API_URL is set.';

/** The same address with nothing behind it, where there is no local Discord. */
export function closedPlayground(): Promise<Playground> {
  const page = closedPage(CLOSED);
  return listening(async (_, outgoing) => write(outgoing, page));
}

export async function playground(settings: PlaygroundSettings): Promise<Playground> {
  const { discord, setting } = settings;
  const happenings = happeningsOf(discord);
  const { origin: discordOrigin } = new URL(discord.url);
  let assets: Promise<ReadonlyMap<string, Asset>> | undefined;
  let act = actor({ ...settings, happenings, people: [] });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = (incoming.url ?? '').split('?', 1)[0]?.replace(/(.)\/$/, '$1') ?? '';
    switch (`${incoming.method} ${path}`) {
      case `GET ${PATH}/setting`: {
        const found = await setting();
        act = actor({ ...settings, happenings, people: found.people });
        return json(outgoing, found);
      }
      case `GET ${PATH}/happenings`:
        return stream(outgoing, happenings);
      case `POST ${PATH}/act`: {
        const asked = readAct(await readJson(incoming));
        return asked === null
          ? refuse(outgoing, 400, 'That is nothing to do.')
          : json(outgoing, await act(asked));
      }
      default:
    }
    if (incoming.method !== 'GET') return refuse(outgoing, 404, 'There is no such thing.');
    if (path.startsWith(FILES)) return passFile(`${discordOrigin}${path.slice(PATH.length)}`, outgoing);
    // Made anew as the page is opened, so that who works on it has only to load it again.
    if (path === PATH) assets = pageAssets();
    assets ??= pageAssets();
    const asset = (await assets).get(path);
    return asset ? write(outgoing, asset) : refuse(outgoing, 404, 'There is no such page.');
  }

  /** The page may load from its own address alone, attachments too. */
  const spoken = (happening: Happening) =>
    JSON.stringify(happening).replaceAll(`${discordOrigin}/attachments/`, FILES);

  function stream(outgoing: ServerResponse, { state, watch }: Happenings): void {
    outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const tell = (happening: Happening) => void outgoing.write(`data: ${spoken(happening)}\n\n`);
    tell(state());
    const end = watch(tell);
    const breath = setInterval(() => outgoing.write(':\n\n'), BREATH_MS);
    outgoing.on('close', () => {
      clearInterval(breath);
      end();
    });
  }

  const opened = await listening(serve);
  return {
    variables: opened.variables,
    async close() {
      happenings.close();
      await opened.close();
    },
  };
}

async function listening(
  serve: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>,
): Promise<Playground> {
  const pass = randomBytes(16).toString('hex');
  const refusal = guard(pass);
  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader('content-security-policy', POLICY);
    outgoing.setHeader('x-content-type-options', 'nosniff');
    outgoing.setHeader('referrer-policy', 'no-referrer');
    const refused = refusal(incoming.method ?? 'GET', incoming.headers);
    if (refused) return refuse(outgoing, refused.status, refused.reason);
    serve(incoming, outgoing).catch((error: unknown) => {
      console.error('[playground]', error);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, 500, 'The playground has failed: see what npm start prints.');
    });
  });
  const port = await listenOnLoopback(server, 0);
  return {
    variables: { PLAYGROUND_URL: `http://127.0.0.1:${port}`, PLAYGROUND_PASS: pass },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const stated = Number(incoming.headers['content-length'] ?? BODY_LIMIT_BYTES);
  if (stated > BODY_LIMIT_BYTES) return undefined;
  try {
    return JSON.parse((await buffer(incoming)).toString('utf8'));
  } catch {
    return undefined;
  }
}

async function passFile(address: string, outgoing: ServerResponse): Promise<void> {
  const response = await fetch(address);
  const bytes = await response.bytes();
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  outgoing.writeHead(response.status, { 'content-type': type, 'content-security-policy': 'sandbox' });
  outgoing.end(bytes);
}

function write(outgoing: ServerResponse, { type, body }: Asset): void {
  outgoing.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' });
  outgoing.end(body);
}

function json(outgoing: ServerResponse, value: unknown): void {
  outgoing.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  outgoing.end(JSON.stringify(value));
}

function refuse(outgoing: ServerResponse, status: number, reason: string): void {
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(reason);
}
