// The operator's panel in a browser: signing in, figures that move, in both colours and both widths, with nothing that
// axe finds serious; and signing out.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { players, type RunningLadder } from '../running-ladder.ts';
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

/** What the ladder's STATUS_TOKEN has to be. */
export const TOKEN = 'correct-horse-battery-staple';
/** For who wants to look at it. */
const SCREENSHOTS = process.env['EDGE_LADDER_SCREENSHOTS'];

export function describePanel(
  given: () => { readonly browser: Browser; readonly ladder: RunningLadder },
): void {
  describe('the operator’s panel', () => {
    let ladder: RunningLadder;
    let browser: Browser;
    let origin: string;
    let opened: WatchedPage;

    beforeAll(async () => {
      ({ ladder, browser } = given());
      // A page is reached by the name that browsers take for this machine: Secure cookies are kept for it.
      origin = ladder.worker.url.replace('127.0.0.1', 'localhost');
      opened = await openPage(browser, { origin });
    });
    afterAll(async () => {
      await opened?.close();
    });

    async function signedIn(): Promise<Page> {
      const { page } = opened;
      const figures = page.getByText('In the queue').first();
      // It stays open from one test to the next.
      if (await figures.isVisible()) return page;
      await page.goto(`${origin}/status/panel`);
      const token = page.getByLabel('STATUS_TOKEN');
      if ((await token.count()) > 0) {
        await token.fill(TOKEN);
        await page.getByRole('button', { name: 'Sign in' }).click();
      }
      await figures.waitFor();
      return page;
    }

    test('another token is refused, in words; the right one leads in, and signing out leads out', async () => {
      const { page } = opened;
      await page.goto(`${origin}/status/panel`);
      await page.getByLabel('STATUS_TOKEN').fill('something else');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('That is not the token.').waitFor();
      // Refusing is an answer that Chromium reports; whatever else it reports is a fault.
      await expect.poll(() => opened.faults().length).toBe(2);
      expect(opened.faults()).toEqual(Array(2).fill(expect.stringMatching(/401.*\/status\/panel/)));
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('STATUS_TOKEN').fill(TOKEN);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Sent to Discord').waitFor();
      const [cookie] = await page.context().cookies();
      expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict' });
      expect(cookie?.value).not.toContain(TOKEN);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      expect(await page.context().cookies()).toEqual([]);
      expect(opened.faults().slice(2)).toEqual([]);
    });

    test('figures move while it is open', async () => {
      const before = opened.faults().length;
      const page = await signedIn();
      const row = page.locator('#commands tr', { hasText: '/leaderboard' });
      expect(await row.count()).toBe(0);
      for (let count = 0; count < 3; count += 1) await ladder.command(players.strong.id, 'leaderboard');
      // The panel may ask between two of them.
      await expect.poll(() => row.locator('td').first().textContent()).toBe('3');
      expect(await page.locator('.plot canvas').count()).toBe(6);
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('a database that is gone is said, and the rest stays', async () => {
      const before = opened.faults().length;
      const page = await signedIn();
      await ladder.wire.refuse();
      ladder.wire.cut();
      await page.getByRole('alert').getByText('the database does not answer').waitFor();
      expect(await page.locator('#pools tr').count()).toBe(1);
      await ladder.wire.accept();
      await page.getByText('In the queue').waitFor();
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('in both colour schemes, at both widths', async () => {
      const before = opened.faults().length;
      const page = await signedIn();
      await page.locator('.plot canvas').nth(5).waitFor();
      const looksAt = async (width: Look['width'], colorScheme: Look['colorScheme']) => {
        await seen(page, { width, colorScheme });
        // Plots are drawn anew when the width has stayed for a moment.
        await expect.poll(() => overflow(page), { message: `${width} ${colorScheme}` }).toBe(0);
        if (SCREENSHOTS) {
          await page.waitForTimeout(9_000);
          const path = join(SCREENSHOTS, `panel-${colorScheme}-${width}.png`);
          await page.screenshot({ path, fullPage: true });
        }
      };
      await looksAt(WIDTHS.telephone, 'light');
      await looksAt(WIDTHS.telephone, 'dark');
      expect(await axeViolations(page)).toEqual([]);
      // As with every page: at the other width what stands there alone, in the other scheme its colours.
      const rest = await violationsOfTheRest(page);
      await looksAt(WIDTHS.desktop, 'dark');
      expect(await rest()).toEqual([]);
      await looksAt(WIDTHS.desktop, 'light');
      expect(await axeViolations(page, 'colours')).toEqual([]);
      expect(opened.faults().slice(before)).toEqual([]);
    });
  });
}
