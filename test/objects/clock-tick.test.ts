// What one coming of the clock does to the database: on time, late, twice, or dying half-way. Time is the test's own.
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { games } from '../../src/games/index.ts';
import { clockTick, type TickSetting } from '../../src/objects/clock-tick.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { statementRunner } from '../statement-runner.ts';
import { waitingPlayers } from '../waiting-players.ts';

const [game] = games;
const { acceptSeconds, reminderSecondsLeft } = game.match;
/** The time of a wave. */
const WAVE = new Date('2026-11-25T12:00:00Z');
const after = (seconds: number) => new Date(WAVE.getTime() + seconds * 1000);

let database: TestDatabase;
let client: Client;
beforeEach(async () => {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

function setting(now: Date, run: TickSetting['run'] = statementRunner(client)): TickSetting {
  return { game, run, now, chance: () => 0 };
}

async function all<Row>(text: string): Promise<readonly Row[]> {
  return (await client.query(text)).rows as Row[];
}

const matches = () =>
  all<{ state: string; wave_at: Date; deadline: Date; map: string; server: string; players: string[] }>(
    `select state, wave_at, deadline, map, server,
       array(select player_id::text from match_players where match_id = id order by contestant) as players
     from matches order by id`,
  );
const said = () => all<{ kind: string; player_id: string }>('select kind, player_id from outbox order by id');

test('an empty queue: nothing happens, and nothing is to come', async () => {
  expect(await clockTick(null, setting(WAVE))).toEqual({
    wave: null,
    matchesEnded: 0,
    entriesEnded: 0,
    announced: false,
    next: { wave: null, at: null },
  });
});

test('the end of a season is told to staff, once, and is what the clock waits for until then', async () => {
  await client.query(
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
     values ($1, 's', 'The *first*', $2, $3, 1500, 14)`,
    [game.id, after(-1000), after(10)],
  );
  expect(await clockTick(null, setting(WAVE))).toMatchObject({
    announced: false,
    next: { wave: null, at: after(10) },
  });
  expect(await clockTick(null, setting(after(12)))).toMatchObject({
    announced: true,
    next: { wave: null, at: null },
  });
  await clockTick(null, setting(after(13)));
  expect(await all('select kind, channel, details from outbox')).toEqual([
    {
      kind: 'season-overdue',
      channel: 'staff',
      details: { name: 'The *first*', endsAt: expect.stringMatching(/^2026-11-25T12:00:10/) },
    },
  ]);
  // Closed in time, there is nothing to tell.
  await client.query('update seasons set closed_at = $1, end_told_at = null', [after(9)]);
  expect((await clockTick(null, setting(after(14)))).next.at).toBeNull();
  expect(await all('select from outbox')).toHaveLength(1);
});

test('a wave proposes matches between those who have waited for it, and tells both', async () => {
  const { ids } = await waitingPlayers(client, { game, count: 2, joinedAt: after(-1) });
  const ticked = await clockTick(WAVE, setting(after(0.2)));
  expect(ticked).toMatchObject({
    wave: { at: WAVE, waiting: 2, paired: 1 },
    announced: true,
    next: { wave: null, at: after(0.2 + acceptSeconds - reminderSecondsLeft) },
  });
  expect(await matches()).toEqual([
    {
      state: 'proposed',
      wave_at: WAVE,
      deadline: after(0.2 + acceptSeconds),
      // The season has none of its own: the game's, of which chance takes the first.
      map: game.maps[0]?.id,
      server: expect.any(String),
      // The game's first side first.
      players: [ids[1], ids[0]],
    },
  ]);
  expect(await said()).toEqual([
    { kind: 'match', player_id: ids[1] },
    { kind: 'match', player_id: ids[0] },
  ]);
});

test('before its time there is no wave, and the clock comes again for it', async () => {
  await waitingPlayers(client, { game, count: 2, joinedAt: after(-1) });
  const ticked = await clockTick(WAVE, setting(after(-0.005)));
  expect(ticked).toMatchObject({ wave: null, next: { wave: WAVE, at: WAVE } });
  expect(await matches()).toEqual([]);
});

test('who came after the time of a wave waits for the next, however late that one is', async () => {
  await waitingPlayers(client, { game, count: 2, joinedAt: after(3) });
  const late = await clockTick(WAVE, setting(after(4)));
  expect(late).toMatchObject({ wave: { waiting: 0, paired: 0 }, next: { wave: after(45), at: after(45) } });
  const next = await clockTick(after(45), setting(after(45)));
  expect(next.wave).toEqual({ at: after(45), waiting: 2, paired: 1 });
});

test('so late that others have passed: the last of them is made, once', async () => {
  await waitingPlayers(client, { game, count: 2, joinedAt: after(40) });
  const ticked = await clockTick(WAVE, setting(after(100)));
  expect(ticked.wave).toEqual({ at: after(90), waiting: 2, paired: 1 });
  expect(await matches()).toMatchObject([{ wave_at: after(90) }]);
});

test('twice is once', async () => {
  await waitingPlayers(client, { game, count: 5, joinedAt: after(-1) });
  const first = await clockTick(WAVE, setting(WAVE));
  const second = await clockTick(WAVE, setting(after(1)));
  expect(first.wave).toEqual({ at: WAVE, waiting: 5, paired: 2 });
  expect(second.wave).toEqual({ at: WAVE, waiting: 1, paired: 0 });
  expect(await matches()).toHaveLength(2);
  expect(await said()).toHaveLength(4);
  // Who is left waits for the next, and the reminder of the matches made before comes first.
  expect(second.next).toEqual({ wave: after(45), at: after(acceptSeconds - reminderSecondsLeft) });
});

test('dying before the matches are written leaves everybody waiting, and the next tick makes the same', async () => {
  const { ids } = await waitingPlayers(client, { game, count: 4, joinedAt: after(-1) });
  const run = statementRunner(client);
  const dying: TickSetting['run'] = async (statement) => {
    if (statement.name === 'clock.write-wave') throw new Error('the object is gone');
    return run(statement);
  };
  await expect(clockTick(WAVE, setting(WAVE, dying))).rejects.toThrow('gone');
  expect(await matches()).toEqual([]);
  expect((await clockTick(WAVE, setting(after(2)))).wave).toEqual({ at: WAVE, waiting: 4, paired: 2 });
  expect((await matches()).flatMap(({ players }) => players).sort()).toEqual([...ids].sort());
});

test('dying after they are written, without having heard so, makes them once', async () => {
  await waitingPlayers(client, { game, count: 4, joinedAt: after(-1) });
  const run = statementRunner(client);
  const dying: TickSetting['run'] = async (statement) => {
    const result = await run(statement);
    if (statement.name === 'clock.write-wave') throw new Error('the object is gone');
    return result;
  };
  await expect(clockTick(WAVE, setting(WAVE, dying))).rejects.toThrow('gone');
  const ticked = await clockTick(WAVE, setting(after(2)));
  expect(ticked).toMatchObject({ wave: { waiting: 0, paired: 0 }, announced: true });
  expect(ticked.next.at).toEqual(after(acceptSeconds - reminderSecondsLeft));
  expect(await matches()).toHaveLength(2);
});

test('a match that runs out: reminded, then off; who accepted waits again and is in the wave', async () => {
  const { ids } = await waitingPlayers(client, { game, count: 2, joinedAt: after(-1) });
  await clockTick(WAVE, setting(WAVE));
  await client.query(`update match_players set accepted_at = $1 where player_id = $2`, [after(5), ids[0]]);
  const reminded = await clockTick(null, setting(after(acceptSeconds - reminderSecondsLeft)));
  expect(reminded).toMatchObject({ matchesEnded: 0, next: { wave: null, at: after(acceptSeconds) } });
  const ended = await clockTick(null, setting(after(acceptSeconds)));
  // The wave after 60 s is that at 90 s.
  expect(ended).toMatchObject({ matchesEnded: 1, announced: true, next: { wave: after(90), at: after(90) } });
  expect((await said()).slice(2)).toEqual([
    { kind: 'reminder', player_id: ids[1] },
    { kind: 'match', player_id: ids[1] },
    { kind: 'match', player_id: ids[0] },
    { kind: 'left-queue', player_id: ids[1] },
    { kind: 'returned-to-queue', player_id: ids[0] },
  ]);
  expect((await clockTick(after(90), setting(after(90)))).wave).toEqual({
    at: after(90),
    waiting: 1,
    paired: 0,
  });
});

test('before the time to report is over, who has not reported is reminded, once; staff, of a dispute', async () => {
  const { ids } = await waitingPlayers(client, { game, count: 2, joinedAt: after(-1) });
  const { reportMinutes, reportReminderMinutesLeft, disputeHours, disputeReminderHoursLeft } = game.match;
  await clockTick(WAVE, setting(WAVE));
  const { rows } = await client.query<{ id: string }>('select max(id) as id from matches');
  const does = (player: string | undefined, event: string, result: string | null, at: Date) =>
    client.query('select match_act($1, $2, $3, $4, null, $5, $6, $7, 3)', [
      rows[0]?.id,
      player,
      event,
      result,
      at,
      reportMinutes,
      disputeHours,
    ]);
  for (const player of ids) await does(player, 'accept', null, after(10));
  const left = 60 * (reportMinutes - reportReminderMinutesLeft);
  expect((await clockTick(null, setting(after(40)))).next.at).toEqual(after(10 + left));
  await does(ids[0], 'report', 'win', after(60));
  await client.query('delete from outbox');
  const reminded = await clockTick(null, setting(after(10 + left)));
  expect(reminded).toMatchObject({ announced: true, next: { at: after(10 + 60 * reportMinutes) } });
  await clockTick(null, setting(after(20 + left)));
  expect(await said()).toEqual([{ kind: 'report-reminder', player_id: ids[1] }]);

  const reported = 30 + left;
  await does(ids[1], 'report', 'win', after(reported));
  const untilReminder = 3600 * (disputeHours - disputeReminderHoursLeft);
  expect((await clockTick(null, setting(after(reported + 1)))).next.at).toEqual(
    after(reported + untilReminder),
  );
  await client.query('delete from outbox');
  await clockTick(null, setting(after(reported + untilReminder)));
  await clockTick(null, setting(after(reported + untilReminder + 60)));
  expect(await said()).toEqual([{ kind: 'dispute-reminder', player_id: null }]);
});

test('who has waited too long is taken out', async () => {
  const { ids } = await waitingPlayers(client, {
    game,
    count: 1,
    joinedAt: after(-60 * game.queue.entryMinutes),
  });
  const seasonEnd = (await all<{ ends_at: Date }>('select ends_at from seasons'))[0]?.ends_at;
  const ticked = await clockTick(WAVE, setting(WAVE));
  expect(ticked).toMatchObject({
    entriesEnded: 1,
    wave: { waiting: 0 },
    next: { wave: null, at: seasonEnd },
  });
  expect(await said()).toEqual([{ kind: 'entry-ended', player_id: ids[0] }]);
});
