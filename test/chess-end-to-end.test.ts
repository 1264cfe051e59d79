// A match of quite another game, from /terms to its result, by the clock's waves and the courier's messages: no factions to
// choose, colours by lot, neither map nor server. Nothing of it is written for chess but its data.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DiscordServer, discordServer } from '../dev/discord-server.ts';
import { ladderFaults } from './ladder-faults.ts';
import { PlayerAtPlay, said, type Table } from './player-at-play.ts';
import { runningLadder } from './running-ladder.ts';
import { until } from './until.ts';

const MATCH_CHANNEL = '700000000000000001';

let table: Table;
let discord: DiscordServer;

beforeAll(async () => {
  discord = await discordServer();
  discord.addChannel(MATCH_CHANNEL, 'matches');
  const ladder = await runningLadder({
    players: 40,
    variables: {
      GAME: 'chess',
      WAVE_SECONDS: '2',
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      MATCH_CHANNEL_ID: MATCH_CHANNEL,
    },
  });
  await ladder.operator.query('delete from places where match_id is null');
  table = { ladder, discord };
});
afterAll(async () => {
  await table.ladder.close();
  await discord.close();
});

async function one<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row> {
  return (await table.ladder.operator.query(text, [...parameters])).rows[0];
}

test('two queue, a wave pairs them, colours are drawn, both accept, report, and are told', async () => {
  const [gustav, hanna] = [
    new PlayerAtPlay(table, { name: 'Gustav' }),
    new PlayerAtPlay(table, { name: 'Hanna' }),
  ];
  await Promise.all([gustav, hanna].map((player) => player.setsUp({ battleTag: false })));
  for (const player of [gustav, hanna]) await (await player.command('queue')).click('join');
  const match = await until(async () => {
    const place = await gustav.place();
    return place !== null && place !== 'waits' && place;
  });
  const played = await one<{ map: null; server: null; white: string; black: string }>(
    `select map, server, white.player_id as white, black.player_id as black from matches
     join match_players white on white.match_id = id and white.contestant = 'first'
     join match_players black on black.match_id = id and black.contestant = 'second' where id = $1`,
    [match],
  );
  expect([played.map, played.server]).toEqual([null, null]);
  const [white, black] = played.white === gustav.id ? [gustav, hanna] : [hanna, gustav];
  expect([played.white, played.black].toSorted()).toEqual([gustav.id, hanna.id].toSorted());

  // Each is told his colour and the stakes by the message that the courier has brought.
  const offered = JSON.stringify((await white.letter('accept')).message.json['embeds']);
  expect(offered).toContain('White');
  expect(offered).toMatch(/\+16/);
  expect(offered).not.toMatch(/Map|Server|BattleTag/);
  await white.presses('accept');
  await black.presses('accept');
  await black.reads(/Black/);
  await white.presses('win');
  await black.reads(`**${white.name}** reports to have **won**`);
  await black.presses('loss');
  expect(await one('select state, outcome, ended_by from matches where id = $1', [match])).toEqual({
    state: 'decided',
    outcome: 'first',
    ended_by: 'reports',
  });
  expect([await white.rating('chess'), await black.rating('chess')]).toEqual([1516, 1484]);
  await white.reads('You won against');
  const result = await until(() =>
    said(discord.channel(MATCH_CHANNEL)).find((text) => text.includes(`**${white.name}** (White) beat`)),
  );
  expect(result).toContain(`**${black.name}** (Black)`);
  await until(
    async () =>
      (
        await one<{ left: number }>(
          'select count(*)::int as left from outbox where sent_at is null and given_up_at is null',
        )
      ).left === 0,
  );
  expect(await one('select count(*)::int from outbox where given_up_at is not null')).toEqual({ count: 0 });
  expect(await ladderFaults(table.ladder.operator)).toEqual([]);
  expect(discord.complaints).toEqual([]);
});
