// The pages as a browser fetches them, from the production Worker on a seeded database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { FORGOTTEN_NAME, nameKey } from '../../src/ladder/player.ts';
import { players, type RunningLadder, runningLadder } from '../running-ladder.ts';
import { fetchPage, linkOf, rowsOf, textOf } from './document.ts';
import { describeReference } from './reference.ts';

const QUIET = { KEEP_WARM: 'false', WAVE_SECONDS: '86400' };
const HOSTILE = `<script>x('&"`;
const RIGHT_TO_LEFT = 'أميرة';

let ladder: RunningLadder;
let all: Row[];

interface Row {
  place: number;
  name: string;
  faction: string;
  country: string;
  rating: number;
  best: boolean;
}

beforeAll(async () => {
  ladder = await runningLadder({ variables: QUIET, assets: true });
  const rename = async (from: number, name: string) => {
    await ladder.operator.query(
      `update players set name = $2, name_key = $3 where id = (
        select player_id from standings where ranked order by rating desc offset $1 limit 1)`,
      [from, name, nameKey(name)],
    );
  };
  await rename(20, HOSTILE);
  await rename(30, RIGHT_TO_LEFT);
  const { rows } = await ladder.operator.query(`
    select row_number() over (order by rating desc, last_played_at desc, standings.id desc)::int as place,
      name, faction, standings.country, rating,
      row_number() over (partition by player_id order by rating desc, last_played_at desc, standings.id desc) = 1 as best
    from standings join players on players.id = player_id where ranked order by place`);
  all = rows;
});
afterAll(() => ladder.close());

const page = (path: string, headers: Record<string, string> = {}) =>
  fetchPage(new URL(path, ladder.worker.url).href, { headers });

function factionName(id: string): string {
  return scEvo.factions.find((faction) => faction.id === id)?.name ?? id;
}

/** Place, name and rating of each line. */
function standings(html: string): [number, string, number][] {
  return rowsOf(html).map((row) => {
    const found = /^([\d,]+) [SABCDEF] \S+ (.+?) (?:BW|SC2) .*? ([\d,]+) \d+–\d+–\d+ \d+%/u.exec(row);
    const [, place = '', name = '', rating = ''] = found ?? [];
    return [Number(place.replace(',', '')), name, Number(rating.replace(',', ''))];
  });
}

const expected = (rows: readonly Row[]) => rows.map(({ place, name, rating }) => [place, name, rating]);

describe('the ladder', () => {
  test('its first page', async () => {
    const { status, html } = await page('/');
    expect(status).toBe(200);
    expect(standings(html)).toEqual(expected(all.slice(0, 20)));
    expect(textOf(html)).toContain(`${all.length} standings ranked`);
    expect(linkOf(html, 'prev')).toBeNull();
  });

  test.each([
    ['a faction', '/?faction=bw-zerg', (row: Row) => row.faction === 'bw-zerg'],
    ['a country', '/?country=KR', (row: Row) => row.country === 'KR'],
    ['the best faction', '/?best=1', (row: Row) => row.best],
    ['nothing that there is', '/?faction=none&country=QQ&rank=Z&best=2&below=1-2', () => true],
  ])('filtered by %s: the pages, one after the other, are the sorted standings', async (_, first, keep) => {
    const found: [number, string, number][] = [];
    let last: string | null = null;
    for (let path: string | null = first; path !== null; ) {
      const { html } = await page(path);
      found.push(...standings(html));
      last = path;
      path = linkOf(html, 'next');
    }
    expect(found).toEqual(expected(all.filter(keep)));
    const before = linkOf((await page(last ?? '/')).html, 'prev') ?? '/';
    const { html } = await page(before);
    expect(standings(html)).toEqual(
      found.slice(-(20 + (found.length % 20 || 20)), -(found.length % 20 || 20)),
    );
  });

  test('a rank', async () => {
    const { html } = await page('/?rank=B');
    expect(rowsOf(html).every((row) => / B /.test(row))).toBe(true);
  });

  test('from a place on', async () => {
    const { html } = await page('/?place=101');
    expect(standings(html)).toEqual(expected(all.slice(100, 120)));
  });

  test('beyond the last place is nobody, and the way to the top', async () => {
    const { status, html } = await page('/?place=99999999&country=KR');
    expect([status, html]).toEqual([200, expect.stringContaining('Nobody stands at this place')]);
    expect(html).toContain('<form class="filters"');
    expect(linkOf(html, 'Top')).toBe('/?country=KR');
  });

  test('a search finds who begins so, and leads there', async () => {
    const { html } = await page('/players?name=AUR');
    expect(linkOf(html, 'Aurora')).toBe('/players/Aurora');
    expect(html).not.toContain('/players/Birch');
    expect((await page('/players?name=zzzzzz')).html).toContain('Nobody is called like that');
  });
});

