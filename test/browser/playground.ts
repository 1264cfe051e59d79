// The whole ladder played in the playground, by what the page shows: two newcomers from the terms to moved ratings, a
// dispute that staff settle with one click; and nothing on the page that a page of ours must not do.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PlayingLadder, playingLadder } from '../playing-ladder.ts';
import { axeViolations, openPage, overflow, type WatchedPage, WIDTHS } from './chromium.ts';
import { PaneAtPlay } from './pane-at-play.ts';

const FERN = '200000000000000080';
const GALE = '200000000000000081';
const OWNER = '200000000000000099';
/** A bundle, a database, a browser; a whole match. On a machine that does other things, too. */
const LIMIT_MS = 120_000;

/** Presses the key until what has the focus says so, be it in a component's shadow. */
async function reaches(page: Page, key: string, words: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const said = await page.evaluate(`(() => {
      let element = document.activeElement;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const host = element.getRootNode().host;
      const button = host?.matches('discord-button') ? host : element;
      return [element.ariaLabel, button.matches('playground-log') ? '' : button.textContent].join(' ');
    })()`);
    if (String(said).includes(words)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`the keyboard does not reach "${words}"`);
}

export function describePlayground(given: () => Browser): void {
  describe('the playground', () => {
    let ladder: PlayingLadder;
    let browser: Browser;
    let opened: WatchedPage;
    let fern: PaneAtPlay;
    let gale: PaneAtPlay;

    beforeAll(async () => {
      browser = given();
      ladder = await playingLadder();
      opened = await openPage(browser, { origin: ladder.url });
      await opened.page.goto(`${ladder.url}/playground#${FERN}.ladder.en-US+${GALE}.ladder.en-US`);
      fern = new PaneAtPlay(opened.page, 'Fern');
      gale = new PaneAtPlay(opened.page, 'Gale');
    }, LIMIT_MS);
    afterAll(async () => {
      await opened?.close();
      await ladder?.[Symbol.asyncDispose]();
    });

    async function ratings(): Promise<readonly number[]> {
      const { rows } = await ladder.operator.query<{ rating: number }>(
        `select rating from standings join seasons on seasons.id = season_id and closed_at is null
       where player_id in ($1, $2) order by player_id`,
        [FERN, GALE],
      );
      return rows.map(({ rating }) => rating);
    }

    async function setsUp(pane: PaneAtPlay, name: string): Promise<void> {
      await pane.types('terms');
      await pane.presses('Accept');
      await pane.presses('Set up');
      await pane.fills(/display name/i, name);
      await pane.fills(/BattleTag/i, `${name}#1234`);
      await opened.page.keyboard.press('Enter');
      await pane.chooses(/home region/, 'Western Europe');
      await pane.chooses(/^Your country/, /United States/);
      await pane.presses('Confirm');
      await pane.reads(/Welcome to the ladder/);
    }

    async function queues(
      pane: PaneAtPlay,
      choice?: readonly [menu: RegExp, faction: string],
    ): Promise<void> {
      await pane.opens('ladder');
      await pane.types('queue');
      if (choice) await pane.chooses(...choice);
      await pane.presses('Join the queue');
      await pane.reads(/You joined the queue/);
    }

    /** Both are matched and accept; what they play is asked the first time alone. */
    async function play({ isFirst }: { readonly isFirst: boolean }): Promise<void> {
      await queues(fern, isFirst ? [/Brood War/, 'BW Zerg'] : undefined);
      await queues(gale, isFirst ? [/StarCraft II/, 'SC2 Terran'] : undefined);
      for (const pane of [fern, gale]) {
        await pane.opens('Edge Ladder');
        await pane.presses('Accept');
      }
    }

    test('two newcomers come from the terms to a decided match', { timeout: LIMIT_MS }, async () => {
      await setsUp(fern, 'Fern');
      await setsUp(gale, 'Gale');
      await play({ isFirst: true });
      await fern.presses('I won');
      await gale.presses('I lost');
      await fern.reads('You won against Gale');
      await gale.reads('You lost against Fern');
      expect(await ratings()).toEqual([1520, 1480]);
      await fern.opens('matches');
      await fern.reads(/Fern/);
      await fern.opens('ladder');
      await fern.types('profile');
      await fern.reads(/1,520/);
      // What it took stands with the reply.
      await fern.reads(/ms · 1 round trip · (warm|cold)/);
    });

    test('what one is told alone, the other does not see', async () => {
      await gale.opens('ladder');
      expect(await gale.pane.getByText('1,520').count()).toBe(0);
      await fern.pane.getByText('Dismiss message').last().click();
      expect(await fern.pane.getByText('1,520').count()).toBe(0);
    });

    test('staff settle a dispute with one click', { timeout: LIMIT_MS }, async () => {
      await play({ isFirst: false });
      await fern.presses('I won');
      await gale.presses('I won');
      await fern.reads(/Your reports differ/);
      const { page } = opened;
      await page.getByRole('button', { name: 'Add a pane' }).click();
      const owner = new PaneAtPlay(page, 'Owner');
      await owner.opens('staff');
      await owner.presses(/Gale/);
      await gale.reads('You won against Fern');
      const [fernAfter = 0, galeAfter = 0] = await ratings();
      expect(fernAfter + galeAfter).toBe(3000);
      expect(galeAfter).toBeGreaterThan(1480);
      expect(page.url()).toContain(OWNER);
    });

    test('nothing is amiss on the page: no errors, no other host, nothing that axe minds', {
      timeout: LIMIT_MS,
    }, async () => {
      // Gale's pane has what Fern's has.
      const rest = `{ exclude: 'section[aria-label="Gale’s Discord"]' }`;
      expect(await axeViolations(opened.page, 'everything', rest)).toEqual([]);
      expect(opened.faults()).toEqual([]);
      expect(ladder.discord.server.complaints).toEqual([]);
    });

    test('a telephone shows one pane at a time, in light too', { timeout: LIMIT_MS }, async () => {
      const { page } = opened;
      const before = opened.faults().length;
      await page.setViewportSize({ width: WIDTHS.telephone, height: 900 });
      await page.reload();
      const pane = new PaneAtPlay(page, 'Fern');
      await pane.opens('Edge Ladder');
      await pane.reads('You won against Gale');
      await page.getByRole('button', { name: 'Light or dark' }).click();
      await page.getByRole('button', { name: 'Gale' }).click();
      await new PaneAtPlay(page, 'Gale').reads('You won against Fern');
      expect(await pane.pane.isVisible()).toBe(false);
      expect(await overflow(page)).toBe(0);
      expect(await axeViolations(page)).toEqual([]);
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('an address is followed though the page draws something before it is told of it', async () => {
      const { page } = opened;
      const before = opened.faults().length;
      const turn = `document.querySelector('[aria-label="Light or dark"]').click();`;
      await page.evaluate(`location.hash = '#${GALE}.staff.de'; ${turn}`);
      // There is no staff channel for players.
      await new PaneAtPlay(page, 'Gale').reads('Welcome to #ladder!');
      await page.evaluate(`location.hash = '#${OWNER}.staff.de'; ${turn}`);
      await new PaneAtPlay(page, 'Owner').reads('Welcome to #staff!');
      expect(page.url()).toMatch(new RegExp(`#${OWNER}\\.staff\\.de$`));
      await page.evaluate(`location.hash = '#nobody'`);
      await page.waitForURL(new RegExp(`#${OWNER}\\.staff\\.de$`));
      await new PaneAtPlay(page, 'Owner').reads('Welcome to #staff!');
      expect(opened.faults().slice(before)).toEqual([]);
    });

    /** These panes in the ladder's channel, by the address alone: to load the page again takes as long as most tests here. */
    async function turnsTo(...ids: readonly string[]): Promise<void> {
      const { page } = opened;
      await page.evaluate(`location.hash = '#${ids.map((id) => `${id}.ladder.en-US`).join('+')}'`);
      await expect.poll(() => page.locator('section[aria-label$="’s Discord"]').count()).toBe(ids.length);
      await new PaneAtPlay(page, 'Owner').reads('Welcome to #ladder!');
    }

    test('the keyboard alone is enough', { timeout: LIMIT_MS }, async () => {
      const { page } = opened;
      const before = opened.faults().length;
      await page.setViewportSize({ width: WIDTHS.desktop, height: 900 });
      await turnsTo(OWNER);
      const pane = new PaneAtPlay(page, 'Owner');
      const { keyboard } = page;
      await reaches(page, 'Tab', 'Type / for a command');
      await keyboard.type('/leader');
      await keyboard.press('Enter');
      await keyboard.type('best-only:tr');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await pane.button('Every faction').waitFor();
      await reaches(page, 'Shift+Tab', 'All ranks');
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await keyboard.press(key);
      await pane.pane.getByRole('combobox', { name: 'Rank S' }).waitFor();
      // Nothing can be pressed until the menu has its answer.
      await pane.button('Every faction').waitFor();
      await reaches(page, 'Shift+Tab', 'Every faction');
      await keyboard.press('Enter');
      await pane.button('Best faction only').waitFor();
      await reaches(page, 'Tab', 'Dismiss message');
      await keyboard.press('Enter');
      await expect.poll(() => pane.pane.getByText('Dismiss message').count()).toBe(0);
      expect(opened.faults().slice(before)).toEqual([]);
    });

    test('the focus goes on where what had it is gone', { timeout: LIMIT_MS }, async () => {
      const { page } = opened;
      await turnsTo(OWNER, FERN);
      const pane = new PaneAtPlay(page, 'Owner');
      await pane.types('leaderboard');
      await pane.reads(/ms · 1 round trip/);
      const has = () => page.evaluate('document.activeElement.className');
      await reaches(page, 'Shift+Tab', 'Dismiss message');
      // This one: others may be there, from before.
      await page.evaluate('window.dismissed = document.activeElement');
      expect(await page.evaluate('window.dismissed.isConnected')).toBe(true);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.evaluate('window.dismissed.isConnected')).toBe(false);
      await expect.poll(has).toBe('log');
      await page.getByRole('button', { name: 'Close Fern’s pane' }).press('Enter');
      await expect.poll(has).toBe('quiet add');
      for (let panes = 1; panes < 4; panes += 1)
        await page.getByRole('button', { name: 'Add a pane' }).press('Enter');
      await expect.poll(has).toBe('who');
    });

    test('times that count on are shown and not read out', { timeout: LIMIT_MS }, async () => {
      const { page } = opened;
      await turnsTo(OWNER);
      await page.evaluate(`document.querySelector('.log discord-messages').insertAdjacentHTML('beforeend',
      '<discord-time id="mark" data-style="R" data-at="' + (Date.now() / 1000 + 50) + '">soon</discord-time>')`);
      const mark = page.locator('#mark');
      await expect.poll(() => mark.textContent()).toMatch(/^in \d+ seconds$/);
      // The log around it is a live region: every second would be spoken.
      expect(await mark.evaluate((element) => element.closest('[aria-live], [role="log"]')?.ariaLive)).toBe(
        'off',
      );
    });

    test('what is offered for other letters than those that are typed by now is not shown', {
      timeout: LIMIT_MS,
    }, async () => {
      const { page } = opened;
      await turnsTo(OWNER);
      const pane = new PaneAtPlay(page, 'Owner');
      // The bot answers when it is told to, from here on.
      await page.evaluate(`(() => {
      const real = window.fetch;
      window.asked = [];
      window.fetch = (address, init) => {
        if (JSON.parse(init?.body ?? '{}').kind !== 'autocomplete') return real(address, init);
        return new Promise((resolve) => window.asked.push((name) =>
          resolve(Response.json({ kind: 'answered', cost: {}, choices: [{ name, value: name }] }))));
      };
    })()`);
      await pane.pane.locator('playground-composer input').fill('/profile ');
      await page.keyboard.type('player:');
      await expect.poll(() => page.evaluate('window.asked.length')).toBe(1);
      await page.evaluate(`(() => {
      const input = document.activeElement;
      input.value = 'B';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      window.asked[0]('Offered for nothing');
    })()`);
      await expect.poll(() => page.evaluate('window.asked.length')).toBe(2);
      expect(await pane.pane.locator('.popup [role=option]').allTextContents()).toEqual([]);
      await page.evaluate(`window.asked[1]('Offered for B')`);
      await pane.pane.getByRole('option', { name: 'Offered for B' }).waitFor();
    });
  });
}
