// Every page as Chromium shows it, in both colour schemes and at both widths: nothing in the console, nothing asked of
// another host, nothing that axe finds serious, nothing wider than the window; and what a keyboard and a pointer do.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameKey } from '../../src/ladder/player.ts';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import {
  axeViolations,
  describeInBrowser,
  LOOKS,
  openChromium,
  openPage,
  overflow,
  type WatchedPage,
  WIDTHS,
} from './chromium.ts';

/** As long as a name may be, of letters as wide as there are. */
const WIDE_NAME = 'WWWWWWWWWWWW';
/** axe looks at a page three times, a second or two each. */
const LIMIT_MS = 90_000;

describeInBrowser('pages', () => {
  let ladder: RunningLadder;
  let browser: Browser;
  let origin: string;
  /** Where every page is looked at, one after the other: a window for each would take as long as looking. */
  let opened: WatchedPage;

  beforeAll(async () => {
    [ladder, browser] = await Promise.all([runningLadder({ players: 120, assets: true }), openChromium()]);
    await ladder.operator.query(
      `update players set name = $1, name_key = $2 where id = (
        select player_id from standings where ranked order by rating desc offset 5 limit 1)`,
      [WIDE_NAME, nameKey(WIDE_NAME)],
    );
    origin = ladder.worker.url;
    opened = await openPage(browser, { origin, expectedErrors: ['/nowhere'] });
  });
  afterAll(async () => {
    await browser?.close();
    await ladder?.close();
  });

  test.each([
    ['the ladder', '/'],
    ['a ladder of one', '/?faction=bw-zerg&country=AQ&best=1'],
    ['a player', '/players/Aurora'],
    ['a wide name', `/players/${WIDE_NAME}`],
    ['a search', '/players?name=a'],
    ['a match', '/matches/77'],
    ['the seasons', '/seasons'],
    ['a season', '/seasons/season-1'],
    ['its standings', '/seasons/season-1/standings'],
    ['the rules', '/about'],
    ['nothing', '/nowhere'],
  ])('%s', { timeout: LIMIT_MS }, async (_, path) => {
    const { page } = opened;
    const before = opened.faults().length;
    await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
    await page.goto(origin + path, { waitUntil: 'load' });
    for (const { width, colorScheme, about } of LOOKS) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await overflow(page), `${width} ${colorScheme}`).toBe(0);
      if (about) expect(await axeViolations(page, about), `${width} ${colorScheme}`).toEqual([]);
    }
    expect(opened.faults().slice(before)).toEqual([]);
  });

  test('a keyboard skips to the content, and what it is on can be seen', async () => {
    const opened = await openPage(browser, { origin });
    const { page } = opened;
    await page.goto(`${origin}/about`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().top')).toBe(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await opened.close();
  });

  test('a plot says what lies under the pointer', async () => {
    const opened = await openPage(browser, { origin });
    const { page } = opened;
    await page.goto(`${origin}/players/Aurora`);
    expect(await page.isVisible('.note')).toBe(false);
    await page.hover('svg.ratings.wide');
    const text = await page.textContent('.plot .note >> visible=true');
    expect(text).toMatch(/^[A-Z][a-z]{2} \d+, \d{4}.*SC2 Protoss [\d,]{5}/);
    await page.hover('h1');
    expect(await page.isVisible('.note')).toBe(false);
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });

  test('without JavaScript everything is there', async () => {
    const opened = await openPage(browser, { origin, javaScript: false });
    const { page } = opened;
    await page.goto(`${origin}/`);
    await page.selectOption('select[name=faction]', 'bw-zerg');
    await page.click('.filters button');
    expect(new URL(page.url()).searchParams.get('faction')).toBe('bw-zerg');
    await page.click('.standings tbody a >> nth=0');
    expect(await page.isVisible('svg.ratings.wide')).toBe(true);
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });
});
