// Chromium, as the machine has it: found, and opened with a profile of its own that is thrown away. For pictures and
// for tests of pages; nothing is ever downloaded.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { Obstacle } from './obstacle.ts';

/** The headless shell first: it draws pages as Chromium does, and has no browser around them to start and keep. */
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Edges of letters in shades of grey: right on every screen, not only on one like this machine's.
  '--disable-lcd-text',
];

const LIMIT_MS = 30_000;

/** Where Chromium is, or a sentence that says what to do. */
export function findChromium(): { readonly path: string } | { readonly missing: string } {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) {
    return existsSync(named) ? { path: named } : { missing: `CHROMIUM_PATH=${named} is not there.` };
  }
  const path = PLACES.find((place) => existsSync(place));
  if (path !== undefined) return { path };
  return {
    missing:
      'There is no Chromium here: install it (Debian: apt install chromium-headless-shell fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji; elsewhere chromium or Google Chrome), or name one with CHROMIUM_PATH.',
  };
}

/** Told to end, the browser ends this process with itself, unless that has more to take away: `endsProcess: false`. */
export async function openBrowser(
  flags: readonly string[] = [],
  { endsProcess = true } = {},
): Promise<Browser> {
  const found = findChromium();
  if ('missing' in found) throw new Obstacle(found.missing);
  // Without its sandbox, which not every container allows: it shows nothing but our own pages.
  const args = [...FLAGS, ...flags];
  const handles = { handleSIGINT: endsProcess, handleSIGTERM: endsProcess, handleSIGHUP: endsProcess };
  return chromium.launch({
    executablePath: found.path,
    headless: true,
    args,
    timeout: LIMIT_MS,
    ...handles,
  });
}
