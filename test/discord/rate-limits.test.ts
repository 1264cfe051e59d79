// The tracker against the local Discord, in hand-wound time: whoever asks it first never gets a 429, and is hardly
// slower than the limits force.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordApi } from '../../dev/discord-server/api.ts';
import { type LimitRule, OBSERVED_LIMITS } from '../../dev/discord-server/limits.ts';
import { limitKey, rateLimits } from '../../src/discord/rate-limits.ts';
import { draws } from '../draws.ts';

const START_MS = Date.UTC(2026, 0, 1);
const BOT_TOKEN = 'secret';
const APPLICATION = '1175000000000000001';

interface Planned {
  readonly route: string;
  readonly major: string;
  readonly path: string;
  readonly body?: unknown;
}

const body = { content: 'x', allowed_mentions: { parse: [] } };
const post = (channel: string): Planned => ({
  route: 'POST /channels/{channel}/messages',
  major: channel,
  path: `/channels/${channel}/messages`,
  body,
});
const edit = (channel: string): Planned => ({
  route: 'PATCH /channels/{channel}/messages/{message}',
  major: channel,
  path: `/channels/${channel}/messages/7`,
  body,
});
const remove = (channel: string): Planned => ({
  route: 'DELETE /channels/{channel}/messages/{message}',
  major: channel,
  path: `/channels/${channel}/messages/7`,
});
const open = (user: string): Planned => ({
  route: 'POST /users/@me/channels',
  major: '',
  path: '/users/@me/channels',
  body: { recipient_id: user },
});
const look = (): Planned => ({ route: 'GET /users/@me', major: '', path: '/users/@me' });
const followUp = (token: string): Planned => ({
  route: 'POST /webhooks/{application}/{token}',
  major: token,
  path: `/webhooks/${APPLICATION}/${token}`,
  body,
});

/** How long each request is on its way there, and back: by its number, again from the start at the end. */
type Ways = readonly (readonly [thereMs: number, backMs: number])[];

/** Sends everything as soon as the tracker lets it go; channels 1 to 9 and 100 to 399 are there. */
function play(planned: readonly Planned[], ways: Ways, limits?: readonly LimitRule[]) {
  let nowMs = START_MS;
  const api = discordApi({
    botToken: BOT_TOKEN,
    applicationId: APPLICATION,
    publicKey: '',
    guildId: '1',
    now: () => nowMs,
    ...(limits && { limits }),
  });
  for (let channel = 1; channel < 400; channel++) api.channels.add(String(channel), 'x');
  const tracker = rateLimits();
  const waiting = Map.groupBy(planned, ({ route, major }) => `${route} ${major}`);
  let events: { readonly atMs: number; readonly happen: () => void }[] = [];
  let sent = 0;

  function send({ route, major, path, body }: Planned): void {
    const [thereMs, backMs] = ways[sent % ways.length] ?? [0, 0];
    sent += 1;
    const ticket = tracker.sent(route, major, nowMs);
    const arrive = () => {
      const answer = api.answer({
        method: route.split(' ')[0] ?? '',
        path,
        authorization: `Bot ${BOT_TOKEN}`,
        userAgent: 'DiscordBot (test, 1)',
        body,
        files: [],
      });
      const headers = new Headers(answer.headers);
      const come = () => tracker.answered(ticket, { ...answer, headers }, nowMs);
      events.push({ atMs: nowMs + backMs, happen: come });
    };
    events.push({ atMs: nowMs + thereMs, happen: arrive });
  }

  for (;;) {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [key, queue] of waiting) {
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        const readyMs = tracker.readyAt(next.route, next.major, nowMs);
        if (readyMs > nowMs) {
          nextMs = Math.min(nextMs, readyMs);
          break;
        }
        send(next);
        queue.shift();
      }
      if (queue.length === 0) waiting.delete(key);
    }
    nextMs = events.reduce((least, { atMs }) => Math.min(least, atMs), nextMs);
    if (nextMs === Number.POSITIVE_INFINITY) break;
    nowMs = nextMs;
    const due = events.filter(({ atMs }) => atMs <= nowMs);
    events = events.filter(({ atMs }) => atMs > nowMs);
    for (const { happen } of due) happen();
  }
  expect([...waiting.keys()], 'nothing waits forever').toEqual([]);
  return { tookMs: nowMs - START_MS, tooMany: api.figures().tooMany, sent };
}

