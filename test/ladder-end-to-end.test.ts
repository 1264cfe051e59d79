// A season as it is lived, from the first /terms to the next season, by signed interactions against the production
// Worker, with a Discord that keeps what it is sent: nobody reaches into the ladder but to move its deadlines.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DiscordServer, discordServer } from '../dev/discord-server.ts';
import type { LogLine } from '../dev/running-worker.ts';
import { ladderFaults } from './ladder-faults.ts';
import { found, PlayerAtPlay, pressed, said, type Table } from './player-at-play.ts';
import { type Reply, runningLadder } from './running-ladder.ts';
import { until } from './until.ts';

const OWNER = '900000000000000001';
const ADMIN = '900000000000000002';
const MATCH_CHANNEL = '700000000000000001';
const STAFF_CHANNEL = '700000000000000002';
const WAVE_SECONDS = 2;

/** What Workers that have ended have logged as errors. */
const errors: LogLine[] = [];
let table: Table;
let discord: DiscordServer;
let anna: PlayerAtPlay;
let bert: PlayerAtPlay;
let cleo: PlayerAtPlay;
let dora: PlayerAtPlay;
let erik: PlayerAtPlay;
let frida: PlayerAtPlay;

beforeAll(async () => {
  discord = await discordServer();
  discord.addChannel(MATCH_CHANNEL, 'matches');
  discord.addChannel(STAFF_CHANNEL, 'staff');
  const ladder = await runningLadder({
    players: 30,
    variables: {
      WAVE_SECONDS: String(WAVE_SECONDS),
      OWNER_ID: OWNER,
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      MATCH_CHANNEL_ID: MATCH_CHANNEL,
      STAFF_CHANNEL_ID: STAFF_CHANNEL,
    },
  });
  table = { ladder, discord };
  const player = (name: string) => new PlayerAtPlay(table, { name });
  [anna, bert, cleo, dora] = [player('Anna'), player('Bert'), player('Cleo'), player('Dora')];
  [erik, frida] = [player('Erik'), player('Frida')];
  // Those of the made-up season who wait would be paired with ours.
  await ladder.operator.query('delete from places where match_id is null');
  await (await ladder.command(OWNER, 'owner admin add', { user: { user: ADMIN } })).click('Confirm');
});
afterAll(async () => {
  await table.ladder.close();
  await discord.close();
});

async function one<Row>(text: string, parameters: readonly unknown[] = []): Promise<Row> {
  const { rows } = await table.ladder.operator.query(text, [...parameters]);
  return rows[0];
}

/** The clock comes round, as it does every minute and before every wave. */
const strikes = () => table.ladder.worker.wake('matchmaker');

/** What would take hours: the match's own moments are put back by so much. */
async function passes(match: string, seconds: number): Promise<void> {
  await table.ladder.operator.query(
    'update matches set deadline = deadline - make_interval(secs => $2) where id = $1',
    [match, seconds],
  );
  await strikes();
}

/** Both join, and are paired; gives the match. */
async function paired(first: PlayerAtPlay, second: PlayerAtPlay): Promise<string> {
  await first.queues('bw-zerg');
  await second.queues('sc2-terran');
  return until(async () => {
    const place = await first.place();
    return place !== null && place !== 'waits' && place === (await second.place()) && place;
  });
}

async function live(first: PlayerAtPlay, second: PlayerAtPlay): Promise<string> {
  const match = await paired(first, second);
  await first.presses('accept');
  await second.presses('accept');
  expect(await stateOf(match)).toBe('live');
  return match;
}

/** One reports, the other agrees. */
async function decides(winner: PlayerAtPlay, loser: PlayerAtPlay): Promise<void> {
  await winner.presses('win');
  await loser.presses('loss');
}

async function stateOf(match: string): Promise<string> {
  return (await one<{ state: string }>('select state from matches where id = $1', [match])).state;
}

async function staff(name: string, options?: Parameters<PlayerAtPlay['command']>[1]): Promise<Reply> {
  return (await table.ladder.command(ADMIN, name, options)).click('Confirm');
}

const matchChannel = () => said(discord.channel(MATCH_CHANNEL));

