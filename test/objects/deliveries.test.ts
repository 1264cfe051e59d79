// A batch on its way to a Discord that answers as it is told to: what is written down of each announcement in the end.
import { expect, test } from 'vitest';
import type { Sent } from '../../src/discord/paced-send.ts';
import type { RestRequest } from '../../src/discord/rest.ts';
import { deliverBatch } from '../../src/objects/deliveries.ts';
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

async function delivered(announcement: DueAnnouncement, answers: readonly Sent[]) {
  const asked: RestRequest['method'][] = [];
  const [delivery] = await deliverBatch([announcement], {
    channels: { match: '7001', staff: '7002' },
    render: () => ({ content: 'as it stands' }),
    now: () => NOW,
    onError: (_, error) => {
      throw error;
    },
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

test('what was posted is known, though there is no time to make it say what is true by now', async () => {
  expect(await delivered(again, [made, postponed])).toMatchObject({
    asked: ['POST', 'PATCH'],
    delivery: { outcome: 'sent', message: { channelId: DIRECT, messageId: '9' } },
  });
});
