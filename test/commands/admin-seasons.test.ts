// Seasons by staff: closed, with what is open settled first or void; opened, with ratings drawn to the start; their maps;
// their tables as files.
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { openingRating } from '../../src/ladder/season.ts';
import { exportContent } from '../../src/messages/staff-export.ts';
import { type DiscordStandIn, discordStandIn } from '../discord/discord-stand-in.ts';
import { untilWaiting } from '../lock-waits.ts';
import type { GivenOptions } from '../running-ladder.ts';
import { until } from '../until.ts';
import { ADMIN, type StaffedLadder, staffedLadder } from './staffed-ladder.ts';

let discord: DiscordStandIn;
let ladder: StaffedLadder;
beforeAll(async () => {
  discord = await discordStandIn(() => ({ status: 200, body: { id: '1' } }));
  ladder = await staffedLadder({ DISCORD_API_URL: discord.url, DISCORD_BOT_TOKEN: 'of the tests' });
  await ladder.operator.query('delete from places');
});
afterAll(async () => {
  await ladder.close();
  await discord.close();
});

const DEFERRED = 5;

/** In the reply, or edited into it: a busy machine takes longer for a large one than a reply may. */
async function exported(options: GivenOptions) {
  const before = discord.requests.length;
  const reply = await ladder.ask('admin export', options);
  if (reply.shown.type !== DEFERRED) {
    const [file] = reply.answer.files ?? [];
    if (!file) throw new Error('no file');
    return { text: reply.text, name: file.name, table: tableOf(file.type, await file.text()) };
  }
  // What is told meanwhile, the courier posts to the same Discord.
  const { body, files } = await until(() =>
    discord.requests.slice(before).find((request) => request.files.length > 0),
  );
  const [file] = files;
  if (!file) throw new Error('no file');
  const { content } = body as { readonly content: string };
  return { text: content, name: file.name, table: tableOf(file.type, new TextDecoder().decode(file.bytes)) };
}

function tableOf(type: string, text: string): readonly (readonly string[])[] {
  expect(type).toContain('text/csv');
  return text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
}

/** With no trigger run: what they do for each of some thousand rows is not asked here. */
async function withoutTriggers(...texts: readonly string[]): Promise<void> {
  await ladder.operator.query('set session_replication_role = replica');
  try {
    for (const text of texts) await ladder.operator.query(text);
  } finally {
    await ladder.operator.query('set session_replication_role = origin');
  }
}

test('the standings of a season are exported as they are', async () => {
  const file = await exported({ what: 'standings' });
  const { count } = await ladder.one('select count(*)::int from standings');
  expect(file.text).toMatch(
    new RegExp(`^Lines of the season .*: ${Number(count).toLocaleString('en-US')}\\.`),
  );
  expect(file.name).toMatch(/-standings\.csv$/);
  const [header, ...rows] = file.table;
  expect(header?.slice(0, 6).map((cell) => cell.replace('\ufeff', ''))).toEqual([
    'place',
    'player_id',
    'player',
    'country',
    'faction',
    'rating',
  ]);
  expect(rows).toHaveLength(Number(count));
  const { rows: ranked } = await ladder.operator.query(
    `select player_id, rating::text, faction from standings where ranked order by rating desc, last_played_at desc, id desc`,
  );
  expect(rows.slice(0, ranked.length).map((row) => [row[1], row[5], row[4]])).toEqual(
    ranked.map(({ player_id, rating, faction }) => [player_id, rating, faction]),
  );
});

test('the ledger is exported in the order in which it was written', async () => {
  const file = await exported({ what: 'ledger' });
  const { rows: all } = await ladder.operator.query<{ id: string }>(
    'select id::text from ledger order by ledger.id',
  );
  const [header, ...rows] = file.table;
  expect(header).toContain('change');
  expect(rows.map(([id]) => id)).toEqual(all.map(({ id }) => id));
  expect(file.text).not.toContain('part');
});

