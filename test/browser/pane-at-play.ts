// Somebody in a pane of the playground, who does there what a player does in Discord: by what is written on the page.
import type { Locator, Page } from 'playwright-core';

const PATIENCE_MS = 20_000;

export class PaneAtPlay {
  readonly pane: Locator;
  readonly #page: Page;

  constructor(page: Page, name: string) {
    this.#page = page;
    // By its label alone: whoever asks for a role asks every element of the page, each time that it is looked for.
    this.pane = page.locator(`section[aria-label="${name}’s Discord"]`);
  }

  /** Types the command, as far as it takes to be the first in the list, and sends it. */
  async types(command: string): Promise<void> {
    const composer = this.pane.locator('playground-composer');
    await composer.getByRole('combobox').first().fill(`/${command}`);
    await this.#page.keyboard.press('Enter');
    await composer.getByText(`/${command}`, { exact: true }).waitFor();
    await this.#page.keyboard.press('Enter');
  }

  /** The newest message with such a button; waits for it. */
  button(label: string | RegExp): Locator {
    return this.pane.locator('discord-button:not([disabled])', { hasText: label }).last();
  }

  /** By the key, not the pointer: under that another button may come as messages arrive. */
  async presses(label: string | RegExp): Promise<void> {
    await this.button(label).locator('button').press('Enter', { timeout: PATIENCE_MS });
  }

  async chooses(menu: RegExp, option: string | RegExp): Promise<void> {
    const button = this.pane.getByRole('combobox', { name: menu }).last();
    await button.click({ timeout: PATIENCE_MS });
    await this.pane.getByRole('option', { name: option }).first().click();
  }

  async opens(channel: 'ladder' | 'matches' | 'staff' | 'Edge Ladder'): Promise<void> {
    const name = this.#page.getByText(channel, { exact: true });
    await this.pane.locator('.channel-link').filter({ has: name }).click();
  }

  async fills(label: string | RegExp, text: string): Promise<void> {
    await this.pane.getByRole('dialog').getByLabel(label).fill(text, { timeout: PATIENCE_MS });
  }

  async reads(words: string | RegExp): Promise<void> {
    await this.pane.getByText(words).last().waitFor({ timeout: PATIENCE_MS });
  }
}
