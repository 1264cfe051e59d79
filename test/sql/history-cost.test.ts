// No page of a history reads more than a page's worth and its picture's, however much its player has played and however
// deep it lies, nor does a profile; and two players against each other read their meetings alone. Rows that PostgreSQL
// really read, counted by itself.
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { games } from '../../src/games/index.ts';
import type { HistoryAnchor } from '../../src/ladder/history.ts';
import { headToHead } from '../../src/sql/head-to-head.ts';
import '../../src/commands/profile.ts';
import { definedStatements } from '../../src/postgres/statement.ts';
import { playerHistory } from '../../src/sql/history.ts';
import { publicPlayer } from '../../src/sql/public-player.ts';
import { seededClient } from '../seeded-client.ts';
import { rowsFetched, rowsRead } from './plan-rows.ts';

const [game] = games;
const NOW = new Date();
const MORE_MATCHES = 20_000;
const MORE_PLAYERS = 5_000;
const { strong, ordinary } = demonstrationPlayers;
/** Eleven matches with both players, the ledger's rows and the opponents' names, and the player's standings. */
const MOST_ROWS = 150;
/** A row of the ledger for each point of the picture, and the two ends of each line. */
const PICTURE_ROWS = 240 + 2 * 6;

/** Twenty matches and their ledger, and of the last 1,000 on which day each was. */
const WEB_PAGE_ROWS = 3 * 1_000 + 20 * 10;

/** Ten times the matches of the others. */
const LONG = ['the newest', 'older, half-way'];

const client = await seededClient({ players: 300, game });

/**
 * More matches of the strong one, more players besides, and nothing else of them: what is counted is reading. No table
 * is left so small that PostgreSQL rightly reads it as a whole.
 */
