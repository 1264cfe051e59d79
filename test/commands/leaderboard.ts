// /leaderboard: every filter and every way to turn the page, against a plain sort of the same standings.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCustomId } from '../../src/discord/custom-id.ts';
import { leaderboardId, leaderboardState } from '../../src/messages/leaderboard-id.ts';
import { players, type Reply, type RunningLadder } from '../running-ladder.ts';

export function describeLeaderboard(given: () => RunningLadder): void {
  describe('/leaderboard', () => {
    let ladder: RunningLadder;

    interface Row {
      place: number;
      id: string;
      player_id: string;
      name: string;
      faction: string;
      country: string;
      rating: number;
      best: boolean;
    }

    let all: Row[];

    beforeAll(async () => {
      ladder = given();
      const { rows } = await ladder.operator.query(`
    select row_number() over (order by rating desc, last_played_at desc, standings.id desc)::int as place,
      standings.id, player_id, name, faction, standings.country, rating,
      row_number() over (partition by player_id order by rating desc, last_played_at desc, standings.id desc) = 1 as best
    from standings join players on players.id = player_id where ranked order by place`);
      all = rows;
      expect(all.length).toBeGreaterThan(200);
    });

    /** Places and names as a reader sees them. */
    function shown(reply: Reply): [number, string][] {
      return reply.lines.map((line) => {
        const [, place = '', name = ''] = /`\u00a0*([\d,]+)` \S+ [SABCDEF] · \*\*(.+?)\*\*/u.exec(line) ?? [];
        return [Number(place.replace(',', '')), name.replaceAll('\\', '')];
      });
    }

    const expected = (rows: readonly Row[]) => rows.map(({ place, name }) => [place, name]);

    /** Every page to the end, by way of the button. */
    async function leafed(first: Reply, button: 'Next' | 'Previous'): Promise<Reply[]> {
      const pages = [first];
      for (;;) {
        const page = pages.at(-1);
        if (!page || page.component(button).disabled) return pages;
        pages.push(await page.click(button));
        expect(pages.length).toBeLessThan(200);
      }
    }

    const FILTERS = [
      { what: 'nothing', options: {}, keep: () => true },
      { what: 'a faction', options: { faction: 'bw-zerg' }, keep: (row: Row) => row.faction === 'bw-zerg' },
      { what: 'a country', options: { country: 'KR' }, keep: (row: Row) => row.country === 'KR' },
      { what: 'the best faction', options: { 'best-only': true }, keep: (row: Row) => row.best },
      {
        what: 'faction, country and best faction',
        options: { faction: 'sc2-terran', country: 'US', 'best-only': true },
        keep: (row: Row) => row.faction === 'sc2-terran' && row.country === 'US' && row.best,
      },
    ];

    describe.each(FILTERS)('filtered by $what', ({ options, keep }) => {
      test('the pages, one after the other, are the sorted standings', async () => {
        const wanted = all.filter(keep);
        const pages = await leafed(await ladder.command(players.ordinary.id, 'leaderboard', options), 'Next');
        expect(pages.flatMap(shown)).toEqual(expected(wanted));
        expect(pages.slice(0, -1).every(({ lines }) => lines.length === 20)).toBe(true);
      });

      test('and so they are backwards', async () => {
        const forwards = await leafed(
          await ladder.command(players.ordinary.id, 'leaderboard', options),
          'Next',
        );
        const last = forwards.at(-1);
        if (!last) throw new Error('no page');
        const backwards = await leafed(last, 'Previous');
        expect(shown(backwards.at(-1) ?? last)).toEqual(expected(all.filter(keep).slice(0, 20)));
        expect(backwards.length).toBe(forwards.length);
      });
    });

    test.each(['S', 'A', 'B', 'C', 'D', 'E', 'F'])(
      'rank %s has the standings that the profile gives it',
      async (rank) => {
        const pages = await leafed(
          await ladder.command(players.ordinary.id, 'leaderboard', { rank }),
          'Next',
        );
        const places = pages.flatMap(shown).map(([place]) => place);
        const first = places[0] ?? 0;
        expect(places).toEqual(Array.from({ length: places.length }, (_, index) => first + index));
        expect(pages.flatMap(({ lines }) => lines).every((line) => line.includes(` ${rank} · **`))).toBe(
          true,
        );
        for (const [edge, same] of [
          [first - 1, false],
          [first, true],
          [places.at(-1) ?? 0, true],
          [(places.at(-1) ?? 0) + 1, false],
        ] as const) {
          const row = all[edge - 1];
          if (!row) continue;
          const { text } = await ladder.command(players.ordinary.id, 'profile', { player: row.player_id });
          const field = new RegExp(`(\\S) · [^\\n]*\\n#${edge} of`).exec(text)?.[1];
          expect(field === rank, `place ${edge} is ${field}`).toBe(same);
        }
      },
    );

    test('rank and faction together', async () => {
      const pages = await leafed(
        await ladder.command(players.ordinary.id, 'leaderboard', { rank: 'C', faction: 'bw-terran' }),
        'Next',
      );
      const tier = await leafed(
        await ladder.command(players.ordinary.id, 'leaderboard', { rank: 'C' }),
        'Next',
      );
      const places = new Set(tier.flatMap(shown).map(([place]) => place));
      const wanted = all.filter(({ place, faction }) => places.has(place) && faction === 'bw-terran');
      expect(wanted.length).toBeGreaterThan(0);
      expect(pages.flatMap(shown)).toEqual(expected(wanted));
    });

    test('jump to me: one’s best standing, marked, in the middle of its page', async () => {
      const mine = all.find(({ player_id }) => player_id === players.ordinary.id);
      if (!mine) throw new Error('unranked');
      const page = await (await ladder.command(players.ordinary.id, 'leaderboard')).click('Jump to me');
      const places = shown(page).map(([place]) => place);
      expect(places[0]).toBe(Math.max(1, mine.place - 9));
      const marked = page.lines
        .filter((line) => line.endsWith(' ◂'))
        .map((line) => Number(/`\u00a0*(\d+)`/.exec(line)?.[1]));
      expect(marked).toContain(mine.place);
      const others = await leafed(page, 'Previous');
      expect(shown(others.at(-1) ?? page)[0]?.[0]).toBe(1);
    });

    test('jump to me within a filter', async () => {
      const mine = all.find(
        ({ player_id, faction }) => player_id === players.strong.id && faction === 'bw-zerg',
      );
      if (!mine) throw new Error('unranked');
      const page = await (
        await ladder.command(players.strong.id, 'leaderboard', { faction: 'bw-zerg' })
      ).click('Jump to me');
      expect(shown(page).map(([place]) => place)).toContain(mine.place);
    });

    test('jump to me, for who is not there, says why and leaves the page alone', async () => {
      const page = await ladder.command(players.withoutSetup.id, 'leaderboard');
      const reply = await page.click('Jump to me');
      expect(reply.shown.type).toBe(4);
      expect(reply.text).toContain('You have no rank here');
    });

    test('jump to me, for who is ranked but filtered out, says so', async () => {
      const { id } = players.strong;
      const page = await ladder.command(id, 'leaderboard', { country: 'Antarctica' });
      const reply = await page.click('Jump to me');
      expect(reply.shown.type).toBe(4);
      expect(reply.text).toMatch(/^You are not on this list: .* Take them off/);
    });

    test('begins at a place', async () => {
      const reply = await ladder.command(players.ordinary.id, 'leaderboard', { place: 101 });
      expect(shown(reply)).toEqual(expected(all.slice(100, 120)));
      const beyond = await ladder.command(players.ordinary.id, 'leaderboard', { place: all.length + 1 });
      expect(beyond.text).toContain(`There is no place ${all.length + 1}`);
      // Discord lets nobody type these.
      for (const place of [0, -1, 10 ** 12, -(10 ** 12)]) {
        const forged = await ladder.command(players.ordinary.id, 'leaderboard', { place });
        expect(forged.text).toContain('older version');
      }
    });

    test('menus and buttons change one filter and keep the others', async () => {
      const first = await ladder.command(players.ordinary.id, 'leaderboard', { country: 'KR' });
      const zerg = await first.click('faction', ['bw-zerg']);
      expect(shown(zerg)).toEqual(
        expected(
          all.filter(({ country, faction }) => country === 'KR' && faction === 'bw-zerg').slice(0, 20),
        ),
      );
      expect(zerg.component('faction').options?.find((option) => option.default)?.value).toBe('bw-zerg');
      const anywhere = await zerg.click('world');
      expect(shown(anywhere)).toEqual(
        expected(all.filter(({ faction }) => faction === 'bw-zerg').slice(0, 20)),
      );
      const best = await anywhere.click('best');
      expect(shown(best)).toEqual(
        expected(all.filter(({ faction, best: is }) => faction === 'bw-zerg' && is).slice(0, 20)),
      );
      const every = await (await best.click('best')).click('faction', ['every']);
      expect(shown(every)).toEqual(expected(all.slice(0, 20)));
      expect(every.shown.type).toBe(7);
    });

    test('a rank by its menu', async () => {
      const page = await (await ladder.command(players.ordinary.id, 'leaderboard')).click('rank', ['A']);
      expect(page.lines.every((line) => line.includes(' A · **'))).toBe(true);
    });

    test('a filter that nobody fits says so', async () => {
      const reply = await ladder.command(players.ordinary.id, 'leaderboard', { country: 'AQ' });
      expect(reply.text).toContain('Nobody fits these filters.');
    });

    test.each([
      ['KR', 'South Korea'],
      ['south korea', 'South Korea'],
      ['de', 'Germany'],
    ])('the country %s is understood', async (typed, name) => {
      const reply = await ladder.command(players.ordinary.id, 'leaderboard', { country: typed });
      expect(reply.text).toContain(`only ${name}`);
    });

    test('no country', async () => {
      const reply = await ladder.command(players.ordinary.id, 'leaderboard', { country: 'Atlantis' });
      expect(reply.text).toContain('is no country here');
    });

    test('countries are completed in the reader’s language, without the database', async () => {
      ladder.wire.reset();
      const reply = await ladder.complete(players.ordinary.id, 'leaderboard', 'country', 'kor');
      expect(reply.shown.data?.choices).toEqual([
        // KOR is its code.
        { name: 'South Korea', value: 'KR' },
        { name: 'North Korea', value: 'KP' },
      ]);
      expect(ladder.wire.figures().roundTrips).toBe(0);
    });

    describe('of another season', () => {
      let next = '';
      beforeAll(async () => {
        // What there was is closed; the next has one standing, of one who is in the old one, too.
        await ladder.operator.query('update seasons set closed_at = now()');
        const { rows } = await ladder.operator.query<{ id: string }>(
          `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
       select game, 'a-season-with-a-name-that-is-as-long-as-any-name-of-a-season-may-be', 'The *next* one', now(),
         now() + interval '90 days', 1500, 14 from seasons
       returning id`,
        );
        next = String(rows[0]?.id);
        await ladder.operator.query(
          `with made as (
         insert into standings (season_id, player_id, faction) values ($1, $2, 'bw-zerg') returning id
       )
       insert into ledger (standing_id, match_id, kind, result, before, delta, after)
       select id, (select min(id) from matches), 'match', 'draw', 1500, 0, 1500 from made`,
          [next, all[0]?.player_id],
        );
      });
      afterAll(async () => {
        await ladder.operator.query('set session_replication_role = replica');
        await ladder.operator.query(
          'delete from ledger where standing_id in (select id from standings where season_id = $1)',
          [next],
        );
        await ladder.operator.query('set session_replication_role = origin');
        await ladder.operator.query('delete from standings where season_id = $1', [next]);
        await ladder.operator.query('delete from seasons where id = $1', [next]);
        await ladder.operator.query('update seasons set closed_at = null');
      });

      test('a closed one stays readable, page by page, as it ended; its buttons stay in it', async () => {
        const open = await ladder.command(players.ordinary.id, 'leaderboard');
        expect(shown(open)).toHaveLength(1);
        expect(open.text).toContain('The season is meant to end');
        const [{ slug }] = (await ladder.operator.query('select slug from seasons where id <> $1', [next]))
          .rows;
        const options = { season: slug, faction: 'sc2-protoss', country: 'US', 'best-only': true };
        const filtered = await ladder.command(players.ordinary.id, 'leaderboard', options);
        for (const { custom_id } of filtered.components)
          expect(custom_id?.length ?? 0).toBeLessThanOrEqual(100);
        const pages = await leafed(
          await ladder.command(players.ordinary.id, 'leaderboard', { season: slug }),
          'Next',
        );
        expect(pages.flatMap(shown)).toEqual(expected(all));
        const last = pages.at(-1);
        expect(last?.text).toContain('final standings');
        // Not only the pages: menus and the other buttons lead to the same season, too.
        expect(shown((await last?.click('faction', ['bw-zerg'])) as Reply)[0]?.[1]).toBe(
          all.find(({ faction }) => faction === 'bw-zerg')?.name,
        );
        const mine = await ladder.command(all[40]?.player_id ?? '', 'leaderboard', { season: slug });
        expect((await mine.click('Jump to me')).text).toContain('◂');
      });

      test('longest names and deepest pages fit into what a button bears', () => {
        const key = { rating: 99_999, lastPlayedAt: new Date(8e12), id: String(2 ** 53 - 1) };
        const filters = { faction: 'sc2-protoss', rank: 'S', country: 'US', bestOnly: true };
        const id = leaderboardId('faction', filters, 2 ** 31 - 1, key);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(leaderboardState(parseCustomId(id))).toEqual({ filters, season: 2 ** 31 - 1, key });
        // As it was written before seasons were kept.
        expect(leaderboardState(parseCustomId('leaderboard:below:::US::xx:kx:1'))).toMatchObject({
          season: null,
          filters: { country: 'US' },
          key: { rating: 1221 },
        });
      });

      test('seasons are suggested by name, those unknown are refused', async () => {
        const suggested = await ladder.complete(players.ordinary.id, 'leaderboard', 'season', 'NEXT');
        expect(suggested.shown.data?.choices).toEqual([
          {
            name: 'The *next* one',
            value: 'a-season-with-a-name-that-is-as-long-as-any-name-of-a-season-may-be',
          },
        ]);
        const unknown = await ladder.command(players.ordinary.id, 'leaderboard', { season: 'gone\0' });
        expect(unknown.text).toContain('no such season');
      });

      test('a name that was typed out, and not picked, is taken', async () => {
        const reply = await ladder.command(players.ordinary.id, 'leaderboard', { season: 'the *NEXT* one' });
        expect(reply.text).toContain('Leaderboard · The \\*next\\* one');
      });

      test('between two, the last one is shown', async () => {
        await ladder.operator.query('update seasons set closed_at = now() where id = $1', [next]);
        const reply = await ladder.command(players.ordinary.id, 'leaderboard');
        expect(reply.text).toContain('The \\*next\\* one');
        expect(reply.text).toContain('final standings');
        await ladder.operator.query('update seasons set closed_at = null where id = $1', [next]);
      });
    });

    test('a button of an older version gets a polite answer', async () => {
      const page = await ladder.command(players.ordinary.id, 'leaderboard');
      for (const id of [
        'leaderboard:below:x',
        'leaderboard:gone:',
        'nobody:knows',
        'leaderboard:below::::::zz',
        // A rating and a time beyond what there are.
        'leaderboard:below:::::1:zzzzzzzzzz:1:1',
        'leaderboard:below:::::1:1:zzzzzzzzzz:1',
        'x',
      ]) {
        const reply = await page.use(id);
        expect(reply.shown.type).toBe(4);
        expect(reply.text).toMatch(/older version/);
      }
    });

    test('names cannot break the list', async () => {
      const [first] = all;
      if (!first) throw new Error('nobody');
      const evil = '**a**`@here`';
      await ladder.operator.query('update players set name = $2 where id = $1', [first.player_id, evil]);
      const { lines } = await ladder.command(players.ordinary.id, 'leaderboard');
      expect(lines).toHaveLength(20);
      expect(lines[0]).not.toContain(evil);
      await ladder.operator.query('update players set name = $2 where id = $1', [
        first.player_id,
        first.name,
      ]);
    });
  });
}
