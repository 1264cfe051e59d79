// A local stand-in for Discord's REST API, on 127.0.0.1: checks every request, keeps messages, enforces rate limits,
// refuses what it is told to refuse. One implementation for tests and for pages that show messages live.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type ApiAnswer,
  type ApiSettings,
  type Disturbance,
  discordApi,
  type Figures,
  type KeptComplaint,
} from './discord-server/api.ts';
import { readBody } from './discord-server/body.ts';
import type { KeptChannel } from './discord-server/channels.ts';
import { desk, type MayRead } from './discord-server/desk.ts';
import type { Watcher } from './discord-server/event.ts';
import type { Json, KeptMessage, UploadedFile } from './discord-server/message.ts';
import { listenOnLoopback } from './tcp.ts';
import { DEVELOPMENT_APPLICATION_ID } from './variables.ts';

export interface DiscordServerSettings extends Partial<Omit<ApiSettings, 'filesUrl'>> {
  /** A free one unless told. */
  readonly port?: number;
  /** How long a request is on its way, there and back. */
  readonly roundTripMs?: number;
  /** Who sees a channel of the server, at the desk; nobody unless told. */
  readonly mayRead?: MayRead;
}

export interface DiscordServer {
  /** What DISCORD_API_URL is set to. */
  readonly url: string;
  /** What DISCORD_BOT_TOKEN is set to. */
  readonly botToken: string;
  /** What the application should never have sent. A test ends with this empty. */
  readonly complaints: readonly KeptComplaint[];
  /** Throws for a channel that is not there. */
  channel(channelId: string): KeptChannel;
  channels(): readonly KeptChannel[];
  addChannel(channelId: string, name?: string): KeptChannel;
  /** The bot's direct messages with a user, opened as if long ago. */
  direct(userId: string): KeptChannel;
  /** From now on, messages to this user fail with 50007. */
  refuseDirect(userId: string): void;
  allowDirect(userId: string): void;
  /** The channel is gone: 10003. */
  removeChannel(channelId: string): void;
  /** The bot is kept out: 50001. */
  closeChannel(channelId: string): void;
  /** Someone takes a message away: 10008. */
  deleteMessage(channelId: string, messageId: string): void;
  /** Discord itself fails. */
  disturb(disturbance: Disturbance): void;
  /** Commands as registered; null for all servers. */
  commands(guildId?: string | null): readonly Json[];
  /** An interaction goes to the application: from now on its webhook exists. */
  beginInteraction(interaction: Json): void;
  /**
   * What the application answered over HTTP: checked, kept, shown; gives the message that it made or changed. One that
   * Discord refuses is a complaint, and shows nothing.
   */
  answerInteraction(token: string, response: Json, files?: readonly UploadedFile[]): KeptMessage | null;
  /** Returns its own end. */
  onEvent(watcher: Watcher): () => void;
  figures(): Figures;
  close(): Promise<void>;
}

const VERSION_PATH = '/api/v10';
const DESK_PATH = '/local/';

export async function discordServer(settings: DiscordServerSettings = {}): Promise<DiscordServer> {
  const {
    botToken = 'development-bot-token',
    port = 0,
    roundTripMs = 0,
    mayRead = () => false,
    ...more
  } = settings;
  let origin = '';
  const api = discordApi({
    applicationId: DEVELOPMENT_APPLICATION_ID,
    publicKey: '0'.repeat(64),
    guildId: '1175000000000000100',
    ...more,
    botToken,
    filesUrl: () => origin,
  });

  const readers = desk(api, mayRead);

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const bytes = new Uint8Array(await buffer(incoming));
    const { url = '/', method = 'GET', headers } = incoming;
    if (url.startsWith('/attachments/')) return serveFile(url, outgoing);
    const read = await readBody(headers['content-type'] ?? '', bytes);
    if (url.startsWith(DESK_PATH) && method === 'POST') {
      const body = readers.ask(url.slice(DESK_PATH.length), (read.body ?? {}) as Json, read.files);
      return write({ status: body === undefined ? 404 : 200, headers: {}, body, lost: false }, outgoing);
    }
    if (roundTripMs > 0) await pause(roundTripMs / 2);
    const answer = api.answer({
      method,
      path: url.startsWith(VERSION_PATH) ? url.slice(VERSION_PATH.length) : `/no-version${url}`,
      authorization: headers.authorization ?? null,
      userAgent: headers['user-agent'] ?? null,
      ...read,
    });
    if (roundTripMs > 0) await pause(roundTripMs / 2);
    write(answer, outgoing);
  }

  /** Attachments can be read by everyone, as at Discord. */
  function serveFile(url: string, outgoing: ServerResponse): void {
    const [, , channelId = '', attachmentId = ''] = url.split('/');
    const messages = api.channels.find(channelId)?.messages ?? [];
    const file = messages.map(({ files }) => files.get(attachmentId)).find((found) => found !== undefined);
    outgoing.writeHead(file ? 200 : 404, { 'content-type': file?.type || 'application/octet-stream' });
    outgoing.end(file?.bytes);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      // A caller that goes away in the middle is no fault; everything else is one of this file, and must show.
      if (!incoming.complete) return;
      api.complain(`${incoming.method} ${incoming.url}`, [String(error)]);
      outgoing.writeHead(500).end();
    });
  });
  origin = `http://127.0.0.1:${await listenOnLoopback(server, port)}`;
  let open = true;

  return {
    url: `${origin}${VERSION_PATH}`,
    botToken,
    complaints: api.complaints,
    channel: (channelId) => kept(api.channels.find(channelId), channelId),
    channels: api.channels.all,
    addChannel: (channelId, name = 'ladder') => api.channels.add(channelId, name),
    direct: api.channels.direct,
    refuseDirect: api.channels.refuseDirect,
    allowDirect: api.channels.allowDirect,
    removeChannel: api.channels.remove,
    closeChannel: api.channels.close,
    deleteMessage(channelId, messageId) {
      api.channels.delete(kept(api.channels.find(channelId), channelId), messageId);
    },
    disturb: api.disturb,
    commands: (guildId = null) => api.commands.of(guildId),
    beginInteraction: api.interactions.begin,
    answerInteraction: (token, response, files) => api.answerInteraction(token, response, files).message,
    onEvent: api.watchers.add,
    figures: api.figures,
    async close() {
      if (!open) return;
      open = false;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function kept(channel: KeptChannel | null, channelId: string): KeptChannel {
  if (channel === null) throw new Error(`there is no channel ${channelId}`);
  return channel;
}

function write({ status, headers, body, lost }: ApiAnswer, outgoing: ServerResponse): void {
  if (lost) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(status, {
    ...headers,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  });
  outgoing.end(body === undefined ? undefined : JSON.stringify(body));
}