/** What the limits alone force, and how many windows that takes; routes under one name counted as one, as documented. */
function forced(planned: readonly Planned[], limits: readonly LimitRule[]) {
  let bucketMs = 0;
  let windows = 1;
  let slackMs = 0;
  for (const group of Map.groupBy(
    planned,
    ({ route, major }) => `${ruleOf(route, limits)?.bucket} ${major}`,
  ).values()) {
    const rule = ruleOf(group[0]?.route ?? '', limits);
    if (!rule) continue;
    const { limit, periodMs, window } = rule;
    const full = Math.floor((group.length - 1) / limit);
    bucketMs = Math.max(
      bucketMs,
      window === 'fixed' ? full * periodMs : ((group.length - limit) * periodMs) / limit,
    );
    windows = Math.max(windows, full + 1);
    // Places that come back one by one are used all at once.
    slackMs = Math.max(slackMs, periodMs);
  }
  const counting = planned.filter(({ route }) => !route.includes('/webhooks/')).length;
  const seconds = Math.floor(Math.max(0, counting - 1) / 50);
  return { leastMs: bucketMs + seconds * 1000, slackMs, windows: windows + seconds };
}

function ruleOf(route: string, limits: readonly LimitRule[]) {
  return limits.find(({ routes }) => routes.includes(route));
}

const channel = fc.integer({ min: 1, max: 9 }).map(String);
const planned = fc.oneof(
  { weight: 6, arbitrary: channel.map(post) },
  { weight: 3, arbitrary: channel.map(edit) },
  { weight: 2, arbitrary: channel.map(remove) },
  { weight: 2, arbitrary: fc.integer({ min: 1000, max: 1100 }).map((user) => open(String(user))) },
  { weight: 1, arbitrary: fc.constant(look()) },
  { weight: 1, arbitrary: fc.constantFrom('token-1', 'token-2').map(followUp) },
);
const ways = fc.array(fc.tuple(fc.nat(400), fc.nat(400)), { minLength: 1, maxLength: 20 });
const limits = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 50, max: 9000 }), fc.boolean())
  .map(([limit, periodMs, sliding]): readonly LimitRule[] =>
    OBSERVED_LIMITS.map((rule) => {
      if (rule.bucket !== 'messages') return rule;
      return { ...rule, limit, periodMs, window: sliding ? 'sliding' : 'fixed' };
    }),
  );

const SMALLER_FOR_MS = 20_000;

describe('whoever follows the tracker', () => {
  it('never gets a 429, and is hardly slower than the limits force', () => {
    fc.assert(
      fc.property(
        fc.array(planned, { minLength: 1, maxLength: 200, size: 'max' }),
        ways,
        limits,
        (requests, on, rules) => {
          const { tookMs, tooMany, sent } = play(requests, on, rules);
          expect(tooMany).toBe(0);
          expect(sent).toBe(requests.length);
          const { leastMs, slackMs, windows } = forced(requests, rules);
          const roundTripMs = Math.max(...on.map(([thereMs, backMs]) => thereMs + backMs));
          // One round trip for each window, one to learn the route's bucket, one for the last answer.
          expect(tookMs).toBeLessThanOrEqual(leastMs + slackMs + (windows + 2) * roundTripMs);
        },
      ),
      // A plan of hundreds of requests would be made smaller for minutes before it is shown.
      { ...draws(50), interruptAfterTimeLimit: SMALLER_FOR_MS },
    );
  });

  it('tells both players of a hundred matches, twice, in less than eight seconds', () => {
    const requests = Array.from({ length: 400 }, (_, index) => post(String(100 + (index % 200))));
    const { tookMs, tooMany } = play(requests, [[40, 40]]);
    expect(tooMany).toBe(0);
    // The eighth fifty goes after seven full seconds, each with what a clock may lag; each costs one way there and back,
    // as do the first request, which learns, and the last.
    expect(tookMs).toBe(7 * 1030 + 9 * 80);
  });

  it('uses all of a window at once', () => {
    const { tookMs } = play(
      Array.from({ length: 15 }, () => post('1')),
      [[50, 50]],
    );
    // One to learn, four more; five; five: two windows to wait for.
    expect(tookMs).toBe(2 * 5000 + 3 * 100);
  });
});

