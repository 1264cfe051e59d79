// The playground in the middle of a match, for its picture: played there, by what the page shows.
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { newClient } from '../../scripts/database-target.ts';

const SIZE = { width: 1280, height: 800 } as const;
const LIMIT_MS = 60_000;
/** For what comes along with the last click. */
const SETTLE_MS = 1_500;

/** Nobody else waits, who would be matched with one of them. */
export async function emptyQueue(databaseUrl: string): Promise<void> {
  const client = newClient(databaseUrl);
  await client.connect();
  try {
    await client.query('delete from places where match_id is null');
  } finally {
    await client.end();
  }
}

/** Of two who are nearest to each other: one has accepted, the other is asked. */
export async function drawPlayground(browser: Browser, address: string): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(LIMIT_MS);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(`${address}/playground`);
    for (const place of [0, 1]) await queue(page, place);
    await page.locator('.channel-link .badge').nth(1).waitFor();
    await pane(page, 0).locator('.channel-link', { hasText: 'Edge Ladder' }).click();
    await pane(page, 0).locator('discord-button', { hasText: 'Accept' }).click();
    await pane(page, 1).locator('playground-composer input').first().fill('/');
    await page.waitForTimeout(SETTLE_MS);
    if (faults.length > 0) throw new Error(`the page is not as it should be: ${faults.join('; ')}`);
    return await sharp(await page.screenshot())
      .png({ palette: true, effort: 10 })
      .toBuffer();
  } finally {
    await context.close();
  }
}

const pane = (page: Page, place: number) => page.locator('.pane').nth(place);

/** With the faction that the page itself names for a match. */
async function queue(page: Page, place: number): Promise<void> {
  const own = pane(page, place);
  const words = await own.locator('.welcome p', { hasText: 'as ' }).textContent();
  const faction = /as (.+?) here/.exec(words ?? '')?.[1] ?? '';
  await own.locator('.start', { hasText: '/queue' }).click();
  await page.keyboard.press('Enter');
  const menus = own.locator('playground-menu .menu-button');
  await menus.first().waitFor();
  for (const menu of await menus.all()) {
    await menu.click();
    const option = own.getByRole('option', { name: faction });
    if ((await option.count()) > 0) {
      // What is chosen already stays so.
      if ((await option.getAttribute('aria-selected')) === 'true') await page.keyboard.press('Escape');
      else await option.click();
      break;
    }
    await page.keyboard.press('Escape');
  }
  await own.locator('discord-button:not([disabled])', { hasText: 'Join the queue' }).click();
  await own.locator('discord-button', { hasText: 'Leave the queue' }).waitFor();
}
