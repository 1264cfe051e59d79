// All that is looked at in Chromium: in one of it, since to start it and to load what drives it takes as long as many pages.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import { describeInBrowser, openChromium } from './chromium.ts';
import { describePages } from './pages.ts';
import { describePanel, TOKEN } from './panel.ts';
import { describePlayground } from './playground.ts';
import { describeWatch } from './watched.ts';

describeInBrowser('in a browser', () => {
  let browser: Browser;
  let ladder: RunningLadder;

  beforeAll(async () => {
    const variables = { ENVIRONMENT: 'production', STATUS_TOKEN: TOKEN };
    [ladder, browser] = await Promise.all([
      runningLadder({ players: 120, assets: true, variables }),
      openChromium(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await ladder?.close();
  });

  describePlayground(() => browser);
  describePages(() => ({ browser, ladder }));
  describePanel(() => ({ browser, ladder }));
  describeWatch(() => browser);
});