const ROUTE = 'POST /channels/{channel}/messages';
const NOT_BEFORE_AN_ANSWER = Number.POSITIVE_INFINITY;

function answer(status: number, headers: Readonly<Record<string, string>> = {}, body: unknown = null) {
  return { status, headers: new Headers(headers), body };
}

const bucket = (remaining: number, resetAfter: string, name = 'abc') =>
  ({
    'x-ratelimit-bucket': name,
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset-after': resetAfter,
  }) as const;

/** A tracker that has learned from one answer at 0: four left, all free at 1000. */
function learned() {
  const tracker = rateLimits();
  tracker.answered(tracker.sent(ROUTE, '1', 0), answer(200, bucket(4, '1.000')), 0);
  return tracker;
}

describe('a route', () => {
  it('goes one at a time, over all its channels, until an answer names its bucket', () => {
    const tracker = rateLimits();
    expect(tracker.readyAt(ROUTE, '1', 5)).toBe(5);
    const ticket = tracker.sent(ROUTE, '1', 5);
    expect(tracker.readyAt(ROUTE, '1', 6)).toBe(NOT_BEFORE_AN_ANSWER);
    expect(tracker.readyAt(ROUTE, '2', 6)).toBe(NOT_BEFORE_AN_ANSWER);
    expect(tracker.readyAt('GET /users/@me', '', 6)).toBe(6);
    tracker.answered(ticket, answer(200, bucket(0, '1.500')), 10);
    expect(tracker.readyAt(ROUTE, '1', 10)).toBe(1510);
    expect(tracker.readyAt(ROUTE, '2', 10)).toBe(10);
  });

  it('stays unknown when its first request fails or is lost', () => {
    const tracker = rateLimits();
    tracker.answered(tracker.sent(ROUTE, '1', 0), answer(502), 1);
    tracker.lost(tracker.sent(ROUTE, '1', 1), 2);
    expect(tracker.readyAt(ROUTE, '1', 2)).toBe(2);
    tracker.sent(ROUTE, '1', 2);
    expect(tracker.readyAt(ROUTE, '2', 2)).toBe(NOT_BEFORE_AN_ANSWER);
  });

  it('without headers has no limit of its own', () => {
    const tracker = rateLimits();
    tracker.answered(tracker.sent('GET /users/@me', '', 0), answer(200), 0);
    for (let count = 1; count < 50; count++) tracker.sent('GET /users/@me', '', 0);
    // The fiftieth place of all is taken; the first is free again a second after its answer, as a clock that lags tells it.
    expect(tracker.readyAt('GET /users/@me', '', 10)).toBe(1030);
  });

  it('shares what is left with the others under its bucket’s name', () => {
    const tracker = learned();
    const edits = 'PATCH /channels/{channel}/messages/{message}';
    tracker.answered(tracker.sent(edits, '1', 0), answer(200, bucket(0, '3.000')), 100);
    expect(tracker.readyAt(ROUTE, '1', 100)).toBe(3100);
    expect(tracker.readyAt(ROUTE, '2', 100)).toBe(100);
  });

  it('is not believed to have more left before its reset, in whatever order answers come', () => {
    const tracker = learned();
    const tickets = [1, 2, 3, 4].map(() => tracker.sent(ROUTE, '1', 0));
    expect(tracker.readyAt(ROUTE, '1', 0)).toBe(1000);
    tickets.reverse().forEach((ticket, index) => {
      tracker.answered(ticket, answer(200, bucket(index, '5.000')), 50);
    });
    expect(tracker.readyAt(ROUTE, '1', 50)).toBe(5050);
    expect(tracker.readyAt(ROUTE, '1', 5050)).toBe(5050);
  });

  it('keeps the place of what is still under way at the reset', () => {
    const tracker = learned();
    for (let count = 0; count < 4; count++) tracker.sent(ROUTE, '1', 0);
    expect(tracker.readyAt(ROUTE, '1', 1000)).toBe(1000);
    tracker.sent(ROUTE, '1', 1000);
    expect(tracker.readyAt(ROUTE, '1', 1000)).toBe(NOT_BEFORE_AN_ANSWER);
  });

  it('keeps the place of what is answered at the reset, too', () => {
    const tracker = learned();
    const [first] = [1, 2, 3, 4].map(() => tracker.sent(ROUTE, '1', 900));
    // It may be the first of them to arrive: three more are counted after it.
    if (first) tracker.answered(first, answer(200, bucket(3, '0.500')), 1000);
    tracker.sent(ROUTE, '1', 1000);
    expect(tracker.readyAt(ROUTE, '1', 1000)).toBe(1500);
  });

  it('believes that others use it too', () => {
    const tracker = learned();
    tracker.answered(tracker.sent(ROUTE, '1', 0), answer(200, bucket(0, '4.000')), 10);
    expect(tracker.readyAt(ROUTE, '1', 10)).toBe(4010);
  });

  // Messages that are to be deleted count for another bucket once they are two weeks old: those of two readers alternate.
  it('that counts for another bucket by what is asked keeps no channel waiting for an answer that will not come', () => {
    const tracker = learned();
    for (let time = 2000; time < 2200; time += 20) {
      tracker.answered(tracker.sent(ROUTE, 'new', time), answer(200, bucket(4, '1.000')), time);
      expect(tracker.readyAt(ROUTE, 'old', time)).toBeLessThanOrEqual(3200);
      tracker.answered(tracker.sent(ROUTE, 'old', time), answer(200, bucket(4, '1.000', 'other')), time);
    }
    tracker.answered(tracker.sent(ROUTE, 'new', 3300), answer(200, bucket(4, '1.000')), 3300);
    expect(tracker.readyAt(ROUTE, 'old', 3300)).toBe(3300);
  });

  it('counts what was lost for as long as its bucket was ever seen to take', () => {
    const tracker = learned();
    const tickets = [1, 2, 3, 4].map(() => tracker.sent(ROUTE, '1', 1000));
    for (const ticket of [...tickets, tracker.sent(ROUTE, '1', 1000)]) tracker.lost(ticket, 1300);
    expect(tracker.readyAt(ROUTE, '1', 1300)).toBe(2300);
    expect(tracker.readyAt(ROUTE, '1', 2300)).toBe(2300);
  });
});