test('one longer than a file may be goes on in the next part, where that ends', async () => {
  // Rows that move nothing, of one standing.
  await withoutTriggers(
    `insert into ledger (standing_id, kind, before, delta, after)
     select id, 'adjustment', rating, 0, rating
     from (select id, rating from standings order by id limit 1) one, generate_series(1, 20100)`,
  );
  const { rows: all } = await ladder.operator.query<{ id: string }>(
    'select id::text from ledger order by ledger.id',
  );
  const file = await exported({ what: 'ledger', part: 2 });
  expect(file.text).toMatch(/This is part 2\.$/);
  expect(file.name).toMatch(/-ledger-2\.csv$/);
  const [, ...rows] = file.table;
  expect(rows.map(([id]) => id)).toEqual(all.slice(20_000).map(({ id }) => id));
  const first = { season: 'One', rows: 20_000, part: 1, more: true };
  expect(exportContent(first, 'en-US')).toBe(
    'Lines of the season **One**: 20,000. This is part 1. There are more: `part:2` has the next ones.',
  );
  await withoutTriggers(`delete from ledger where kind = 'adjustment' and delta = 0`);
});

test('a standing that rises between two parts is in one of them, and none is left out', async () => {
  // Newcomers, so that a part is full.
  const { last } = await ladder.one('select max(id)::text as last from players');
  await withoutTriggers(
    `with made as (
       insert into players (id) select ${last} + n from generate_series(1, 20000) n returning id
     )
     insert into standings (season_id, player_id, faction, rating, peak)
     select season.id, made.id, 'bw-zerg', start_rating, start_rating from made, seasons season`,
  );
  const part = async (number: number) => (await exported({ what: 'standings', part: number })).table.slice(1);
  const first = await part(1);
  expect(first).toHaveLength(20_000);
  // Within a part, in the order of places.
  expect(first[0]?.[0]).toBe('1');
  await ladder.operator.query(
    `insert into ledger (standing_id, kind, before, delta, after)
     select id, 'adjustment', rating, 2000, rating + 2000 from standings
     where not (player_id || ' ' || faction = any($1)) order by standings.id limit 1`,
    [first.map((row) => `${row[1]} ${row[4]}`)],
  );
  const rows = [...first, ...(await part(2))].map((row) => `${row[1]} ${row[4]}`);
  const { count } = await ladder.one('select count(*)::int from standings');
  expect(new Set(rows).size).toBe(rows.length);
  expect(rows).toHaveLength(Number(count));
  await withoutTriggers(
    `delete from ledger using standings where standing_id = standings.id and player_id > ${last}`,
    `delete from standings where player_id > ${last}`,
    `delete from players where id > ${last}`,
  );
});

test('a season is exported by its name, too; one that is none is not; its name is completed', async () => {
  expect((await ladder.ask('admin export', { what: 'ledger', season: 'none' })).text).toContain(
    'no such season',
  );
  const { name, slug } = await ladder.one('select name, slug from seasons');
  const typed = String(name).slice(0, 3).toUpperCase();
  const suggested = await ladder.complete(ADMIN, 'admin export', 'season', typed);
  expect(suggested.shown.data?.choices).toEqual([{ name, value: slug }]);
  expect((await exported({ what: 'ledger', season: String(name) })).name).toBe(`${slug}-ledger.csv`);
});

test('the maps of the open season are chosen from a menu, and confirmed', async () => {
  const menu = await ladder.ask('admin season maps');
  expect(menu.component('maps').options).toHaveLength(scEvo.maps.length);
  const question = await menu.click('maps', ['retro', 'radeon']);
  expect(question.text).toContain('Maps: Radeon, Retro');
  expect(question.text).toContain('then they are not paired');
  await question.click('Confirm');
  expect(await ladder.one('select maps from seasons')).toEqual({ maps: ['radeon', 'retro'] });
  const again = await ladder.ask('admin season maps');
  const chosen = again.component('maps').options?.filter((option) => option.default);
  expect(chosen?.map(({ value }) => value)).toEqual(['radeon', 'retro']);
});

