// Pages as a browser shows them, for their pictures: a player's, and the operator's panel with something going on.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { takePicture } from './browser.ts';

/** What is asked while the panel looks on, in turn. */
export const PANEL_COMMANDS = [
  '/profile',
  '/leaderboard',
  '/history',
  '/profile player:Birch',
  '/help',
  '/versus player:Birch',
];
/** As long as its plots take to show something. */
const PANEL_MS = 26_000;

export function drawPlayerPage(browser: Browser, address: string, name: string): Promise<Buffer> {
  return takePicture(browser, `${address}/players/${encodeURIComponent(name)}`, {
    width: 1_100,
    scale: 1,
    selector: 'body',
    // As far as the first of the matches.
    height: 1_280,
  });
}

/** After some seconds in which players have asked one thing and another: `ask` is given its turn. */
export async function drawPanel(
  browser: Browser,
  address: string,
  ask: (turn: number) => Promise<unknown>,
): Promise<Buffer> {
  const watched = new AbortController();
  const asking = (async () => {
    for (let turn = 0; !watched.signal.aborted; turn += 1) {
      // More in some seconds than in others.
      await pause(60 + 55 * (1 + Math.sin(turn / 16)));
      await ask(turn);
    }
  })();
  // It may fail before it is waited for.
  asking.catch(() => {});
  try {
    return await takePicture(browser, `${address}/status/panel`, {
      width: 1_280,
      scale: 1,
      selector: 'body',
      once: `performance.now() > ${PANEL_MS} && document.querySelectorAll('.plot canvas').length === 6`,
    });
  } finally {
    watched.abort();
    await asking;
  }
}