test('two set themselves up, queue, are matched at the announced wave, accept, play, report', async () => {
  await Promise.all([anna.setsUp(), bert.setsUp({ region: 'korea-japan', country: 'KR' })]);
  await anna.queues('bw-zerg');
  const waiting = await bert.queues('sc2-terran');
  const { message } = await anna.letter('accept');
  const match = String(await anna.place());
  const { wave_at: wave } = await one<{ wave_at: Date }>('select wave_at from matches where id = $1', [
    match,
  ]);
  const waves = [...JSON.stringify(waiting.shown).matchAll(/<t:(\d+):R>/g)].map(([, time]) => Number(time));
  expect(waves).toContain(wave.getTime() / 1000);
  // The stakes are there before anything is accepted; where and whom to find is not.
  const proposal = JSON.stringify(message.json['embeds']);
  expect(proposal).toMatch(/\+20/);
  expect(proposal).toMatch(/[-−]20/);
  expect(proposal).not.toContain('Bert#1234');

  await anna.presses('accept');
  await bert.presses('accept');
  const { map, server } = await one<{ map: string; server: string }>(
    'select map, server from matches where id = $1',
    [match],
  );
  expect(map).toBeTruthy();
  expect(server).toBeTruthy();
  await anna.reads('Bert#1234');
  await bert.reads('Anna#1234');

  await anna.presses('win');
  await bert.presses('loss');
  expect(await stateOf(match)).toBe('decided');
  expect([await anna.rating('bw-zerg'), await bert.rating('sc2-terran')]).toEqual([1520, 1480]);
  await until(() => matchChannel().some((text) => text.includes('Anna') && text.includes('Bert')));
  // What stands in her messages is the result, and the way to the next match.
  await until(() => found(anna.letters, (id) => id.startsWith('queue:') && id !== 'queue:again') === null);
  const next = await until(() => found(anna.letters, (id) => id === 'queue:again'));
  const panel = await pressed(
    table,
    { id: anna.id, direct: true, channelId: anna.letters.id },
    next.message,
    next.button,
  );
  expect(panel.text).toContain('You are not in the queue');
  expect(panel.components.map(({ label }) => label)).toContain('Join the queue');
});

test('a third pair disagrees, and is settled by one click in the staff channel', async () => {
  await Promise.all([cleo, dora, erik, frida].map((player) => player.setsUp()));
  const match = await live(erik, frida);
  await erik.presses('win');
  await frida.presses('win');
  expect(await stateOf(match)).toBe('disputed');
  // A dispute holds nobody.
  expect([await erik.place(), await frida.place()]).toEqual([null, null]);

  const settle = (outcome: string) =>
    until(() => found(discord.channel(STAFF_CHANNEL), (id) => id === `admin:settle:${match}:${outcome}`));
  const { message, button } = await settle('second');
  const stranger = await pressed(table, { id: erik.id, channelId: STAFF_CHANNEL }, message, button);
  expect(stranger.shown.type).toBe(4);
  expect(await stateOf(match)).toBe('disputed');
  await pressed(table, { id: ADMIN, channelId: STAFF_CHANNEL }, message, button);
  expect(await stateOf(match)).toBe('decided');
  expect([await erik.rating('bw-zerg'), await frida.rating('sc2-terran')]).toEqual([1480, 1520]);
  // Twice is once.
  const again = await pressed(table, { id: OWNER, channelId: STAFF_CHANNEL }, message, button);
  expect(again.shown.type).toBe(4);
  expect(await erik.rating('bw-zerg')).toBe(1480);
});

test('who does not show up leaves the queue; the other keeps his place', async () => {
  const match = await paired(anna, dora);
  await anna.presses('accept');
  const joined = await one<{ joined_at: Date }>('select joined_at from places where player_id = $1', [
    anna.id,
  ]);
  // Twenty seconds are left, and she is reminded.
  await passes(match, 45);
  await until(
    async () =>
      (await one<{ reminded: boolean }>('select reminded from matches where id = $1', [match])).reminded,
  );
  const { message: reminder } = await dora.letter('accept');
  expect(reminder).toBeTruthy();
  await passes(match, 30);
  await until(async () => (await stateOf(match)) === 'expired');
  expect(await dora.place()).toBe(null);
  const back = await one<{ joined_at: Date }>('select joined_at from places where player_id = $1', [anna.id]);
  expect(back).toEqual(joined);
  // Too late.
  expect((await dora.presses('accept')).shown.type).toBe(4);
  await (await anna.command('queue')).click('leave');
});

test('an abort takes two clicks, and moves no rating', async () => {
  const before = [await anna.rating('bw-zerg'), await bert.rating('sc2-terran')];
  const match = await live(anna, bert);
  const asked = await bert.presses('abort');
  expect(await stateOf(match)).toBe('live');
  await asked.click('abort-confirmed');
  expect(await stateOf(match)).toBe('aborted');
  expect([await anna.place(), await bert.place()]).toEqual([null, null]);
  expect([await anna.rating('bw-zerg'), await bert.rating('sc2-terran')]).toEqual(before);
  await until(() => found(anna.letters, (id) => id.startsWith(`queue:win:${match}`)) === null);
});