describe('a 429', () => {
  it.each<[string, ReturnType<typeof answer>, number]>([
    [
      'by its body',
      answer(429, { ...bucket(0, '9.000', 'other'), 'retry-after': '4' }, { retry_after: 3.25 }),
      3250,
    ],
    ['by its header', answer(429, { ...bucket(0, '9.000', 'other'), 'retry-after': '4' }), 4000],
    ['that says nothing', answer(429, bucket(0, '9.000', 'other')), 1000],
    [
      'shared with others',
      answer(429, { 'x-ratelimit-scope': 'shared' }, { retry_after: 2, global: false }),
      2000,
    ],
  ])('%s keeps its route and channel waiting', (_, refusal, waitMs) => {
    const tracker = learned();
    tracker.answered(tracker.sent(ROUTE, '1', 2000), refusal, 2000);
    expect(tracker.readyAt(ROUTE, '1', 2000)).toBe(2000 + waitMs);
    expect(tracker.readyAt(ROUTE, '2', 2000)).toBe(2000);
    expect(tracker.readyAt(ROUTE, '1', 2000 + waitMs)).toBe(2000 + waitMs);
  });

  it.each<[string, ReturnType<typeof answer>]>([
    ['by its body', answer(429, {}, { retry_after: 2, global: true })],
    ['by its scope', answer(429, { 'x-ratelimit-scope': 'global', 'retry-after': '2' })],
    ['from in front of Discord', answer(429, { 'retry-after': '2' })],
  ])('for everything, %s, keeps all but webhooks waiting', (_, refusal) => {
    const tracker = learned();
    tracker.answered(tracker.sent(ROUTE, '1', 0), refusal, 0);
    expect(tracker.readyAt('GET /users/@me', '', 0)).toBe(2000);
    expect(tracker.readyAt('POST /webhooks/{application}/{token}', 't', 0)).toBe(0);
  });

  it('of a route that nobody knows yet names its bucket', () => {
    const tracker = rateLimits();
    tracker.answered(tracker.sent(ROUTE, '1', 0), answer(429, bucket(0, '3.000'), { retry_after: 1 }), 0);
    expect(tracker.readyAt(ROUTE, '1', 0)).toBe(3000);
    expect(tracker.readyAt(ROUTE, '2', 0)).toBe(0);
  });
});