test('a season with open matches is not closed, unless they are to be void', async () => {
  const [waiting] = ladder.pair();
  const match = await ladder.match(ladder.pair(), 'disputed');
  const proposed = await ladder.match(ladder.pair(), 'proposed');
  await ladder.queued(waiting);
  expect((await ladder.ask('admin season close')).text).toContain('Matches still open: 2');

  const question = await ladder.ask('admin season close', { 'void-open': true, pause: true });
  expect(question.text).toContain('Nothing can be played until the next one is opened.');
  expect(question.text).toContain('Open matches that become void: 2');
  expect(question.text).toContain('Players who leave the queue: 1');
  const live = await ladder.match(ladder.pair(), 'live');
  const done = await question.click('Confirm');
  expect(done.text).toContain('is closed');
  expect(done.text).toContain('Open matches that become void: 3');
  const { rows } = await ladder.operator.query('select state, ended_by from matches where id = any($1)', [
    [match, proposed, live],
  ]);
  expect(rows).toEqual(Array(3).fill({ state: 'void', ended_by: 'staff' }));
  expect(await ladder.one('select count(*)::int from places')).toEqual({ count: 0 });
  expect(await ladder.told(waiting)).toEqual(['removed-from-queue']);
  expect(
    await ladder.one(
      `select channel, details ->> 'name' = name as named from outbox, seasons where kind = 'season-closed'`,
    ),
  ).toEqual({ channel: 'match', named: true });
  expect(await ladder.faults()).toEqual([]);
});

test('closed, it is frozen and still readable; nothing is done in it any more', async () => {
  const { id } = await ladder.one(`select id from matches where state = 'decided' order by id limit 1`);
  expect((await ladder.ask('admin season close')).text).toContain('no open season');
  expect((await ladder.ask('admin season maps')).text).toContain('no open season');
  expect((await ladder.ask('admin void', { match: Number(id) })).text).toContain('This season is closed');
  const [player] = ladder.pair();
  const adjusting = { faction: 'bw-zerg', mode: 'add', value: 5, reason: 'x', user: { user: player.id } };
  expect((await ladder.ask('admin adjust', adjusting)).text).toContain('no open season');
  expect((await ladder.ask('admin snapshot')).text).toContain('No season is open');
  expect((await exported({ what: 'standings' })).table).not.toHaveLength(1);
});

test('the next one begins with ratings drawn to the start, by the same arithmetic as the rules', async () => {
  const { rows: closing } = await ladder.operator.query<{
    player_id: string;
    faction: string;
    rating: number;
  }>('select player_id, faction, rating from standings');
  const expected = closing
    .map(({ player_id, faction, rating }) => ({
      player_id,
      faction,
      rating: openingRating(rating, scEvo.rating.start, scEvo.season.drawnToStartPercent),
    }))
    .filter(({ rating }) => rating !== scEvo.rating.start);
  const question = await ladder.ask('admin season open', { name: 'Élan  Vital!', days: 30 });
  expect(question.text).toContain('Open the season Élan Vital\\!');
  expect(question.text).toContain(expected.length.toLocaleString('en-US'));
  const colleague = await ladder.ask('admin season open', { name: 'Another' });
  const done = await question.click('Confirm');
  expect(done.text).toContain('is open');
  expect(
    await ladder.one(
      `select slug, name, maps, start_rating, round(extract(epoch from ends_at - starts_at) / 86400)::int as days
       from seasons where closed_at is null`,
    ),
  ).toEqual({
    slug: 'elan-vital',
    name: 'Élan Vital!',
    maps: ['radeon', 'retro'],
    start_rating: 1500,
    days: 30,
  });
  const { rows: opened } = await ladder.operator.query(
    `select player_id, faction, rating from standings where season_id = (select id from seasons where closed_at is null)`,
  );
  const byKey = (list: readonly { player_id: string; faction: string }[]) =>
    list.toSorted((one, other) =>
      `${one.player_id} ${one.faction}`.localeCompare(`${other.player_id} ${other.faction}`),
    );
  expect(byKey(opened)).toEqual(byKey(expected));
  expect(
    await ladder.one(
      `select count(*)::int from standings where ranked and season_id = (select id from seasons where closed_at is null)`,
    ),
  ).toEqual({ count: 0 });
  expect(await ladder.one(`select details from outbox where kind = 'season-opened'`)).toEqual({
    details: { name: 'Élan Vital!' },
  });
  expect(await ladder.faults()).toEqual([]);

  expect((await colleague.click('Confirm')).text).toContain('A season is open already');
  expect((await ladder.ask('admin season open', { name: 'Third' })).text).toContain(
    'A season is open already',
  );
});

