// What the watch over pages sees: each fault a page can have, on a page that has just that one.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations, describeInBrowser, openChromium, openPage, overflow } from './chromium.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/well': '<h1>Well</h1><p>Nothing is wrong.</p>',
  '/throws': '<script>throw new Error("broken")</script>',
  '/speaks': '<script>console.error("out of sorts")</script>',
  '/asks': '<img src="http://127.0.0.1:1/picture.png" alt="">',
  '/lacks': '<img src="/nowhere.png" alt="">',
  '/unnamed': '<h1>Unnamed</h1><button></button>',
  '/pale':
    '<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>Pale</p>',
  '/wide': '<div style="width: 2000px">wide</div>',
};

describeInBrowser('pages are watched', () => {
  let server: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const body = PAGES[url];
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (body === undefined) return response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
      return response.end(`<!doctype html><html lang="en"><title>Page</title><main>${body}</main></html>`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  test.each([
    ['/well', []],
    ['/throws', [expect.stringContaining('threw broken')]],
    ['/speaks', [expect.stringContaining('out of sorts')]],
    ['/asks', [expect.stringContaining('asked http://127.0.0.1:1'), expect.stringContaining('console')]],
    ['/lacks', [expect.stringContaining('404 from'), expect.stringContaining('console')]],
  ])('%s', async (path, faults) => {
    const opened = await openPage(browser, { origin });
    await opened.page.goto(origin + path, { waitUntil: 'networkidle' });
    expect(opened.faults()).toEqual(expect.arrayContaining(faults));
    expect(opened.faults()).toHaveLength(faults.length);
    await opened.close();
  });

  test('an error that is meant to be is none', async () => {
    const opened = await openPage(browser, { origin, expectedErrors: ['/nowhere.png'] });
    await opened.page.goto(`${origin}/lacks`, { waitUntil: 'networkidle' });
    expect(opened.faults()).toEqual([]);
    await opened.close();
  });

  test('a button without a name, a page that is too wide', async () => {
    const opened = await openPage(browser, { origin, width: 390 });
    await opened.page.goto(`${origin}/unnamed`);
    expect(await axeViolations(opened.page)).toEqual([expect.stringMatching(/^button-name/)]);
    expect(await overflow(opened.page)).toBe(0);
    await opened.page.goto(`${origin}/wide`);
    expect(await overflow(opened.page)).toBeGreaterThan(1_000);
    await opened.page.goto(`${origin}/well`);
    expect(await axeViolations(opened.page)).toEqual([]);
    await opened.close();
  });

  test('another colour scheme is asked about its colours alone', async () => {
    const opened = await openPage(browser, { origin });
    const { page } = opened;
    await page.goto(`${origin}/pale`);
    expect(await axeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await axeViolations(page, 'colours')).toEqual([
      expect.stringMatching(/^color-contrast: .* at p: .*2\.\d/s),
    ]);
    await page.goto(`${origin}/unnamed`);
    expect(await axeViolations(page, 'colours')).toEqual([]);
    await opened.close();
  });
});