it('fifty places a second are counted from before a request to a second after its answer', () => {
  const tracker = learned();
  const tickets = Array.from({ length: 49 }, (_, index) => tracker.sent(ROUTE, String(index + 2), 0));
  expect(tracker.readyAt(ROUTE, '99', 100)).toBe(1030);
  for (const ticket of tickets) tracker.answered(ticket, answer(200, bucket(4, '1.000')), 700);
  tracker.sent(ROUTE, '99', 1030);
  expect(tracker.readyAt(ROUTE, '100', 1030)).toBe(1730);
  expect(tracker.readyAt(ROUTE, '100', 1730)).toBe(1730);
});

it('of more channels than are kept, none is forgotten while its places are taken, or a 429 of it holds', () => {
  const tracker = learned();
  tracker.answered(tracker.sent(ROUTE, 'full', 0), answer(200, bucket(0, '4.000')), 10);
  tracker.answered(
    tracker.sent(ROUTE, 'refused', 0),
    answer(429, bucket(4, '1.000'), { retry_after: 3 }),
    10,
  );
  for (let channel = 0; channel < 2500; channel++) {
    tracker.answered(tracker.sent(ROUTE, `other ${channel}`, 20), answer(200, bucket(4, '0.500')), 20);
  }
  expect(tracker.readyAt(ROUTE, 'full', 2000)).toBe(4010);
  expect(tracker.readyAt(ROUTE, 'refused', 2000)).toBe(3010);
  expect(tracker.readyAt(ROUTE, 'another', 2000)).toBe(2000);
});

it('what is told apart: method, template, and the channel, server or webhook', () => {
  const message = { channel: '5', message: '7' };
  expect(
    limitKey({ method: 'PATCH', route: '/channels/{channel}/messages/{message}', parameters: message }),
  ).toEqual({
    route: 'PATCH /channels/{channel}/messages/{message}',
    major: '5',
  });
  expect(
    limitKey({
      method: 'POST',
      route: '/webhooks/{application}/{token}',
      parameters: { application: '1', token: 'a' },
    }),
  ).toEqual({ route: 'POST /webhooks/{application}/{token}', major: 'a' });
  expect(limitKey({ method: 'POST', route: '/users/@me/channels' })).toEqual({
    route: 'POST /users/@me/channels',
    major: '',
  });
});

it('tells what is left of each bucket where it is fullest, what is under way, and how often Discord said no', () => {
  const tracker = learned();
  tracker.sent(ROUTE, '1', 10);
  const second = tracker.sent(ROUTE, '2', 10);
  tracker.sent(ROUTE, '1', 20);
  expect(tracker.figures(100)).toEqual({
    refused: 0,
    global: { used: 4, limit: 50 },
    buckets: [{ bucket: 'abc', routes: [ROUTE], limit: 5, left: 2, underWay: 3, resetInMs: 900 }],
  });
  tracker.answered(second, answer(429, bucket(0, '2.000')), 200);
  const after = tracker.figures(300);
  expect(after.refused).toBe(1);
  expect(after.buckets[0]?.underWay).toBe(2);
  // All places are free again, but for those that no answer has come to.
  expect(tracker.figures(10_000).buckets[0]).toMatchObject({ left: 3, resetInMs: 0 });
});
