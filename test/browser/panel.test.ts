// The operator's panel in a browser: signing in, figures that move, in both colours and both widths, with nothing that
// axe finds serious; and signing out.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { players, type RunningLadder, runningLadder } from '../running-ladder.ts';
import {
  axeViolations,
  describeInBrowser,
  LOOKS,
  openChromium,
  openPage,
  overflow,
  WIDTHS,
} from './chromium.ts';

const TOKEN = 'correct-horse-battery-staple';
/** For who wants to look at it. */
const SCREENSHOTS = process.env['EDGE_LADDER_SCREENSHOTS'];

describeInBrowser('the operator’s panel', () => {
  let ladder: RunningLadder;
  let browser: Browser;

  beforeAll(async () => {
    ladder = await runningLadder({
      assets: true,
      variables: { ENVIRONMENT: 'production', STATUS_TOKEN: TOKEN },
    });
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await ladder?.close();
  });

  async function signedIn(settings: { width?: number } = {}) {
    // A page is reached by the name that browsers take for this machine: Secure cookies are kept for it.
    const origin = ladder.worker.url.replace('127.0.0.1', 'localhost');
    const opened = await openPage(browser, { origin, ...settings, expectedErrors: [] });
    await opened.page.goto(`${origin}/status/panel`);
    await opened.page.getByLabel('STATUS_TOKEN').fill(TOKEN);
    await opened.page.getByRole('button', { name: 'Sign in' }).click();
    await opened.page.getByText('In the queue').first().waitFor();
    return opened;
  }

  test('another token is refused, in words; the right one leads in, and signing out leads out', async () => {
    const origin = ladder.worker.url.replace('127.0.0.1', 'localhost');
    const opened = await openPage(browser, { origin, expectedErrors: ['/status/panel'] });
    const { page } = opened;
    await page.goto(`${origin}/status/panel`);
    await page.getByLabel('STATUS_TOKEN').fill('something else');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('That is not the token.').waitFor();
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
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });

  test('figures move while it is open', async () => {
    const opened = await signedIn();
    const { page } = opened;
    const row = page.locator('#commands tr', { hasText: '/leaderboard' });
    expect(await row.count()).toBe(0);
    for (let count = 0; count < 3; count += 1) await ladder.command(players.strong.id, 'leaderboard');
    await row.waitFor();
    expect(await row.locator('td').first().textContent()).toBe('3');
    expect(await page.locator('.plot canvas').count()).toBe(6);
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });

  test('a database that is gone is said, and the rest stays', async () => {
    const opened = await signedIn();
    await ladder.wire.refuse();
    ladder.wire.cut();
    await opened.page.getByRole('alert').getByText('the database does not answer').waitFor();
    expect(await opened.page.locator('#pools tr').count()).toBe(1);
    await ladder.wire.accept();
    await opened.page.getByText('In the queue').waitFor();
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });

  test.each(Object.entries(WIDTHS))('%s, in both colour schemes', async (name, width) => {
    const opened = await signedIn({ width });
    const { page } = opened;
    await page.locator('.plot canvas').nth(5).waitFor();
    for (const { colorScheme, about } of LOOKS.filter((look) => look.width === width)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (about) expect(await axeViolations(page, about), colorScheme).toEqual([]);
      expect(await overflow(page), colorScheme).toBe(0);
      if (SCREENSHOTS) {
        await page.waitForTimeout(9_000);
        await page.screenshot({
          path: join(SCREENSHOTS, `panel-${colorScheme}-${name}.png`),
          fullPage: true,
        });
      }
    }
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });
});