describe('a player', () => {
  test('his standings with place, plot, matches and days', async () => {
    const { status, html } = await page('/players/Aurora');
    expect(status).toBe(200);
    const text = textOf(html);
    for (const row of all.filter(({ name }) => name === 'Aurora')) {
      expect(text).toContain(factionName(row.faction));
      expect(text).toContain(`#${row.place} of ${all.length}`);
    }
    expect(html).toMatch(/<svg class="ratings wide"[^>]* role="img" aria-labelledby="title-wide"/);
    expect(html).toMatch(/<svg class="calendar"[^>]* role="img"/);
    const { rows } = await ladder.operator.query(
      `select own.match_id from match_players own join matches on matches.id = match_id
        where player_id = $1 and state <> 'proposed' order by match_id desc limit 20`,
      [players.strong.id],
    );
    const linked = [...html.matchAll(/href="\/matches\/(\d+)"/g)].map(([, id]) => id);
    expect(linked).toEqual(rows.map(({ match_id }) => match_id));
  });

  test('however his name is written', async () => {
    const [one, other] = await Promise.all([page('/players/aurora'), page('/players/AURORA')]);
    expect(one.html).toBe(other.html);
  });

  test('a name is text and nothing else, and keeps its direction', async () => {
    const listed = await page('/?place=15');
    expect(listed.html).not.toContain(HOSTILE);
    expect(standings(listed.html).map(([, name]) => name)).toEqual(
      expect.arrayContaining([HOSTILE, RIGHT_TO_LEFT]),
    );
    for (const name of [HOSTILE, RIGHT_TO_LEFT]) {
      const path = linkOf(listed.html, name);
      const own = await page(path ?? '');
      expect(own.status).toBe(200);
      expect(own.html).not.toContain('<script>x');
      expect(own.html).toMatch(/<h1>.*<bdi>.+<\/bdi><\/h1>/);
      expect(textOf(own.html)).toContain(name);
    }
    expect(listed.html).toContain(`<bdi>${RIGHT_TO_LEFT}</bdi>`);
    const searched = await page(`/players?name=${encodeURIComponent(HOSTILE)}`);
    expect(searched.html).not.toContain('<script>x');
  });

  test('a sentence keeps its own direction, whoever is named in it', async () => {
    const { rows } = await ladder.operator.query<{ id: string; winner: string }>(
      `select matches.id::text, players.name as winner from matches
       join match_players won on match_id = matches.id and contestant = outcome::text
       join players on players.id = won.player_id
       where state = 'decided' and players.name = $1 order by matches.id desc limit 1`,
      [RIGHT_TO_LEFT],
    );
    const match = await page(`/matches/${rows[0]?.id}`);
    expect(match.html).toContain(`<bdi>${RIGHT_TO_LEFT}</bdi> won.`);
    const searched = await page(`/players?name=${encodeURIComponent(RIGHT_TO_LEFT)}`);
    expect(searched.html).toContain(`Players whose name begins with “<bdi>${RIGHT_TO_LEFT}</bdi>”`);
    const accepted = (at: string) =>
      ladder.operator.query(`update players set terms_accepted_at = ${at} where name = $1`, [RIGHT_TO_LEFT]);
    await accepted('null');
    const left = await page(`/players/${encodeURIComponent(RIGHT_TO_LEFT)}?lang=en`);
    expect(left.html).toContain(`<h1><bdi>${RIGHT_TO_LEFT}</bdi> has left the ladder</h1>`);
    await accepted('now()');
  });

  test.each(['one/two', '100%', 'a%2Fb', '#1?x=y&z', '...', 'é+ö ~', '🂡🂢🂣'])(
    '%s leads to a page of its own',
    async (name) => {
      await ladder.operator.query('update players set name = $1, name_key = $2 where id = $3', [
        name,
        nameKey(name),
        players.ordinary.id,
      ]);
      const { html } = await page(`/players?name=${encodeURIComponent(name)}`);
      const own = await page(linkOf(html, name) ?? '');
      await ladder.operator.query('update players set name = $1, name_key = $2 where id = $3', [
        players.ordinary.name,
        nameKey(players.ordinary.name),
        players.ordinary.id,
      ]);
      expect([own.status, textOf(own.html)]).toEqual([200, expect.stringContaining(name)]);
    },
  );

  test.each(['Nobody', 'a'.repeat(33), '%E0%A4%A', '..%2f..', "' or 1=1 --"])('404 for %s', async (name) => {
    const { status, html } = await page(`/players/${name}`);
    expect([status, textOf(html)]).toEqual([404, expect.stringContaining('Nothing here')]);
  });

  test('nothing of a ban, of a BattleTag or of an id', async () => {
    const { rows } = await ladder.operator.query(
      'select id, battle_tag, ban_reason from players where name = $1',
      [players.banned.name],
    );
    const { status, html } = await page(`/players/${players.banned.name}`);
    expect(status).toBe(200);
    for (const secret of [rows[0].id, rows[0].battle_tag, rows[0].ban_reason])
      expect(html).not.toContain(secret);
    expect(html.toLowerCase()).not.toMatch(/\bban/);
  });

  test('who has taken back the terms has no page, and is not found', async () => {
    const name = 'Kestrel';
    await ladder.operator.query(
      `update players set name = $1, name_key = $2, terms_accepted_at = null where id = (
        select player_id from standings where ranked order by rating offset 3 limit 1)`,
      [name, nameKey(name)],
    );
    const { status, html } = await page(`/players/${name}`);
    expect([status, textOf(html)]).toEqual([404, expect.stringContaining(`${name} has left the ladder`)]);
    expect((await page(`/players?name=${name}`)).html).toContain('Nobody is called like that');
  });

  test('of whom everything was forgotten: no link, since there is no page', async () => {
    const { name } = all.at(-12) ?? { name: '' };
    const rename = (from: string, to: string, key: string) =>
      ladder.operator.query('update players set name = $2, name_key = $3 where name = $1', [from, to, key]);
    await rename(name, FORGOTTEN_NAME, ' 200000000000009998');
    const { html } = await page(`/?place=${all.length - 19}`);
    expect(html).toContain(`<bdi>${FORGOTTEN_NAME}</bdi>`);
    expect(html).not.toContain('/players/Deleted');
    await rename(FORGOTTEN_NAME, name, nameKey(name));
  });

  test('each day that is counted has its square', async () => {
    const { rows } = await ladder.operator.query(`select name, id from players where id = (
      select player_id from standings where ranked order by rating offset 6 limit 1)`);
    await ladder.operator.query(
      `update matches set wave_at = now() - interval '26 weeks', live_at = now() - interval '26 weeks',
        ended_at = now() - interval '26 weeks' + interval '1 hour'
      where state = 'decided' and id in (select match_id from match_players where player_id = $1)`,
      [rows[0].id],
    );
    const { html } = await page(`/players/${encodeURIComponent(rows[0].name)}`);
    const squares = [...html.matchAll(/class="shade-[1-4]"/g)].length;
    const counted = /on (\d+) days? in the last half year/.exec(html)?.[1] ?? '0';
    expect(squares).toBe(Number(counted));
  });
});

