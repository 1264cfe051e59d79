// The pace in hand-wound time, before the local Discord with the limits it is known for.
import { describe, expect, test } from 'vitest';
import { type ApiAnswer, discordApi } from '../../dev/discord-server/api.ts';
import {
  OPENING_TOO_FAST,
  type PacedSendSettings,
  pacedSend,
  REFUSED_PAUSE_MS,
  type Sent,
} from '../../src/discord/paced-send.ts';
import { rateLimits } from '../../src/discord/rate-limits.ts';
import { DiscordFailure, type RestAnswer, type RestRequest } from '../../src/discord/rest.ts';

const START_MS = Date.UTC(2026, 0, 1);
const WAY_MS = 40;

/** A Discord at some distance, and a clock that a test turns. */
function setting(change: Partial<PacedSendSettings> = {}, botToken = 'secret') {
  let nowMs = START_MS;
  const timers: { atMs: number; action: () => void }[] = [];
  const after = (ms: number, action: () => void) => {
    const timer = { atMs: nowMs + ms, action };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
  };
  const api = discordApi({
    botToken: 'secret',
    applicationId: '1',
    publicKey: '0'.repeat(64),
    guildId: '2',
    now: () => nowMs,
  });
  for (let channel = 1; channel <= 300; channel++) api.channels.add(String(channel), 'x');
  const seen = { most: 0, underWay: 0 };
  const send = pacedSend({
    send: (request) =>
      new Promise((resolve) => {
        seen.underWay += 1;
        seen.most = Math.max(seen.most, seen.underWay);
        after(WAY_MS, () => {
          const answer = api.answer(asked(request, botToken));
          after(WAY_MS, () => {
            seen.underWay -= 1;
            resolve(restAnswer(answer));
          });
        });
      }),
    limits: rateLimits(),
    clock: { now: () => nowMs, after },
    atOnce: 6,
    patienceMs: 3_000,
    gapsMs: {},
    ...change,
  });
  return {
    api,
    seen,
    send,
    now: () => nowMs - START_MS,
    /** Until all of them are settled. */
    async finish(all: readonly Promise<Sent>[]): Promise<readonly Sent[]> {
      let settled = 0;
      for (const each of all) void each.then(() => (settled += 1));
      for (;;) {
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
        if (settled === all.length) return Promise.all(all);
        const next = timers.toSorted((one, other) => one.atMs - other.atMs)[0];
        if (!next) throw new Error('nothing is to come, and not all are settled');
        timers.splice(timers.indexOf(next), 1);
        nowMs = Math.max(nowMs, next.atMs);
        next.action();
      }
    },
  };
}

function asked({ method, route, parameters = {}, body }: RestRequest, botToken: string) {
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
  return { method, path, authorization: `Bot ${botToken}`, userAgent: 'DiscordBot (x, 1)', body, files: [] };
}

function restAnswer({ status, headers, body }: ApiAnswer): RestAnswer {
  const failure =
    status < 300
      ? null
      : new DiscordFailure({ status, code: null, route: 'x', reason: 'x', retryAfterMs: null });
  return { status, headers: new Headers(headers), body: body ?? null, failure };
}

const post = (channel: number | string): RestRequest => ({
  method: 'POST',
  route: '/channels/{channel}/messages',
  parameters: { channel: String(channel) },
  body: { content: `to ${channel}`, allowed_mentions: { parse: [] } },
});
const open = (user: number): RestRequest => ({
  method: 'POST',
  route: '/users/@me/channels',
  body: { recipient_id: String(user) },
});
const kinds = (all: readonly Sent[]) => all.map(({ kind }) => kind);

