// Two couriers at once, as for a moment during a deployment, and one that dies before it has written down what it did:
// each step of each by hand, with PostgreSQL before them and the local Discord behind them. What shows a match is one
// message all the same, of one row, and shows what is true.
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DiscordServer, discordServer } from '../../dev/discord-server.ts';
import type { PacedSend } from '../../src/discord/paced-send.ts';
import { DiscordFailure, discordSend } from '../../src/discord/rest.ts';
import { announcementMessage } from '../../src/messages/announcement.ts';
import { deliverBatch } from '../../src/objects/deliveries.ts';
import { dueAnnouncements, recordDeliveries } from '../../src/sql/outbox.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { act, game, NOON, newMatch, openWorld, pair } from '../sql/match-world.ts';
import { statementRunner } from '../statement-runner.ts';

let database: TestDatabase;
let client: Client;
let discord: DiscordServer;
let anna: string;
let bert: string;
let match: string;
beforeAll(async () => {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
  discord = await discordServer();
});
afterAll(async () => {
  await discord.close();
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  await client.query('delete from outbox');
  const world = await openWorld(client, 2);
  [anna = '', bert = ''] = world.players;
  for (const id of world.players) {
    await client.query('update players set direct_channel_id = $2 where id = $1', [
      id,
      discord.direct(id).id,
    ]);
  }
  const sides = [
    { player: anna, faction: 'bw-zerg' },
    { player: bert, faction: 'sc2-zerg' },
  ] as const;
  match = await newMatch(client, world, pair(...sides), NOON);
  // What Bert is told is not looked at.
  await client.query('delete from outbox where player_id = $1', [bert]);
});

const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);
const shown = () => discord.direct(anna).messages.map(({ json }) => JSON.stringify(json));
const EVERYTHING = 100;

/** What one of them has read, sent, and not written down yet. */
async function delivered(at: Date): Promise<() => Promise<unknown>> {
  const attempt = discordSend({ baseUrl: discord.url, botToken: discord.botToken });
  const send: PacedSend = async (request) => {
    try {
      return { kind: 'answered', answer: await attempt(request) };
    } catch (error) {
      if (!(error instanceof DiscordFailure)) throw error;
      return { kind: 'lost', failure: error };
    }
  };
  const { announcements } = await statementRunner(client)(dueAnnouncements(at, EVERYTHING));
  const deliveries = await deliverBatch(announcements, {
    send,
    channels: { match: null, staff: null },
    render: (announcement, place) => announcementMessage(announcement, place, game),
    now: () => at.getTime(),
    onError: (_, error) => {
      throw error;
    },
  });
  return () => statementRunner(client)(recordDeliveries(deliveries, at, null));
}

/** Of the match's rows to Anna, which message each has made; none waits. */
async function rows(): Promise<readonly (string | null)[]> {
  const { rows } = await client.query<{ message_id: string | null; sent: boolean }>(
    `select message_id, sent_at is not null as sent from outbox where player_id = $1 and kind = 'match' order by id`,
    [anna],
  );
  expect(rows.filter(({ sent }) => !sent)).toEqual([]);
  return rows.map(({ message_id }) => message_id);
}

test('dead before it is written down: sent again it is the message of before, made to say what is true by now', async () => {
  await delivered(after(1));
  await act(client, match, bert, 'accept', after(2));
  expect(shown()).toEqual([expect.not.stringContaining('has accepted and waits for you')]);
  await (await delivered(after(3)))();
  expect(shown()).toEqual([expect.stringContaining('has accepted and waits for you')]);
  expect(await rows()).toEqual([discord.direct(anna).messages[0]?.id, null]);
});

test.each([
  ['the one that has sent it anew', [0, 1]],
  ['the one that has tried it again', [1, 0]],
] as const)(
  'an offer that arrived unheard, sent anew by one while another tries it again, is one row’s; first written down by %s',
  async (_, order) => {
    discord.disturb({ fault: 'lost' });
    await (await delivered(after(1)))();
    await act(client, match, bert, 'accept', after(1.5));
    // Before it is time to try the first one again: the second is pressing, and passes it by.
    const anew = await delivered(after(1.6));
    const again = await delivered(after(3));
    for (const place of order) await [anew, again][place]?.();
    expect(shown()).toEqual([expect.stringContaining('has accepted and waits for you')]);
    expect((await rows()).filter((message) => message !== null)).toEqual([
      discord.direct(anna).messages[0]?.id,
    ]);
  },
);
