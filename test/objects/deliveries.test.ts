// A batch on its way to a Discord that answers as it is told to: what is written down of each announcement in the end.
import { expect, test } from 'vitest';
import type { Sent } from '../../src/discord/paced-send.ts';
import type { RestRequest } from '../../src/discord/rest.ts';
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

test('what was posted is known, though there is no time to make it say what is true by now', async () => {
  expect(await delivered(again, [made, postponed])).toMatchObject({
    asked: ['POST', 'PATCH'],
    delivery: { outcome: 'sent', message: { channelId: DIRECT, messageId: '9' } },
  });
});

test('what was posted and could not be made true is made so by the next about the same match', async () => {
  const match = { id: '7', players: { first: { playerId: again.playerId } } } as DueAnnouncement['match'];
  const asked: string[] = [];
  const answers: readonly Sent[] = [made, postponed, made];
  const deliveries = await deliverBatch(
    [
      { ...again, match },
      { ...again, id: '2', attempts: 0, match },
      { ...again, id: '3', attempts: 0, match },
    ],
    {
      ...setting,
      send: async ({ method, parameters }) => {
        asked.push(`${method} ${Object.values(parameters ?? {}).join(' ')}`);
        return answers[asked.length - 1] ?? postponed;
      },
    },
  );
  expect(asked).toEqual([`POST ${DIRECT}`, `PATCH ${DIRECT} 9`, `PATCH ${DIRECT} 9`]);
  expect(deliveries.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['1', 'sent'],
    ['2', 'sent'],
    ['3', 'sent'],
  ]);
});