async function grow(): Promise<void> {
  await client.query('begin');
  await client.query('set local session_replication_role = replica');
  await client.query(
    `with newcomer as (
       insert into players (id) select (select max(id) from players) + n from generate_series(1, $1::int) n returning id
     )
     insert into standings (season_id, player_id, faction, rating, peak)
     select season.id, newcomer.id, $2, start_rating, start_rating from newcomer, seasons season`,
    [MORE_PLAYERS, game.factions[0]?.id],
  );
  await client.query(
    `create temporary table copied on commit drop as
       select nextval('matches_id_seq') as id, old.id as old from generate_series(1, $2::int) n
       join lateral (
         select id, row_number() over (order by id) as turn, count(*) over () as all
         from matches join match_players on match_id = id where player_id = $1 and state = 'decided'
           and opponent_id <> $3
       ) old on old.turn = 1 + n % old.all`,
    [strong.id, MORE_MATCHES, ordinary.id],
  );
  for (const [table, key] of [
    ['matches', 'id'],
    ['match_players', 'match_id'],
    ['ledger', 'match_id'],
  ] as const) {
    const { rows } = await client.query<{ names: string; values: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as names,
         string_agg(case attname when $2 then 'copied.id' else 'old.' || quote_ident(attname) end, ', ' order by attnum) as values
       from pg_attribute where attrelid = $1::text::regclass and attnum > 0 and not attisdropped
         and ($1, attname::text) <> ('ledger', 'id')`,
      [table, key],
    );
    await client.query(
      `insert into ${table} (${rows[0]?.names})
       select ${rows[0]?.values} from copied join ${table} old on old.${key} = copied.old order by copied.id`,
    );
  }
  await client.query('commit');
  await client.query('vacuum (analyze)');
}

async function anchors(): Promise<Readonly<Record<string, HistoryAnchor>>> {
  const { rows } = await client.query<{ id: string }>(
    'select match_id as id from match_players where player_id = $1 order by match_id desc',
    [strong.id],
  );
  const at = (share: number) => rows[Math.floor((rows.length - 1) * share)]?.id ?? '';
  return {
    'the newest': { at: 'top' },
    'older than the newest': { at: 'older', matchId: at(0) },
    'older, half-way': { at: 'older', matchId: at(0.5) },
    'newer, half-way': { at: 'newer', matchId: at(0.5) },
    'older, near the end': { at: 'older', matchId: at(0.95) },
    'newer than the oldest': { at: 'newer', matchId: at(1) },
  };
}

/** Of somebody of whom nothing is known yet. */
function profile(id: string) {
  return {
    text: definedStatements().find(({ name }) => name === 'profile.by-id')?.text ?? '',
    parameters: [[game.id], [NOW.toISOString()], [id], [null]],
  };
}

async function costs(): Promise<Readonly<Record<string, number>>> {
  const read: Record<string, number> = {};
  const found = await anchors();
  for (const [name, anchor] of Object.entries(found)) {
    read[name] = await rowsRead(client, playerHistory(NOW, { id: strong.id }, anchor));
  }
  for (const name of LONG) {
    const anchor = found[name];
    if (anchor)
      read[`${name}, long`] = await rowsRead(client, playerHistory(NOW, { id: strong.id }, anchor, 100));
  }
  read['by name'] = await rowsRead(client, playerHistory(NOW, { nameKey: 'aurora' }, { at: 'top' }));
  read['of one among many'] = await rowsRead(client, playerHistory(NOW, { id: ordinary.id }, { at: 'top' }));
  read['profile'] = await rowsRead(client, profile(strong.id));
  read['versus'] = await rowsRead(client, headToHead(game.id, NOW, strong.id, { id: ordinary.id }));
  return read;
}

describe('rows read', () => {
  let few: Readonly<Record<string, number>>;
  let many: Readonly<Record<string, number>>;
  beforeAll(async () => {
    await client.query('vacuum (analyze)');
    few = await costs();
    await grow();
    many = await costs();
  });

  test('there are many more matches than before', async () => {
    const { rows } = await client.query(
      'select count(*)::int as matches from match_players where player_id = $1',
      [strong.id],
    );
    expect(rows[0].matches).toBeGreaterThan(MORE_MATCHES);
  });

  test('are a page’s worth, with twenty thousand matches', () => {
    for (const [name, read] of Object.entries(many)) {
      const pages = name === 'versus' ? MOST_ROWS : MOST_ROWS + PICTURE_ROWS;
      const most = name.endsWith(', long') ? 10 * MOST_ROWS + PICTURE_ROWS : pages;
      expect([name, read < most]).toEqual([name, true]);
    }
    expect(Object.keys(many)).toEqual(Object.keys(few));
  });

  test('are limited for a page of a player’s own, too', async () => {
    const read = await rowsRead(client, publicPlayer(game.id, NOW, 'aurora'));
    expect(read).toBeGreaterThan(1_000);
    expect(read).toBeLessThan(WEB_PAGE_ROWS + PICTURE_ROWS + MOST_ROWS);
  });

  test.each([
    ['a page of the history', () => playerHistory(NOW, { id: strong.id }, { at: 'top' })],
    ['a profile', () => profile(strong.id)],
    ['a page of a player’s own', () => publicPlayer(game.id, NOW, 'aurora')],
  ])('are limited of the ledger as well, which functions read: %s', async (_name, statement) => {
    const read = await rowsFetched(client, 'ledger', statement());
    expect(read).toBeGreaterThan(200);
    expect(read).toBeLessThan(MOST_ROWS + PICTURE_ROWS);
  });

  test('are the same at every depth', () => {
    const { versus, profile: _, 'of one among many': other, ...pages } = many;
    for (const long of [false, true]) {
      const ofLength = Object.entries(pages).filter(([name]) => name.endsWith(', long') === long);
      const read = ofLength.map(([, rows]) => rows);
      expect(Math.max(...read) - Math.min(...read)).toBeLessThan(40);
    }
    expect(other).toBeLessThan(MOST_ROWS + PICTURE_ROWS);
    expect(versus).toBeLessThan(MOST_ROWS);
  });
});