describe('paced', () => {
  test('200 channels get theirs without a 429, six at once, nearly as fast as 50 a second', async () => {
    const { send, finish, api, seen, now } = setting({ patienceMs: 10_000 });
    const all = await finish(Array.from({ length: 200 }, (_, channel) => send(post(channel + 1))));
    expect(new Set(kinds(all))).toEqual(new Set(['answered']));
    expect(api.figures()).toMatchObject({ requests: 200, tooMany: 0 });
    expect(seen.most).toBe(6);
    // 200 at 50 a second are four seconds; the way there and back is paid for every window.
    expect(now()).toBeLessThan(6_000);
  });

  test('of one channel, what would wait too long comes back, and when it can go', async () => {
    const { send, finish, api } = setting();
    const all = await finish(Array.from({ length: 20 }, () => send(post(1))));
    expect(api.figures().tooMany).toBe(0);
    expect(kinds(all).slice(0, 5)).toEqual(Array(5).fill('answered'));
    const back = all.filter((sent) => sent.kind === 'postponed');
    expect(back.length).toBeGreaterThan(0);
    for (const { untilMs } of back) expect(untilMs).toBeGreaterThan(START_MS);
  });

  test('one that is held up holds up no other', async () => {
    const { send, finish } = setting();
    const one = Array.from({ length: 20 }, () => send(post(1)));
    const other = send(post(2));
    const all = await finish([...one, other]);
    expect(all.at(-1)?.kind).toBe('answered');
  });

  test('a 429 that comes all the same is waited for', async () => {
    const { send, finish, api } = setting();
    api.disturb({ fault: 429 });
    expect(kinds(await finish([send(post(1))]))).toEqual(['answered']);
    expect(api.figures().byStatus).toEqual({ 429: 1, 200: 1 });
  });

  test('what a 429 has sent back goes first again: a channel reads in the order in which it was written to', async () => {
    const { send, finish, api } = setting();
    api.disturb({ fault: 429 });
    await finish(['first', 'second', 'third'].map((content) => send({ ...post(1), body: { content } })));
    expect(api.figures().byStatus).toEqual({ 429: 1, 200: 3 });
    expect(api.channels.reach('1').messages.map(({ json }) => json['content'])).toEqual([
      'first',
      'second',
      'third',
    ]);
  });

  test('an answer that never comes is told, and holds up nothing', async () => {
    const failure = new DiscordFailure({
      status: null,
      code: null,
      route: 'x',
      reason: 'x',
      retryAfterMs: null,
    });
    const { send, finish } = setting({ send: () => Promise.reject(failure) });
    expect(await finish([send(post(1)), send(post(2))])).toEqual(Array(2).fill({ kind: 'lost', failure }));
  });

  test('gaps are kept', async () => {
    const { send, finish, now } = setting({ gapsMs: { 'POST /users/@me/channels': 1_000 } });
    await finish([1, 2, 3].map((user) => send(open(user))));
    expect(now()).toBeGreaterThanOrEqual(2_000);
  });

  test('what is pressing keeps the limits that Discord tells of, and no gaps', async () => {
    const { send, finish, api, now } = setting({ gapsMs: { 'POST /users/@me/channels': 1_000 } });
    const users = Array.from({ length: 10 }, (_, user) => user);
    const all = users.map((user) => send({ ...open(user), pressing: true }));
    await finish([send(open(100)), ...all]);
    expect(now()).toBeLessThan(1_000);
    expect(api.figures().tooMany).toBe(0);
  });

  test('once opening was too fast for Discord, gaps are kept by what is pressing, too', async () => {
    const failure = new DiscordFailure({
      status: 400,
      code: OPENING_TOO_FAST,
      route: 'POST /users/@me/channels',
      reason: 'You are opening direct messages too fast',
      retryAfterMs: null,
    });
    const refusal: RestAnswer = { status: 400, headers: new Headers(), body: null, failure };
    const { send, finish, now } = setting({
      gapsMs: { 'POST /users/@me/channels': 1_000 },
      send: async () => refusal,
    });
    const pressing = (user: number) => send({ ...open(user), pressing: true });
    await finish([pressing(1)]);
    expect(now()).toBeLessThan(1_000);
    await finish([2, 3].map(pressing));
    expect(now()).toBeGreaterThanOrEqual(2_000);
  });

  test('a token that is refused is not tried on and on', async () => {
    const { send, finish, api, now } = setting({}, 'wrong');
    const all = await finish(Array.from({ length: 100 }, (_, channel) => send(post(channel + 1))));
    expect(api.figures().requests).toBe(1);
    expect(all[0]).toMatchObject({ kind: 'answered', answer: { status: 401 } });
    for (const sent of all.slice(1)) {
      expect(sent).toEqual({ kind: 'postponed', untilMs: START_MS + now() + REFUSED_PAUSE_MS });
    }
  });
});

test('a 429 that comes again and again is about this request: it comes back, and holds up nobody for good', async () => {
  let count = 0;
  const { send, finish } = setting({
    send: async () => {
      count += 1;
      const failure = new DiscordFailure({
        status: 429,
        code: 30_046,
        route: 'x',
        reason: 'x',
        retryAfterMs: 0,
      });
      return {
        status: 429,
        headers: new Headers({ 'x-ratelimit-scope': 'user' }),
        body: { retry_after: 0 },
        failure,
      };
    },
  });
  const [sent] = await finish([send(post(1))]);
  expect(sent).toMatchObject({ kind: 'answered', answer: { status: 429 } });
  expect(count).toBe(3);
});

test.each(['answered', 'lost'])(
  'a request is %s when it is, though a timer should have rung before',
  async (how) => {
    let nowMs = 0;
    const timers = new Set<number>();
    const told: number[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<RestAnswer>();
    const send = pacedSend({
      send: () => promise,
      limits: {
        ...rateLimits(),
        // The second may go 100 ms later.
        readyAt: (_, major) => (major === '1' ? 0 : 100),
        answered: (_ticket, _answer, atMs) => void told.push(atMs),
        lost: (_, atMs) => void told.push(atMs),
      },
      clock: {
        // As workerd has it: no later than what is still to ring.
        now: () => Math.min(nowMs, ...timers),
        after: (ms) => {
          const atMs = nowMs + ms;
          timers.add(atMs);
          return () => void timers.delete(atMs);
        },
      },
      atOnce: 6,
      patienceMs: 3_000,
      gapsMs: {},
    });
    const first = send(post(1));
    void send(post(2));
    expect([...timers]).toEqual([100]);
    nowMs = 130;
    if (how === 'answered') resolve(restAnswer({ status: 200, headers: {}, body: {}, lost: false }));
    else
      reject(new DiscordFailure({ status: null, code: null, route: 'x', reason: 'x', retryAfterMs: null }));
    await first;
    expect(told[0]).toBe(130);
  },
);