test('a name that a season had is not given again', async () => {
  expect((await ladder.ask('admin season close', { name: 'elan vital' })).text).toContain('Choose another');
  await ladder.act('admin season close', { pause: true });
  expect((await ladder.ask('admin season open', { name: 'elan vital' })).text).toContain('Choose another');
  const questions = [
    await ladder.ask('admin season open', { name: 'Third' }),
    await ladder.ask('admin season open', { name: 'Third' }),
  ];
  const done = await Promise.all(questions.map((question) => question.click('Confirm')));
  expect(done.filter(({ text }) => text.includes('is open\n'))).toHaveLength(1);
  expect(await ladder.one('select count(*)::int from seasons where closed_at is null')).toEqual({ count: 1 });
});

describe('closed with the next to follow', () => {
  const open = () =>
    ladder.one('select id, name, slug, starts_at, ends_at from seasons where closed_at is null');

  test('one act closes and opens: no moment is without a season, ratings are half-way, both are told', async () => {
    const [waiting] = ladder.pair();
    await ladder.queued(waiting);
    await ladder.told(waiting);
    const { rows } = await ladder.operator.query<{ rating: number }>(
      'select rating from standings where season_id = (select id from seasons where closed_at is null)',
    );
    const carried = rows.filter(({ rating }) => openingRating(rating, 1500, 50) !== 1500).length;
    expect(carried).toBeGreaterThan(0);
    const question = await ladder.ask('admin season close');
    expect(question.text).toContain('Close the season Third');
    expect(question.text).toContain('The season **Third 2** follows at once.');
    expect(question.text).toContain(`drawn towards the start value: ${carried.toLocaleString('en-US')}`);
    expect(question.text).not.toContain('Nothing can be played');
    const twice = await ladder.ask('admin season close');
    const done = await question.click('Confirm');
    expect(done.text).toContain('The season **Third 2** has begun.');
    expect((await twice.click('Confirm')).text).toContain('This season is closed');

    const { id, name, slug, starts_at, ends_at } = await open();
    expect([name, slug]).toEqual(['Third 2', 'third-2']);
    const days = (Number(ends_at) - Number(starts_at)) / 86_400_000;
    expect(days).toBe(scEvo.season.days);
    expect(
      await ladder.one(
        'select closed_at = $1 as same, name from seasons where closed_at is not null order by closed_at desc limit 1',
        [starts_at],
      ),
    ).toEqual({ same: true, name: 'Third' });
    expect(await ladder.one('select count(*)::int from standings where season_id = $1', [id])).toEqual({
      count: carried,
    });
    expect(await ladder.told(waiting)).toEqual(['removed-from-queue']);
    expect(
      await ladder.one(`select details from outbox where player_id = $1 order by id desc limit 1`, [
        waiting.id,
      ]),
    ).toEqual({ details: { season: 'Third', next: 'Third 2' } });
    const { rows: said } = await ladder.operator.query(
      `select kind, details ->> 'name' as name from outbox where kind like 'season-%' order by id desc limit 2`,
    );
    expect(said).toEqual([
      { kind: 'season-opened', name: 'Third 2' },
      { kind: 'season-closed', name: 'Third' },
    ]);
    expect((await ladder.command(waiting.id, 'queue')).text).not.toContain('no open season');
    expect(await ladder.faults()).toEqual([]);
  });

  test('by a name and for as long as staff say; where that name is taken meanwhile, nothing is closed', async () => {
    const question = await ladder.ask('admin season close', { name: 'Fourth', days: 10 });
    expect(question.text).toContain('**Fourth** follows');
    await ladder.operator.query(`update seasons set slug = 'fourth' where slug = 'third'`);
    expect((await question.click('Confirm')).text).toContain('Choose another');
    expect((await open())['name']).toBe('Third 2');
    await ladder.operator.query(`update seasons set slug = 'third' where slug = 'fourth'`);
    await ladder.act('admin season close', { name: 'Fourth', days: 10 });
    const { name, starts_at, ends_at } = await open();
    expect([name, (Number(ends_at) - Number(starts_at)) / 86_400_000]).toEqual(['Fourth', 10]);
  });

  test('by a name that addresses cannot hold: each has one of its own, and one name is given once', async () => {
    const named: [name: string, slug: unknown][] = [];
    for (const next of [{ name: 'Сезон 2' }, { name: '시즌 2' }, {}, { name: '夏' }, { name: '冬' }, {}]) {
      await ladder.act('admin season close', next);
      const { name, slug } = await open();
      named.push([String(name), slug]);
    }
    const day = String(named[3]?.[1]);
    expect(day).toMatch(/^season-\d{4}-\d\d-\d\d$/);
    expect(named).toEqual([
      ['Сезон 2', '2'],
      ['시즌 2', '2-2'],
      ['시즌 3', '2-3'],
      ['夏', day],
      ['冬', `${day}-2`],
      ['冬 2', `${day}-3`],
    ]);
    expect((await ladder.ask('admin season close', { name: '夏' })).text).toContain('Choose another');
    const question = await ladder.ask('admin season close', { name: '春' });
    await ladder.operator.query(`update seasons set name = '春' where slug = $1`, [day]);
    expect((await question.click('Confirm')).text).toContain('Choose another');
    expect((await open())['name']).toBe('冬 2');
    await ladder.act('admin season close', { name: 'Fifth' });
    expect(await ladder.faults()).toEqual([]);
  });

  test('who is banned, moves or plays meanwhile waits for it, or is waited for, and nobody for both', async () => {
    const [[banned, opponent], [mover]] = [ladder.pair(), ladder.pair()];
    const match = await ladder.match([banned, opponent], 'live');
    const other = new Client({ connectionString: ladder.databaseUrl });
    await other.connect();
    try {
      await other.query('begin');
      // As what he does begins: he has himself, and wants the season next.
      await other.query('select from players where id = any($1) order by id for no key update', [
        [banned.id, mover.id],
      ]);
      const closing = (await ladder.ask('admin season close', { 'void-open': true })).click('Confirm');
      await new Promise((resolve) => setTimeout(resolve, 300));
      const ban = other.query(`select refusal from staff_ban(1, $1, true, now())`, [
        JSON.stringify({ player: banned.id, seconds: 60, reason: 'x' }),
      ]);
      await ban;
      await other.query(`update players set country = 'SE' where id = $1`, [mover.id]);
      await other.query('commit');
      expect((await closing).text).toContain('has begun');
      expect(await ladder.one('select state from matches where id = $1', [match])).toEqual({ state: 'void' });
      const { rows } = await ladder.operator.query(
        'select distinct country from standings join seasons on seasons.id = season_id and closed_at is null where player_id = $1',
        [mover.id],
      );
      for (const { country } of rows) expect(country).toBe('SE');
      expect(await ladder.faults()).toEqual([]);
    } finally {
      await other.end();
    }
  });
});

