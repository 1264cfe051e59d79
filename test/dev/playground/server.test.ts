// The playground's server behind the development entry, on workerd: what a page is told, what it may do, and what
// nobody else may.
import { request } from 'node:http';
import { createServer } from 'node:net';
import type { APIMessage } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey } from '../../../dev/development-key.ts';
import { actor } from '../../../dev/playground/act.ts';
import { happeningsOf } from '../../../dev/playground/happenings.ts';
import type { Act, Happening, Outcome, Setting, ShownMessage } from '../../../dev/playground/protocol.ts';
import { closedPlayground } from '../../../dev/playground/server.ts';
import { listenOnLoopback } from '../../../dev/tcp.ts';
import { demonstrationPlayers } from '../../../scripts/seed.ts';
import { type PlayingLadder, playingLadder } from '../../playing-ladder.ts';
import { until } from '../../until.ts';

const LIMIT_MS = 120_000;
const { strong, ordinary, withoutSetup } = demonstrationPlayers;

let ladder: PlayingLadder;
let setting: Setting;
const told: Happening[] = [];
const leaving = new AbortController();

beforeAll(async () => {
  ladder = await playingLadder();
  setting = (await (await fetch(`${ladder.url}/playground/setting`)).json()) as Setting;
  const stream = await fetch(`${ladder.url}/playground/happenings`, { signal: leaving.signal });
  void listen(stream).catch(() => {});
}, LIMIT_MS);
afterAll(async () => {
  leaving.abort();
  await ladder[Symbol.asyncDispose]();
});

async function listen({ body }: Response): Promise<void> {
  let text = '';
  for await (const piece of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (text + piece).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) told.push(JSON.parse(event.slice(6)));
  }
}

type Doing = Act extends infer Each
  ? Each extends Act
    ? Omit<Each, 'as' | 'locale' | 'channelId'>
    : never
  : never;

const acting = (as: string, doing: Doing, more: Partial<Act> = {}) => ({
  as,
  locale: 'en-US',
  channelId: setting.channels.ladder,
  ...doing,
  ...more,
});

async function act(as: string, doing: Doing, more: Partial<Act> = {}): Promise<Outcome> {
  const response = await post(JSON.stringify(acting(as, doing, more)));
  expect(response.status).toBe(200);
  return (await response.json()) as Outcome;
}

const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${ladder.url}/playground/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ladder.url, ...headers },
    body,
  });

const command = (name: string): Doing => ({ kind: 'command', name, options: [] });

/** The newest message that the page was told of. */
function newest(): ShownMessage | null {
  const last = told.findLast((each) => each.kind === 'message');
  return last?.shown ?? null;
}

async function called(as: string, name: string): Promise<ShownMessage> {
  const before = told.length;
  expect(await act(as, command(name))).toMatchObject({ kind: 'answered' });
  return until(() => told.length > before && newest());
}

