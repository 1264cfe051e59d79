// A batch on its way to a Discord that answers as it is told to: what is written down of each announcement in the end.
import { expect, test } from 'vitest';
import type { Sent } from '../../src/discord/paced-send.ts';
import { DiscordFailure, type RestRequest } from '../../src/discord/rest.ts';
import { type DeliverySetting, deliverBatch } from '../../src/objects/deliveries.ts';
import type { DueAnnouncement } from '../../src/sql/outbox.ts';

const NOW = Date.UTC(2026, 10, 25);
const DIRECT = '5001';
/** Tried before, by a post whose answer was lost. */
const again: DueAnnouncement = {
  id: '1',
  kind: 'match',
  playerId: '200000000000000001',
  channel: null,
  details: {},
  attempts: 1,
  placed: false,
  locale: 'en-US',
  directChannelId: DIRECT,
  ownMessage: null,
  match: null,
};
const made: Sent = {
  kind: 'answered',
  answer: { status: 200, headers: new Headers(), body: { id: '9' }, failure: null },
};
const postponed: Sent = { kind: 'postponed', untilMs: NOW + 30_000 };

const setting: Omit<DeliverySetting, 'send'> = {
  channels: { match: '7001', staff: '7002' },
  render: () => ({ content: 'as it stands' }),
  now: () => NOW,
  onError: (_, error) => {
    throw error;
  },
};

async function delivered(announcement: DueAnnouncement, answers: readonly Sent[]) {
  const asked: RestRequest['method'][] = [];
  const [delivery] = await deliverBatch([announcement], {
    ...setting,
    send: async ({ method }) => {
      const answer = answers[asked.length];
      if (answer === undefined) throw new Error(`nobody expected ${method}`);
      asked.push(method);
      return answer;
    },
  });
  return { asked, delivery };
}

test('what Discord has no time for waits until it has, and counts as no attempt', async () => {
  expect(await delivered(again, [postponed])).toMatchObject({
    asked: ['POST'],
    delivery: { outcome: 'later', due: new Date(NOW + 30_000), tried: false, message: null },
  });
});

test('a channel that Discord gives again and does not know is opened once', async () => {
  const failure = new DiscordFailure({
    status: 404,
    code: 10_003,
    route: 'x',
    reason: 'Unknown Channel',
    retryAfterMs: null,
  });
  const unknown: Sent = {
    kind: 'answered',
    answer: { status: 404, headers: new Headers(), body: null, failure },
  };
  const given: Sent = {
    kind: 'answered',
    answer: { status: 200, headers: new Headers(), body: { id: DIRECT }, failure: null },
  };
  // Posted, opened, posted there; then he is called.
  expect(await delivered({ ...again, kind: 'live' }, [unknown, given, unknown, made])).toMatchObject({
    asked: ['POST', 'POST', 'POST', 'POST'],
    delivery: { outcome: 'sent', message: { channelId: '7001', messageId: '9' } },
  });
});

/** Several rows about one match, answered in turn: what was asked, and what is written down. */
async function aboutOne(count: number, answers: readonly Sent[]) {
  const match = { id: '7', players: { first: { playerId: again.playerId } } } as DueAnnouncement['match'];
  const asked: string[] = [];
  const rows = Array.from({ length: count }, (_, place) => ({ ...again, id: String(place + 1), match }));
  const deliveries = await deliverBatch(rows, {
    ...setting,
    send: async ({ method, parameters }) => {
      asked.push(`${method} ${Object.values(parameters ?? {}).join(' ')}`);
      return answers[asked.length - 1] ?? postponed;
    },
  });
  return {
    asked,
    written: deliveries.map(({ id, outcome, message }) => [id, outcome, message?.messageId ?? null]),
  };
}

test('what is posted may stand already, as it was: the next about it makes it true, and those behind are the same', async () => {
  expect(await aboutOne(4, [made, made])).toEqual({
    asked: [`POST ${DIRECT}`, `PATCH ${DIRECT} 9`],
    written: [
      ['1', 'sent', '9'],
      ['2', 'sent', null],
      ['3', 'sent', null],
      ['4', 'sent', null],
    ],
  });
});

test('what was posted is known, though there is no time to make it say what is true by now', async () => {
  expect(await aboutOne(3, [made, postponed])).toEqual({
    asked: [`POST ${DIRECT}`, `PATCH ${DIRECT} 9`],
    written: [
      ['1', 'sent', '9'],
      ['2', 'later', null],
    ],
  });
});