test('both arithmetics are one, everywhere', async () => {
  for (const percent of [0, 25, 33, 50, 100]) {
    const { rows } = await ladder.operator.query<{ closing: number; opening: number }>(
      'select closing, opening_rating(closing, 1500, $1) as opening from generate_series(0, 3200) closing',
      [percent],
    );
    for (const { closing, opening } of rows)
      expect([percent, closing, opening]).toEqual([percent, closing, openingRating(closing, 1500, percent)]);
  }
});

test('who decides a match while the season is being closed is waited for, and the other way round', async () => {
  const match = await ladder.match(ladder.pair(), 'disputed');
  const { game } = await ladder.one('select game from seasons where closed_at is null');
  const other = new Client({ connectionString: ladder.databaseUrl });
  await other.connect();
  try {
    // Staff settle it, and have not committed yet: closing waits, and finds it decided.
    await other.query('begin');
    await other.query(`select staff_settle($1, 'first', $2, false, now())`, [match, ADMIN]);
    const question = await ladder.ask('admin season close', { 'void-open': true, pause: true });
    const closing = question.click('Confirm');
    await untilWaiting(ladder.operator);
    await other.query('commit');
    expect((await closing).text).not.toContain('become void');
    expect(await ladder.one('select state from matches where id = $1', [match])).toEqual({
      state: 'decided',
    });

    // The season is closed, and not committed yet: an undo waits, and finds it frozen.
    await ladder.operator.query(
      'update seasons set closed_at = null where id = (select max(id) from seasons)',
    );
    await other.query('begin');
    await other.query(`select staff_season_close($1, $2, true, now())`, [
      ADMIN,
      JSON.stringify({ game, voidOpen: true }),
    ]);
    const undo = (await ladder.ask('admin void', { match: Number(match) })).click('Confirm');
    await untilWaiting(ladder.operator);
    await other.query('commit');
    expect((await undo).text).toContain('This season is closed');
    expect(await ladder.faults()).toEqual([]);
  } finally {
    await other.end();
  }
});