test('the page comes through the Worker, under a policy that lets it ask nobody else', async () => {
  const page = await fetch(`${ladder.url}/playground/`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = await page.text();
  for (const [, address = ''] of text.matchAll(/(?:src|href)="(\/[^"]*)"/g)) {
    expect((await fetch(ladder.url + address)).status, address).toBe(200);
  }
  expect(text).not.toMatch(/https?:\/\//);
  expect((await fetch(`${ladder.url}/playground/elsewhere`)).status).toBe(404);
  expect(await (await fetch(`${ladder.url}/health`)).json()).toMatchObject({ status: 'ok' });
});

test('a page is told who there is, what there is to call, and never the key', async () => {
  expect(setting.people.map(({ id }) => id)).toEqual(expect.arrayContaining([strong.id, withoutSetup.id]));
  expect(new Set(setting.people.map(({ id }) => id)).size).toBe(setting.people.length);
  expect(setting.people.filter(({ kind }) => kind === 'staff')).toMatchObject([{ name: 'Owner' }]);
  expect(setting.commands.map(({ name }) => name)).toContain('queue');
  const { d: secret = '' } = ladder.key.privateKey.export({ format: 'jwk' });
  const said = JSON.stringify([setting, told]);
  expect(said).not.toContain(secret);
  expect(said).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
});

test('a command is a signed interaction; its reply arrives with whose it is and what it took', async () => {
  const shown = await called(strong.id, 'profile');
  expect(shown).toMatchObject({
    channelId: setting.channels.ladder,
    onlyFor: strong.id,
    cause: { userId: strong.id, command: 'profile' },
    cost: { ms: expect.any(Number), roundTrips: 1, cold: expect.any(Boolean) },
  });
  expect(told[0]).toMatchObject({ kind: 'state' });
  expect(ladder.worker.log).toContainEqual(
    expect.objectContaining({ event: 'interaction', command: '/profile' }),
  );
  // A picture is read from the page's own address.
  const picture = shown.message.embeds[0]?.image?.url ?? '';
  expect(picture).toMatch(/^\/playground\/attachments\/.*\.png$/);
  const file = await fetch(ladder.url + picture);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect([...(await file.bytes()).slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
});

test('choices and forms are shown to the one who asked, and stay nowhere', async () => {
  const option = { name: 'player', type: 3, value: strong.name.slice(0, 3), focused: true };
  expect(await act(ordinary.id, { kind: 'autocomplete', name: 'profile', options: [option] })).toMatchObject({
    choices: [{ name: strong.name, value: strong.name }],
  });
  const before = told.length;
  const opened = await act(withoutSetup.id, command('setup'));
  expect(opened).toMatchObject({ kind: 'answered', modal: { custom_id: 'setup:names' } });
  const fields = { name: 'X' };
  expect(await act(withoutSetup.id, { kind: 'modal', customId: 'setup:names', fields })).toMatchObject({
    kind: 'answered',
  });
  await until(() => told.length === before + 1);
});

describe('what Discord would not let through', () => {
  let board: APIMessage;
  beforeAll(async () => {
    ({ message: board } = await called(ordinary.id, 'leaderboard'));
  });
  const customId = (label: RegExp) => {
    const rows = (board.components ?? []) as readonly {
      components: readonly { label?: string; custom_id: string }[];
    }[];
    return (
      rows.flatMap(({ components }) => components).find((each) => label.test(each.label ?? ''))?.custom_id ??
      ''
    );
  };
  const press = (id: string): Doing => ({ kind: 'component', messageId: board.id, customId: id });

  test('goes through for the one whom the message is for', async () => {
    expect(await act(ordinary.id, press(customId(/Next/)))).toMatchObject({ kind: 'answered' });
    await until(() => (newest()?.message.edited_timestamp ?? null) !== null);
    expect(newest()).toMatchObject({ cause: { command: 'leaderboard' }, cost: { roundTrips: 1 } });
  });

  test.each([
    ['another’s private message', strong.id, () => press(customId(/Next/)), /no such message/],
    ['what is not on it', ordinary.id, () => press('leaderboard:invented'), /cannot be pressed/],
    [
      'a message that is not there',
      ordinary.id,
      () => ({ ...press('x'), messageId: '1175000000000000999' }),
      /no such message/,
    ],
  ])('%s', async (_, as, doing, reason) => {
    expect(await act(as, doing())).toEqual({ kind: 'failed', reason: expect.stringMatching(reason) });
  });

  test.each([
    ['no JSON', '{', {}, 400],
    ['nothing to do', '{"kind":"nothing"}', {}, 400],
    [
      'nobody',
      JSON.stringify({ kind: 'command', as: 'me', channelId: null, locale: 'de', name: 'x', options: [] }),
      {},
      400,
    ],
    ['another page', '{}', { origin: 'https://evil.example' }, 403],
    ['a form', '{}', { 'content-type': 'text/plain' }, 415],
  ])('%s', async (_, body, headers, status) => {
    expect((await post(body, headers)).status).toBe(status);
  });

  test('another name for this machine', async () => {
    const { port } = new URL(ladder.url);
    const status = await new Promise((resolve) => {
      const options = { port, path: '/playground/setting', headers: { host: `evil.example:${port}` } };
      request(options, (response) => resolve(response.resume().statusCode)).end();
    });
    expect(status).toBe(403);
  });

  test('whoever comes past the Worker', async () => {
    const { PLAYGROUND_URL: url } = ladder.playground.variables;
    expect((await fetch(`${url}/playground/setting`)).status).toBe(403);
  });
});

/** Takes every connection and answers none. */
const silent = createServer();
let silentUrl: string;
beforeAll(async () => {
  silentUrl = `http://127.0.0.1:${await listenOnLoopback(silent, 0)}`;
});
afterAll(() => void silent.close());

test.each([
  ['a key that the Worker does not know', { key: newKey().privateKey }, /DISCORD_PUBLIC_KEY/],
  ['an answer that takes too long', { limitMs: 20, workerUrl: (): string => silentUrl }, /no answer in time/],
  ['a Worker that is not there', { workerUrl: (): string => 'http://127.0.0.1:1' }, /Nothing answers/],
])('%s fails, and says why', async (_, more, reason) => {
  const discord = ladder.discord.server;
  const happenings = happeningsOf(discord);
  const perform = actor({
    discord,
    happenings,
    people: [],
    applicationId: setting.bot.id,
    key: ladder.key.privateKey,
    workerUrl: () => ladder.url,
    ...more,
  });
  const outcome = await perform(acting(ordinary.id, command('help')) as Act);
  expect(outcome).toEqual({ kind: 'failed', reason: expect.stringMatching(reason) });
  happenings.close();
});

test('without a Discord of this machine the page says so', async () => {
  const closed = await closedPlayground();
  const { PLAYGROUND_URL: url, PLAYGROUND_PASS: pass } = closed.variables;
  const headers = { 'x-playground-pass': pass, 'x-playground-host': 'localhost:8787' };
  const page = await fetch(`${url}/playground`, { headers });
  expect(await page.text()).toMatch(/playground is closed.*DISCORD_BOT_TOKEN/s);
  await closed.close();
});

test('nothing that Discord would mind was sent', () => {
  expect(ladder.discord.server.complaints).toEqual([]);
});
