// Every page as Chromium shows it, in both colour schemes and at both widths: nothing in the console, nothing asked of
// another host, nothing that axe finds serious, nothing wider than the window; and what a keyboard and a pointer do.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameKey } from '../../src/ladder/player.ts';
import { players, type RunningLadder } from '../running-ladder.ts';
import { thinOut } from './alike.ts';
import {
  axeViolations,
  type Look,
  openPage,
  overflow,
  seen,
  violationsOfTheRest,
  type WatchedPage,
  WIDTHS,
} from './chromium.ts';

/** As long as a name may be, of letters as wide as there are. */
const WIDE_NAME = 'WWWWWWWWWWWW';
/** axe looks at a page three times, up to some seconds each. */
const LIMIT_MS = 90_000;

export function describePages(
  given: () => { readonly browser: Browser; readonly ladder: RunningLadder },
): void {
  describe('pages', () => {
    let ladder: RunningLadder;
    let browser: Browser;
    let origin: string;
    /** Where every page is looked at, one after the other: a window for each would take as long as looking. */
    let opened: WatchedPage;

    beforeAll(async () => {
      ({ ladder, browser } = given());
      await ladder.operator.query(
        `update players set name = $1, name_key = $2 where id = (
        select player_id from standings where ranked order by rating desc offset 5 limit 1)`,
        [WIDE_NAME, nameKey(WIDE_NAME)],
      );
      origin = ladder.worker.url;
      opened = await openPage(browser, { origin, expectedErrors: ['/nowhere'] });
    });
    afterAll(async () => {
      await opened?.close();
    });

    test.each([
      ['the ladder', '/'],
      ['a ladder of one', '/?faction=bw-zerg&country=AQ&best=1'],
      ['a player', '/players/Aurora'],
      ['a search', '/players?name=a'],
      ['a match', '/matches/77'],
      ['the seasons', '/seasons'],
      ['a season', '/seasons/season-1'],
      ['the rules', '/about'],
      ['the API’s reference', '/api'],
      ['nothing', '/nowhere'],
    ])('%s', { timeout: LIMIT_MS }, async (_, path) => {
      const { page } = opened;
      const before = opened.faults().length;
      await page.goto(origin + path, { waitUntil: 'load' });
      const looksAt = async (width: Look['width'], colorScheme: Look['colorScheme']) => {
        await seen(page, { width, colorScheme });
        expect(await overflow(page), `${width} ${colorScheme}`).toBe(0);
      };
      await looksAt(WIDTHS.desktop, 'light');
      await looksAt(WIDTHS.telephone, 'light');
      // What is widest stays.
      await thinOut(page);
      await looksAt(WIDTHS.telephone, 'dark');
      expect(await axeViolations(page)).toEqual([]);
      // At the other width only what stands there alone is asked, in the other scheme only about its colours.
      const rest = await violationsOfTheRest(page);
      await looksAt(WIDTHS.desktop, 'dark');
      expect(await rest()).toEqual([]);
      await looksAt(WIDTHS.desktop, 'light');
      expect(await axeViolations(page, 'colours')).toEqual([]);
      expect(opened.faults().slice(before)).toEqual([]);
    });

    // Drawn by what draws a page above; only what stands in it is as wide as it is.
    test.each([
      ['a wide name', `/players/${WIDE_NAME}`],
      ['a season’s standings', '/seasons/season-1/standings'],
    ])('%s', async (_, path) => {
      const { page } = opened;
      const before = opened.faults().length;
      await page.goto(origin + path);
      for (const width of [WIDTHS.telephone, WIDTHS.desktop]) {
        await seen(page, { width, colorScheme: 'light' });
        expect(await overflow(page), `${width}`).toBe(0);
      }
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('on a telephone a name of twelve letters stays whole among the last matches', async () => {
      const { page } = opened;
      const name = 'Hildebrander';
      await ladder.operator.query(
        `update players set name = $1, name_key = $2 where id = (
         select opponent_id from match_players seat join players opponent on opponent.id = opponent_id
         where seat.player_id = $3 and opponent.name <> $4 order by match_id desc limit 1)`,
        [name, nameKey(name), players.ordinary.id, WIDE_NAME],
      );
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'light' });
      await page.goto(`${origin}/players/${players.ordinary.name}`);
      const lines = await page.evaluate(`[...document.querySelectorAll('.recent bdi')]
        .find(({ textContent }) => textContent === '${name}').getClientRects().length`);
      expect(lines).toBe(1);
      expect(await overflow(page)).toBe(0);
    });

    test('a page that is zoomed to 400 %, which leaves 320 px, is read without scrolling to the side', async () => {
      const { page } = opened;
      const { rows } = await ladder.operator.query<{ id: string }>(
        `select match_id::text as id from match_players join players on players.id = player_id
       where name = $1 order by match_id desc limit 1`,
        [WIDE_NAME],
      );
      await page.setViewportSize({ width: 320, height: 900 });
      for (const path of ['/', '/players/Aurora', `/players/${WIDE_NAME}`, `/matches/${rows[0]?.id}`]) {
        await page.goto(origin + path);
        expect(await overflow(page), path).toBe(0);
      }
    });

    test('a keyboard skips to the content, and what it is on can be seen', async () => {
      const { page } = opened;
      const before = opened.faults().length;
      await page.goto(`${origin}/about`);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBe(0);
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.id')).toBe('content');
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Shift+Tab');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('a plot says what lies under the pointer', async () => {
      const { page } = opened;
      const before = opened.faults().length;
      await seen(page, { width: WIDTHS.desktop, colorScheme: 'light' });
      await page.goto(`${origin}/players/Aurora`);
      expect(await page.isVisible('.note')).toBe(false);
      await page.hover('svg.ratings.wide');
      const text = await page.textContent('.plot .note >> visible=true');
      expect(text).toMatch(/^[A-Z][a-z]{2} \d+, \d{4}.*SC2 Protoss [\d,]{5}/);
      // Its dots lie on the lines: each where a rating was reached.
      const onLine = await page.evaluate(`(() => {
      const picture = document.querySelector('svg.ratings.wide');
      const { left, right, from, to, lines } = JSON.parse(picture.dataset.plot);
      const place = (at) => (left + ((at - from) / (to - from)) * (right - left)).toFixed(2);
      const reached = lines.flatMap(({ points }) => points.map(([at]) => place(at)));
      const dots = [...picture.querySelectorAll('.dot')].filter(({ style }) => style.display !== 'none');
      return dots.map((dot) => reached.includes(Number(dot.getAttribute('cx')).toFixed(2)));
    })()`);
      expect(onLine).toEqual([true, true, true]);
      await page.hover('h1');
      expect(await page.isVisible('.note')).toBe(false);
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('without JavaScript everything is there', async () => {
      const { page } = opened;
      const before = opened.faults().length;
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Emulation.setScriptExecutionDisabled', { value: true });
      await seen(page, { width: WIDTHS.desktop, colorScheme: 'light' });
      await page.goto(`${origin}/`);
      await page.selectOption('select[name=faction]', 'bw-zerg');
      await page.click('.filters button');
      expect(new URL(page.url()).searchParams.get('faction')).toBe('bw-zerg');
      await page.click('.standings tbody a >> nth=0');
      expect(await page.isVisible('svg.ratings.wide')).toBe(true);
      expect(opened.faults().slice(before)).toEqual([]);
      await devtools.send('Emulation.setScriptExecutionDisabled', { value: false });
      await devtools.detach();
    });
  });
}
