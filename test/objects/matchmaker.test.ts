// The clock on real workerd: waves at the time that was told, however it is woken, and whatever the database does.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LogLine } from '../../dev/running-worker.ts';
import { games } from '../../src/games/index.ts';
import { waveNumber } from '../../src/ladder/wave.ts';
import { noneOpen, press } from '../commands/offered-match.ts';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import { until } from '../until.ts';
import { waitingPlayers } from '../waiting-players.ts';

const [game] = games;
const WAVE_SECONDS = 1;
const OWNER = '900000000000000001';
const WAVE_MS = WAVE_SECONDS * 1000;

let ladder: RunningLadder;
let lastId = 500_000_000_000_000_000n;
beforeAll(async () => {
  ladder = await runningLadder({
    players: 30,
    variables: { WAVE_SECONDS: String(WAVE_SECONDS), OWNER_ID: OWNER },
  });
});
afterAll(() => ladder.close());
// What a test has left would come by itself in the next.
afterEach(() => noneOpen(ladder));

async function join(count: number): Promise<readonly string[]> {
  const firstId = lastId + 1n;
  lastId += BigInt(count);
  const { ids } = await waitingPlayers(ladder.operator, { game, count, joinedAt: new Date(), firstId });
  return ids;
}

async function matchesOf(ids: readonly string[]) {
  const { rows } = await ladder.operator.query<{ wave_at: Date; players: string[] }>(
    `select wave_at, array_agg(player_id::text) as players
     from matches join match_players on match_id = id where player_id = any($1::bigint[]) group by id`,
    [ids],
  );
  return rows;
}

/** Lines of the log from now on. */
function logFrom(): (event: string) => readonly LogLine[] {
  const { log } = ladder.worker;
  const seen = log.length;
  return (event) => log.slice(seen).filter((line) => line.event === event);
}

const strikes = (at: Date, { worker } = ladder) => worker.strike(at);
const minute = () => strikes(new Date());

test('woken, it makes the next wave at its time', async () => {
  const log = logFrom();
  const joined = Date.now();
  const ids = await join(2);
  await ladder.worker.wake('matchmaker');
  // Two clicks are one wave.
  await ladder.worker.wake('matchmaker');
  const match = await until(async () => (await matchesOf(ids))[0]);
  const number = waveNumber(new Date(joined), WAVE_SECONDS);
  // Joining may have taken until after a wave.
  expect(match.wave_at.getTime() % WAVE_MS).toBe(0);
  expect(waveNumber(match.wave_at, WAVE_SECONDS)).toBeGreaterThan(number);
  const line = await until(() => log('wave')[0]);
  expect(line).toMatchObject({
    level: 'info',
    at: match.wave_at.toISOString(),
    waiting: 2,
    paired: 1,
    roundTrips: 2,
  });
  expect(line['lateMs']).toBeGreaterThanOrEqual(0);
});

test('whoever is left waits for the waves after it; when nobody does, there are none', async () => {
  const log = logFrom();
  await join(1);
  await ladder.worker.wake('matchmaker');
  await until(() => log('wave').length === 2, 3 * WAVE_MS + 5_000);
  const [first, second] = log('wave').map(({ at }) => Date.parse(String(at)));
  expect(second).toBe(Number(first) + WAVE_MS);
  await ladder.operator.query('delete from places');
  await until(() => log('wave').length === 3);
  await new Promise((resolve) => setTimeout(resolve, WAVE_MS + 500));
  expect(log('wave')).toHaveLength(3);
});

test('whatever else the minute has to do may fail: it looks all the same', async () => {
  const log = logFrom();
  const ids = await join(2);
  await ladder.operator.query('alter function unrank_idle rename to unrank_idle_away');
  try {
    await minute();
    await until(async () => (await matchesOf(ids)).length === 1);
    expect(await until(() => log('upkeep')[0])).toMatchObject({ level: 'error', part: 'unrank' });
  } finally {
    await ladder.operator.query('alter function unrank_idle_away rename to unrank_idle');
  }
  // Nothing is to come any more, as before.
  await noneOpen(ladder);
  await ladder.worker.wake('matchmaker');
  await until(() => log('wave').some(({ waiting }) => waiting === 0));
});

