import { afterEach, describe, expect, it } from 'vitest';
import {
  DiscordFailure,
  discordRest,
  discordSend,
  type RestRequest,
  type RestSettings,
} from '../../src/discord/rest.ts';
import { type DiscordStandIn, discordStandIn } from './discord-stand-in.ts';

const BOT_TOKEN = 'bot-token-that-is-secret';
const INTERACTION_TOKEN = 'interaction-token-that-is-secret';
const EDIT: RestRequest = {
  method: 'PATCH',
  route: '/webhooks/{application}/{token}/messages/@original',
  parameters: { application: '12', token: INTERACTION_TOKEN },
  body: { content: 'hi' },
};

let discord: DiscordStandIn;
afterEach(() => discord.close());

function client(settings: Partial<RestSettings> = {}) {
  const sleeps: number[] = [];
  const rest = discordRest({
    baseUrl: discord.url,
    botToken: BOT_TOKEN,
    sleep: async (ms) => {
      sleeps.push(ms);
    },
    ...settings,
  });
  return { rest, sleeps };
}

async function failureOf(promise: Promise<unknown>): Promise<DiscordFailure> {
  const error = await promise.catch((caught: unknown) => caught);
  if (!(error instanceof DiscordFailure)) throw new Error('no DiscordFailure');
  return error;
}

describe('a request', () => {
  it('goes to its route, and gives the answer’s JSON', async () => {
    discord = await discordStandIn(() => ({ status: 200, body: [{ id: '5' }] }));
    const { rest } = client();
    const request: RestRequest = {
      method: 'GET',
      route: '/applications/{application}/commands',
      parameters: { application: '1/../2' },
      query: { with_localizations: 'true' },
    };
    expect(await rest(request)).toEqual([{ id: '5' }]);
    expect(discord.requests).toMatchObject([
      {
        method: 'GET',
        path: '/applications/1%2F..%2F2/commands?with_localizations=true',
        headers: {
          authorization: `Bot ${BOT_TOKEN}`,
          'user-agent': expect.stringMatching(/^DiscordBot \(.+, .+\)$/),
        },
        body: null,
      },
    ]);
  });

  it('to a webhook carries a body, and no bot token', async () => {
    discord = await discordStandIn(() => ({ status: 204 }));
    const { rest } = client();
    expect(await rest(EDIT)).toBeNull();
    expect(discord.requests).toMatchObject([
      {
        method: 'PATCH',
        path: `/webhooks/12/${INTERACTION_TOKEN}/messages/@original`,
        headers: { 'content-type': 'application/json' },
        body: { content: 'hi' },
      },
    ]);
    expect(discord.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('without a parameter of its route is a fault of the caller', async () => {
    discord = await discordStandIn(() => ({ status: 204 }));
    await expect(client().rest({ ...EDIT, parameters: {} })).rejects.toThrow(TypeError);
    expect(discord.requests).toEqual([]);
  });
});

describe('a failure', () => {
  it('names status, code, route and reason, and no token', async () => {
    discord = await discordStandIn(() => ({
      status: 400,
      body: {
        code: 50035,
        message: `Invalid Form Body for ${INTERACTION_TOKEN} of ${BOT_TOKEN}`,
        errors: { embeds: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'too long' }] } },
      },
    }));
    const error = await failureOf(client().rest(EDIT));
    expect(error).toMatchObject({
      name: 'DiscordFailure',
      status: 400,
      code: 50035,
      route: 'PATCH /webhooks/{application}/{token}/messages/@original',
    });
    expect(error.message).toContain('BASE_TYPE_MAX_LENGTH');
    const all = `${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`;
    expect(all).not.toContain(INTERACTION_TOKEN);
    expect(all).not.toContain(BOT_TOKEN);
    expect(discord.requests).toHaveLength(1);
  });

  it('without JSON has the status alone', async () => {
    discord = await discordStandIn(() => ({ status: 404, text: '<html>' }));
    expect(await failureOf(client().rest(EDIT))).toMatchObject({
      status: 404,
      code: null,
      retryAfterMs: null,
    });
  });

  it('of the connection has no status', async () => {
    discord = await discordStandIn(() => ({ status: 204 }));
    await discord.close();
    const error = await failureOf(client().rest(EDIT));
    expect(error).toMatchObject({ status: null, code: null });
    expect(error.message).toContain('the connection failed');
    expect(`${error.stack} ${error.cause}`).not.toContain(INTERACTION_TOKEN);
  });

  it('of time says so', async () => {
    discord = await discordStandIn(() => 'never');
    const error = await failureOf(client({ timeoutMs: 50 }).rest(EDIT));
    expect(error).toMatchObject({ status: null });
    expect(error.message).toContain('nothing within 50 ms');
  });
});

describe('a second attempt', () => {
  it.each<[string, object, number[]]>([
    ['a short 429 by its header', { status: 429, headers: { 'retry-after': '1' } }, [1000]],
    [
      'a short 429 by its body, which is more exact',
      { status: 429, headers: { 'retry-after': '1' }, body: { retry_after: 0.25 } },
      [250],
    ],
    ['an error of the server', { status: 502, text: 'Bad Gateway' }, [250]],
  ])('follows %s', async (_, first, waits) => {
    discord = await discordStandIn((count) =>
      count === 1 ? { status: 200, ...first } : { status: 200, body: {} },
    );
    const { rest, sleeps } = client();
    expect(await rest(EDIT)).toEqual({});
    expect(sleeps).toEqual(waits);
    expect(discord.requests.map(({ body }) => body)).toEqual([{ content: 'hi' }, { content: 'hi' }]);
  });

  it.each<[string, object]>([
    ['a long 429', { status: 429, headers: { 'retry-after': '3' } }],
    ['a 429 of no time', { status: 429 }],
    [
      'an error of the caller',
      { status: 403, body: { code: 50007, message: 'Cannot send messages to this user' } },
    ],
  ])('does not follow %s', async (_, answer) => {
    discord = await discordStandIn(() => ({ status: 200, ...answer }));
    const { rest, sleeps } = client();
    await failureOf(rest(EDIT));
    expect([discord.requests.length, sleeps]).toEqual([1, []]);
  });

  it('is the last', async () => {
    discord = await discordStandIn(() => ({ status: 503 }));
    expect((await failureOf(client().rest(EDIT))).status).toBe(503);
    expect(discord.requests).toHaveLength(2);
  });

  it('tells how long Discord asks to wait', async () => {
    discord = await discordStandIn(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    expect((await failureOf(client().rest(EDIT))).retryAfterMs).toBe(60_000);
  });
});

describe('one attempt', () => {
  const once = () => discordSend({ baseUrl: discord.url, botToken: BOT_TOKEN, timeoutMs: 5000 });

  it('shows the answer, whatever it is, with its headers', async () => {
    const headers = { 'x-ratelimit-remaining': '0' };
    discord = await discordStandIn(() => ({
      status: 429,
      headers,
      body: { retry_after: 0.5, global: false },
    }));
    const answer = await once()(EDIT);
    expect(answer).toMatchObject({ status: 429, body: { retry_after: 0.5 }, failure: { retryAfterMs: 500 } });
    expect(answer.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(discord.requests).toHaveLength(1);
  });

  it('has no failure when nothing went wrong', async () => {
    discord = await discordStandIn(() => ({ status: 204 }));
    expect(await once()(EDIT)).toMatchObject({ status: 204, body: null, failure: null });
  });

  it('throws only when no answer came', async () => {
    discord = await discordStandIn(() => ({ status: 204 }));
    await discord.close();
    expect(await failureOf(once()(EDIT))).toMatchObject({ status: null });
  });
});