describe('a match', () => {
  test('who, with what, for what, and how it ended', async () => {
    const { rows } = await ladder.operator.query(`
      select match.id, map, first.rating, first.win, first.draw, first.loss, one.name as one, other.name as other
      from matches match
      join match_players first on first.match_id = match.id and first.contestant = 'first'
      join match_players second on second.match_id = match.id and second.contestant = 'second'
      join players one on one.id = first.player_id join players other on other.id = second.player_id
      where outcome = 'first' order by match.id desc limit 1`);
    const [match] = rows;
    const { status, html } = await page(`/matches/${match.id}`);
    const text = textOf(html);
    expect(status).toBe(200);
    expect(text).toContain(`Decided ${match.one} won.`);
    expect(text).toContain(`Winner`);
    expect(text).toContain(scEvo.maps.find(({ id }) => id === match.map)?.name);
    expect(rowsOf(html)[0]).toBe(
      [match.one, ...[match.win, match.draw, match.loss].map((points) => signed(points))].join(' '),
    );
    expect(linkOf(html, match.other)).toBe(`/players/${encodeURIComponent(match.other)}`);
  });

  test.each([
    ['live', 'Being played', null],
    ['disputed', 'Disputed', null],
    ['void', 'Void', 'deadline'],
    ['aborted', 'Aborted', 'player'],
  ])('%s', async (state, said, endedBy) => {
    const id = await matchIn(state, endedBy);
    const { status, html } = await page(`/matches/${id}`);
    expect([status, textOf(html)]).toEqual([200, expect.stringContaining(said)]);
  });

  test('one that is only proposed is nobody’s business', async () => {
    expect((await page(`/matches/${await matchIn('proposed', null)}`)).status).toBe(404);
  });

  test.each(['0', '01', '99999999999999999999', 'x', '-1', '1e3', '123456789012345678'])(
    '404 for %s',
    async (id) => {
      expect((await page(`/matches/${id}`)).status).toBe(404);
    },
  );

  /** A match of two players' that is in this state. */
  async function matchIn(state: string, endedBy: string | null): Promise<string> {
    const { rows } = await ladder.operator.query(
      `with made as (
        insert into matches (season_id, state, wave_at, map, deadline, live_at, ended_at, ended_by)
        select id, $1, now(), 'retro', case when $2::text is null then now() + interval '1 hour' end, now(),
          case when $2::text is not null then now() end, $2 from seasons limit 1 returning id
      ),
      pair as (
        select id as standing_id, player_id, faction, row_number() over (order by rating desc) as turn
        from (select distinct on (player_id) * from standings where ranked order by player_id) one limit 2
      )
      insert into match_players (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss)
      select made.id, case turn when 1 then 'first' else 'second' end, pair.player_id,
        (select other.player_id from pair other where other.turn <> pair.turn), standing_id, faction, 1500, 20, 0, -20
      from made, pair returning match_id`,
      [state, endedBy],
    );
    return rows[0].match_id;
  }
});

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}

