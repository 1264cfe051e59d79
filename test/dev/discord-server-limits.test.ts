// Discord's limits as the local one keeps them: what its headers say at each request, and when it answers 429.
import * as spec from 'discord-api-spec/zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asLines, checkSchema, complaintsOf } from '../../dev/discord-api/complaint.ts';
import { type DiscordServer, discordServer } from '../../dev/discord-server.ts';
import { commandInteraction } from '../../dev/sent-interaction.ts';
import { discordSend, type RestAnswer, type RestRequest } from '../../src/discord/rest.ts';

const hello = { content: 'Hello', allowed_mentions: { parse: [] } };
const MESSAGES = '/channels/{channel}/messages';

let nowMs: number;
let discord: DiscordServer;
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 1);
  discord = await discordServer({ now: () => nowMs });
  for (let channel = 1; channel <= 60; channel++) discord.addChannel(String(channel));
});
afterEach(() => discord.close());

function send(request: RestRequest): Promise<RestAnswer> {
  return discordSend({ baseUrl: discord.url, botToken: discord.botToken })(request);
}

const post = (channel = '1') =>
  send({ method: 'POST', route: MESSAGES, parameters: { channel }, body: hello });
const edit = (message = '7') =>
  send({
    method: 'PATCH',
    route: `${MESSAGES}/{message}`,
    parameters: { channel: '1', message },
    body: hello,
  });
const open = (user: number) =>
  send({ method: 'POST', route: '/users/@me/channels', body: { recipient_id: String(user) } });

const remaining = ({ headers }: RestAnswer) => headers.get('x-ratelimit-remaining');
const resetAfter = ({ headers }: RestAnswer) => headers.get('x-ratelimit-reset-after');

async function times<Result>(count: number, ask: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < count; index++) results.push(await ask(index));
  return results;
}

describe('messages of a channel', () => {
  it('are five at once; places come back one by one, a second each', async () => {
    const answers = await times(6, () => post());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.map(remaining)).toEqual(['4', '3', '2', '1', '0', '0']);
    expect(answers.map(resetAfter)).toEqual(['1.000', '2.000', '3.000', '4.000', '5.000', '5.000']);
    expect(answers[0]?.headers.get('x-ratelimit-limit')).toBe('5');
    expect(answers[0]?.headers.get('x-ratelimit-reset')).toBe((nowMs / 1000 + 1).toFixed(3));
    nowMs += 999;
    expect((await post()).status).toBe(429);
    nowMs += 1;
    expect((await times(2, () => post())).map(({ status }) => status)).toEqual([200, 429]);
    expect(discord.figures()).toMatchObject({ requests: 9, tooMany: 3, byStatus: { 200: 6, 429: 3 } });
    expect(discord.channel('1').messages).toHaveLength(6);
  });

  it('refused say why and for how long, in Discord’s form', async () => {
    await times(5, () => post());
    nowMs += 250;
    const { status, headers, body, failure } = await post();
    expect(status).toBe(429);
    expect(body).toMatchObject({ message: 'You are being rate limited.', retry_after: 0.75, global: false });
    expect(
      asLines(complaintsOf((complain) => checkSchema(spec.RatelimitedResponseSchema, body, complain))),
    ).toEqual([]);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('x-ratelimit-scope')).toBe('user');
    expect(failure?.retryAfterMs).toBe(750);
    expect(discord.complaints).toEqual([]);
  });

  it('count for their channel alone', async () => {
    await times(5, () => post('1'));
    expect(remaining(await post('2'))).toBe('4');
  });

  it('and edits bear one bucket’s name, and count apart', async () => {
    const [first, ...rest] = await times(5, () => post());
    const edited = await edit();
    expect(rest).toHaveLength(4);
    expect(edited.headers.get('x-ratelimit-bucket')).toMatch(/^[0-9a-f]{32}$/);
    expect(edited.headers.get('x-ratelimit-bucket')).toBe(first?.headers.get('x-ratelimit-bucket'));
    expect(remaining(edited)).toBe('4');
  });

  it('count when they fail, too', async () => {
    discord.closeChannel('1');
    const answers = await times(6, () => post());
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 429]);
  });
});

it('direct messages are opened ten at once, over all users; all places come back together', async () => {
  const answers = await times(11, (index) => open(100 + index));
  expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
  nowMs += 9999;
  expect((await open(200)).body).toMatchObject({ retry_after: 0.001 });
  nowMs += 1;
  expect((await times(10, (index) => open(300 + index))).map(remaining).at(-1)).toBe('0');
});

it('a webhook has one count for all that it does', async () => {
  const interaction = commandInteraction({ id: '9', channelId: '1' }, 'help');
  discord.beginInteraction(interaction);
  discord.answerInteraction(interaction.token, { type: 4, data: hello });
  const parameters = { application: interaction['application_id'] as string, token: interaction.token };
  const followUp = await send({
    method: 'POST',
    route: '/webhooks/{application}/{token}',
    parameters,
    body: hello,
  });
  const original = '/webhooks/{application}/{token}/messages/@original';
  const edited = await send({ method: 'PATCH', route: original, parameters, body: hello });
  expect([remaining(followUp), remaining(edited)]).toEqual(['4', '3']);
});

describe('fifty requests a second', () => {
  it('are all that a bot may send, over all routes', async () => {
    const answers = await times(51, (index) => post(String(1 + (index % 60))));
    const last = answers.at(-1);
    expect(answers.slice(0, 50).every(({ status }) => status === 200)).toBe(true);
    expect(last?.body).toMatchObject({ retry_after: 1, global: true });
    expect(last?.headers.get('x-ratelimit-global')).toBe('true');
    expect(last?.headers.get('x-ratelimit-scope')).toBe('global');
    nowMs += 999;
    expect((await post('60')).status).toBe(429);
    nowMs += 1;
    expect((await post('60')).status).toBe(200);
  });

  it('do not count what needs no token', async () => {
    const interaction = commandInteraction({ id: '9', channelId: '1' }, 'help');
    discord.beginInteraction(interaction);
    discord.answerInteraction(interaction.token, { type: 4, data: hello });
    await times(50, () => send({ method: 'GET', route: '/users/@me' }));
    const route = '/webhooks/{application}/{token}/messages/@original';
    const parameters = { application: interaction['application_id'] as string, token: interaction.token };
    expect((await send({ method: 'GET', route, parameters })).status).toBe(200);
    expect((await send({ method: 'GET', route: '/users/@me' })).status).toBe(429);
  });
});

it('other limits can be told', async () => {
  await discord.close();
  discord = await discordServer({
    limits: [{ bucket: 'x', routes: [`POST ${MESSAGES}`], window: 'fixed', limit: 1, periodMs: 60_000 }],
    now: () => nowMs,
  });
  discord.addChannel('1');
  expect((await times(2, () => post())).map(({ status }) => status)).toEqual([200, 429]);
  expect((await open(5)).headers.get('x-ratelimit-bucket')).toBeNull();
});