test('a wake that was lost is made good by the minute', async () => {
  const ids = await join(2);
  await minute();
  await until(async () => (await matchesOf(ids)).length === 1);
});

/** Two who are offered a match; nothing is to come but its reminder. Gives it, and the lines of the log from then on. */
async function offered() {
  const ids = await join(2);
  await ladder.worker.wake('matchmaker');
  await until(async () => (await matchesOf(ids)).length === 1);
  const { rows } = await ladder.operator.query<{ id: string }>(
    'select match_id as id from places where player_id = $1',
    [ids[0]],
  );
  await new Promise((resolve) => setTimeout(resolve, WAVE_MS + 500));
  return { ids, match: rows[0]?.id ?? '', log: logFrom() };
}

test('who comes back because the other has declined is in the next wave', async () => {
  const { ids, match, log } = await offered();
  expect((await press(ladder, ids[0] ?? '', 'decline', match)).text).toContain('You declined it');
  expect(await until(() => log('wave')[0])).toMatchObject({ waiting: 1 });
});

test('who comes back because staff have voided the match is in the next wave', async () => {
  const { match, log } = await offered();
  await (await ladder.command(OWNER, 'admin void', { match: Number(match) })).click('Confirm');
  expect(await until(() => log('wave')[0])).toMatchObject({ waiting: 2 });
});

test('who comes back because the other is banned is in the next wave', async () => {
  const { ids, log } = await offered();
  const ban = { user: { user: ids[0] ?? '' }, reason: 'a test' };
  await (await ladder.command(OWNER, 'admin ban', ban)).click('Confirm');
  expect(await until(() => log('wave')[0])).toMatchObject({ waiting: 1 });
});

test('who waits and looks at the queue is in the next wave, even if nobody has told of him', async () => {
  const [one = ''] = await join(1);
  const log = logFrom();
  expect((await ladder.command(one, 'queue')).text).toContain('You joined the queue');
  expect(await until(() => log('wave')[0])).toMatchObject({ waiting: 1 });
});

test('where the database may sleep it is left alone, but for once an hour', async () => {
  const sleepy = await runningLadder({ players: 30, variables: { WAVE_SECONDS: '1', KEEP_WARM: 'false' } });
  try {
    await sleepy.operator.query('delete from places');
    await sleepy.operator.query(
      `update matches set state = 'void', deadline = null, ended_at = now(), ended_by = 'staff' where deadline is not null`,
    );
    sleepy.wire.reset();
    await strikes(new Date('2026-11-25T12:17:00Z'), sleepy);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(sleepy.wire.figures().roundTrips).toBe(0);

    await waitingPlayers(sleepy.operator, { game, count: 2, joinedAt: new Date(), firstId: lastId + 1n });
    await strikes(new Date('2026-11-25T13:00:00Z'), sleepy);
    await until(() => sleepy.worker.log.some(({ event, paired }) => event === 'wave' && paired === 1));
  } finally {
    await sleepy.close();
  }
});

test('a database that is gone at the time of a wave: it is made when it is back, once', async () => {
  const log = logFrom();
  const ids = await join(2);
  await ladder.wire.refuse();
  ladder.wire.cut();
  await ladder.worker.wake('matchmaker');
  await until(() => log('clock').some(({ level }) => level === 'error'), 30_000);
  await ladder.wire.accept();
  expect(await until(async () => (await matchesOf(ids)).length, 20_000)).toBe(1);
});

test('500 matches are one wave, in two round trips', async () => {
  const log = logFrom();
  const ids = await join(1_000);
  ladder.wire.reset();
  await ladder.worker.wake('matchmaker');
  const line = await until(() => log('wave').find(({ waiting }) => waiting === 1_000));
  expect(line).toMatchObject({ paired: 500, roundTrips: 2 });
  expect(ladder.wire.figures().roundTrips).toBeLessThanOrEqual(3);
  expect(await matchesOf(ids)).toHaveLength(500);
});