describe('what everybody gets', () => {
  test('headers that keep a page to itself', async () => {
    for (const path of ['/', '/nowhere', '/players/Nobody']) {
      const { headers } = await page(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('vary')).toBe('Accept-Language');
    }
  });

  test('nothing is written into a page that its policy forbids', async () => {
    for (const path of ['/', '/players/Aurora', '/seasons', '/about']) {
      expect((await page(path)).html).not.toMatch(
        /<style|\sstyle=|<script(?![^>]* src="\/assets\/)|\son\w+=/,
      );
    }
  });

  test('the files that a page names are there, for good', async () => {
    const { html } = await page('/');
    const named = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(0);
    for (const path of named) {
      const { status, headers } = await page(path);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('immutable');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const missing = await page('/assets/none.css');
    expect([missing.status, missing.headers.get('cache-control')]).not.toContain('immutable');
  });

  test('a page that the reader has already is not sent again', async () => {
    const first = await page('/about');
    const etag = first.headers.get('etag') ?? '';
    const again = await page('/about', { 'if-none-match': etag });
    expect([again.status, again.html, again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+, must-revalidate$/);
  });

  test('a busy page costs one statement', async () => {
    await page('/health');
    ladder.wire.reset();
    const found = await Promise.all(Array.from({ length: 24 }, () => page('/?faction=sc2-zerg')));
    expect(new Set(found.map(({ status, html }) => `${status} ${html}`)).size).toBe(1);
    await page('/?faction=sc2-zerg');
    await page('/?utm_source=elsewhere&faction=sc2-zerg&below=nothing');
    expect(ladder.wire.figures().executions).toBe(1);
  });

  test('every page is one statement', async () => {
    const { html } = await page('/seasons');
    const season = /href="(\/seasons\/[^"]+)"/.exec(html)?.[1] ?? '';
    const paths = [
      '/?country=DE',
      '/players/Birch',
      '/players?name=bi',
      '/matches/77',
      season,
      `${season}/standings`,
    ];
    for (const path of paths) {
      ladder.wire.reset();
      expect((await page(path)).status, path).toBe(200);
      expect(ladder.wire.figures().executions, path).toBe(1);
    }
  });

  test('a language that is chosen stays in every link', async () => {
    const { html } = await page('/?lang=en');
    expect(html).toContain('<html lang="en">');
    const links = [...html.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path);
    const pages = links.filter((path) => !path.startsWith('/assets/') && !path.startsWith('/api'));
    expect(pages.every((path) => path.includes('lang=en'))).toBe(true);
  });

  test('a head without a body', async () => {
    const response = await fetch(new URL('/about', ladder.worker.url), { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });
});

describeReference(() => ladder);

describe('faults', () => {
  test('500 with a reference that stands in the log', async () => {
    await ladder.operator.query('alter table players rename column region to area');
    const { status, html, headers } = await page('/players/Birch?lang=en');
    await ladder.operator.query('alter table players rename column area to region');
    expect([status, headers.get('cache-control')]).toEqual([500, 'no-store']);
    const reference = /<code>([0-9a-f]{8})<\/code>/.exec(html)?.[1];
    expect(ladder.worker.log.find((line) => line['reference'] === reference)).toMatchObject({
      event: 'page.failure',
      page: '/players/:name',
      reason: 'rejected',
      statement: 'public-player',
    });
    expect(html).not.toContain('column');
  });

  test('503 while the database is gone; what is kept is still there', async () => {
    const known = await page('/about');
    await ladder.wire.refuse();
    ladder.wire.cut();
    const { status, html, headers } = await page('/?country=SE');
    expect([status, headers.get('retry-after')]).toEqual([503, '30']);
    const reference = /<code>([0-9a-f]{8})<\/code>/.exec(html)?.[1];
    expect(ladder.worker.log.find((line) => line['reference'] === reference)).toBeDefined();
    expect((await page('/about')).html).toBe(known.html);
    await ladder.wire.accept();
    expect((await page('/?country=SE')).status).toBe(200);
  });
});

describe('seasons', () => {
  test('a closed one is kept with its champion, its figures and its standings; the ladder goes on', async () => {
    const { rows } = await ladder.operator.query(
      'select id, slug, name from seasons where closed_at is null',
    );
    const [season] = rows;
    const champion = all[0];
    const matches = await ladder.operator.query(
      `select count(*)::int as count from matches where state = 'decided' and season_id = $1`,
      [season.id],
    );
    await ladder.operator.query(
      `select staff_season_close(1, '{"game": "sc-evo", "voidOpen": true}', true, now())`,
    );
    await ladder.restart();
    const between = await page('/');
    expect(textOf(between.html)).toMatch(/Final standings .* closed on /);
    expect(standings(between.html)).toEqual(expected(all.slice(0, 20)));
    const sought = await page(`/players?name=${encodeURIComponent(champion?.name ?? '')}`);
    expect(textOf(sought.html)).toContain(`#1 of ${all.length}`);
    await ladder.operator.query(`select staff_season_open(1, $1, true, now())`, [
      JSON.stringify({
        game: 'sc-evo',
        name: '第二季',
        slug: 'season-next',
        days: 91,
        startRating: 1500,
        rankedDays: 14,
        drawnPercent: 50,
        maps: ['retro'],
      }),
    ]);
    await ladder.restart();
    const { html } = await page(`/seasons/${season.slug}`);
    const text = textOf(html);
    expect(text).toContain('Closed');
    expect(text).toMatch(new RegExp(`Champion \\S+ \\S+ ${champion?.name} `));
    expect(text).toContain(`Matches decided ${matches.rows[0].count.toLocaleString('en')}`);
    expect(standings(html)).toEqual(expected(all.slice(0, 20)));
    expect(linkOf(html, '第二季 →')).toBe('/seasons/season-next');
    const whole = await page(`/seasons/${season.slug}/standings?place=101`);
    expect(standings(whole.html)).toEqual(expected(all.slice(100, 120)));
    const list = await page('/seasons');
    expect(rowsOf(list.html).map((row) => row.includes('Closed'))).toEqual([false, true]);
    expect(textOf((await page('/')).html)).toContain('Nobody is ranked yet');
    const past = await page(`/players/${encodeURIComponent(champion?.name ?? '')}`);
    expect(textOf(past.html)).toContain('Earlier seasons');
    expect(textOf(past.html)).toContain(season.name);
    await ladder.operator.query(
      `select staff_season_close(1, '{"game": "sc-evo", "voidOpen": true}', true, now())`,
    );
    const empty = await page('/seasons/season-next/standings');
    expect(textOf(empty.html)).toContain('Nobody was ranked in this season.');
  });

  test.each(['/seasons/none', '/seasons/none/standings', '/seasons/%00', '/seasons/%00/standings'])(
    '404 for %s',
    async (path) => {
      expect((await page(path)).status).toBe(404);
    },
  );
});

test('an installation may turn its pages off', async () => {
  const closed = await runningLadder({ players: 30, assets: true, variables: { ...QUIET, PAGES: 'false' } });
  try {
    for (const path of ['/', '/about', '/players/Aurora']) {
      expect((await fetch(new URL(path, closed.worker.url))).status).toBe(404);
    }
    expect((await fetch(new URL('/health', closed.worker.url))).status).toBe(200);
    // The reference of the API stays, and leads to none of them.
    const reference = await fetchPage(new URL('/api', closed.worker.url).href);
    expect(reference.status).toBe(200);
    expect(reference.html).not.toMatch(/(?:href|action)="\/(?!api|assets)/);
  } finally {
    await closed.close();
  }
});

test('chess has pages of the same kind, with what it has', async () => {
  const chess = await runningLadder({ players: 40, variables: { ...QUIET, GAME: 'chess' } });
  try {
    const about = await fetchPage(new URL('/about', chess.worker.url).href);
    const text = textOf(about.html);
    expect(about.status).toBe(200);
    expect(text).toContain('Who has White and who Black is drawn by lot.');
    for (const other of ['Map pool', 'Servers', 'veto']) expect(text).not.toContain(other);
    const first = await fetchPage(new URL('/', chess.worker.url).href);
    expect(first.status).toBe(200);
    expect(first.html).not.toContain('name="faction"');
  } finally {
    await chess.close();
  }
});