test('whose direct messages are closed is called in the match channel, and plays from there', async () => {
  discord.refuseDirect(cleo.id);
  const match = await paired(cleo, dora);
  const here = () => found(discord.channel(MATCH_CHANNEL), (id) => id === `queue:accept:${match}:${cleo.id}`);
  const { message, button } = await until(here, 20_000);
  expect(message.json['content']).toContain(`<@${cleo.id}>`);
  const other = await pressed(table, { id: dora.id, channelId: MATCH_CHANNEL }, message, button);
  expect(other.shown.type).toBe(4);
  await pressed(table, { id: cleo.id, channelId: MATCH_CHANNEL }, message, button);
  await dora.presses('accept');
  expect(await stateOf(match)).toBe('live');
  await dora.reads('Cleo#1234');
  const wins = await until(
    () => found(discord.channel(MATCH_CHANNEL), (id) => id === `queue:win:${match}:${cleo.id}`),
    20_000,
  );
  expect(JSON.stringify(wins.message.json['embeds'])).toContain('`/queue`');
  await pressed(table, { id: cleo.id, channelId: MATCH_CHANNEL }, wins.message, wins.button);
  // Everybody reads the channel: what Dora is called in the game is told to Cleo alone.
  expect((await cleo.command('queue')).text).toContain('Dora#1234');
  // The other says nothing: after two hours one report stands alone.
  await passes(match, 2 * 3600);
  await until(async () => (await stateOf(match)) === 'decided');
  const wasShown = discord.channel(MATCH_CHANNEL).messages.map(({ json, history }) => [json, history]);
  expect(JSON.stringify(wasShown)).not.toMatch(/(Cleo|Dora)#1234/);
  discord.allowDirect(cleo.id);
});

test('a Worker that ends with matches open is followed by one that goes on', async () => {
  const begun = await live(anna, dora);
  const offered = await paired(cleo, bert);
  errors.push(...table.ladder.worker.log.filter(({ level }) => level === 'error'));
  await table.ladder.restart();
  // Its objects' alarms are gone with it; Cloudflare's clock strikes every minute.
  await table.ladder.worker.strike(new Date());
  await cleo.presses('accept');
  await bert.presses('accept');
  expect(await stateOf(offered)).toBe('live');
  await decides(dora, anna);
  expect(await stateOf(begun)).toBe('decided');
  await decides(cleo, bert);
  expect(await stateOf(offered)).toBe('decided');
});

test('staff take back a match that was followed by others; every standing is right', async () => {
  const [first] = (
    await table.ladder.operator.query<{ match_id: string }>(
      'select min(match_id) as match_id from match_players where player_id = $1',
      [anna.id],
    )
  ).rows;
  const before = [await anna.rating('bw-zerg'), await bert.rating('sc2-terran')];
  const undone = await staff('admin void', { match: Number(first?.match_id) });
  expect(undone.components).toEqual([]);
  expect(await stateOf(String(first?.match_id))).toBe('void');
  expect([await anna.rating('bw-zerg'), await bert.rating('sc2-terran')]).toEqual([
    (before[0] ?? 0) - 20,
    (before[1] ?? 0) + 20,
  ]);
});

test('everybody can read what happened', async () => {
  const rating = String(await dora.rating('sc2-terran'));
  const spelled = Number(rating).toLocaleString('en-US');
  expect((await dora.command('profile')).text).toContain(spelled);
  const history = await dora.command('history');
  expect(history.text).toContain('Cleo');
  expect(history.text).toContain('Anna');
  expect((await dora.command('leaderboard', { country: 'FR' })).text).toContain('Dora');
  const versus = await dora.command('versus', { player: 'Cleo' });
  expect(versus.text).toContain('Cleo');
});

test('the season closes, the next one opens, and begins half-way to the start', async () => {
  const rating = await dora.rating('sc2-terran');
  // What the made-up season has left open is not ours to play to its end.
  const closed = await staff('admin season close', { 'void-open': true, name: 'The next one' });
  expect(closed.text).toMatch(/closed/i);
  expect(closed.text).toContain('The season **The next one** has begun.');
  expect(await dora.rating('sc2-terran')).toBe(1500 + Math.floor(((rating - 1500) * 50 + 49) / 100));
  await until(() => matchChannel().some((text) => text.includes('The next one')));
  const match = await live(anna, bert);
  await decides(bert, anna);
  expect(await stateOf(match)).toBe('decided');
});

test('all of it is consistent, and was said once', async () => {
  const { operator } = table.ladder;
  await until(async () => {
    const { rows } = await operator.query('select from outbox where sent_at is null and given_up_at is null');
    return rows.length === 0;
  }, 30_000);
  expect(await ladderFaults(operator)).toEqual([]);
  // Edited as often as need be, and reported as often as somebody changes his mind: everything else is said once.
  const { rows: doubled } = await operator.query(
    `select match_id, kind, player_id, channel from outbox
     where match_id is not null and kind not in ('match', 'dispute', 'opponent-reported')
     group by 1, 2, 3, 4 having count(*) > 1`,
  );
  expect(doubled).toEqual([]);
  const { rows: lost } = await operator.query('select kind, fault from outbox where given_up_at is not null');
  expect(lost).toEqual([]);
  // No message of a channel comes from nowhere, and none twice.
  for (const player of [anna, bert, cleo, dora, erik, frida]) {
    const known = await operator.query(
      'select count(distinct message_id)::int as messages from outbox where channel_id = $1',
      [player.letters.id],
    );
    const sent = player.letters.messages.filter(({ json }) => json['interaction_metadata'] === undefined);
    expect(sent.length, player.name).toBe(known.rows[0].messages);
  }
  expect(discord.complaints).toEqual([]);
  errors.push(...table.ladder.worker.log.filter(({ level }) => level === 'error'));
  expect(errors).toEqual([]);
});
