// What the watch over pages sees: each fault a page can have, on a page that has just that one.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { thinOut } from './alike.ts';
import {
  axeViolations,
  openPage,
  overflow,
  seen,
  violationsOfTheRest,
  type WatchedPage,
  WIDTHS,
} from './chromium.ts';

const LONGEST = 'Row that is wider than any telephone, and wider than every other one of those thirty rows';

/** Thirty rows; one has an id, one is wide, one is pale, one has nothing to read. */
function many(): string {
  const row = (place: number) => {
    const text = place === 9 ? LONGEST : place === 17 ? '' : `Row ${place}`;
    const colour = place === 13 ? ' class="pale"' : '';
    return `<tr${place === 7 ? ' id="seventh"' : ''}><td${colour}><a href="/row/${place}">${text}</a></td></tr>`;
  };
  return Array.from({ length: 30 }, (_, place) => row(place)).join('');
}

const PAGES: Readonly<Record<string, string>> = {
  '/well': '<h1>Well</h1><p>Nothing is wrong.</p>',
  '/throws': '<script>throw new Error("broken")</script>',
  '/speaks': '<script>console.error("out of sorts")</script>',
  '/asks': '<img src="http://127.0.0.1:1/picture.png" alt="">',
  '/lacks': '<img src="/nowhere.png" alt="">',
  '/may-lack': '<img src="/missing-on-purpose.png" alt="">',
  '/unnamed': '<h1>Unnamed</h1><button></button>',
  '/pale':
    '<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>Pale</p>',
  '/spacious':
    '<style>b { color: #ddd } @media (max-width: 600px) { div { display: none } }</style><p>Well</p><div><b>Pale</b><button></button></div>',
  '/many': `<style>.pale a { color: #ddd } td { white-space: nowrap }</style><table>${many()}</table>`,
  '/wide': '<div style="width: 2000px">wide</div>',
};

export function describeWatch(given: () => Browser): void {
  describe('pages are watched', () => {
    let server: Server;
    let browser: Browser;
    let origin: string;
    let opened: WatchedPage;

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
      browser = given();
      opened = await openPage(browser, { origin, expectedErrors: ['/missing-on-purpose.png'] });
    });
    afterAll(async () => {
      await opened.close();
      server.close();
    });

    test.each([
      ['/well', []],
      ['/throws', [expect.stringContaining('threw broken')]],
      ['/speaks', [expect.stringContaining('out of sorts')]],
      ['/asks', [expect.stringContaining('asked http://127.0.0.1:1'), expect.stringContaining('console')]],
      ['/lacks', [expect.stringContaining('404 from'), expect.stringContaining('console')]],
      // An error that is meant to be is none.
      ['/may-lack', []],
    ])('%s', async (path, faults) => {
      const before = opened.faults().length;
      await opened.page.goto(origin + path, { waitUntil: 'networkidle' });
      const found = opened.faults().slice(before);
      expect(found).toEqual(expect.arrayContaining(faults));
      expect(found).toHaveLength(faults.length);
    });

    test('a button without a name, a page that is too wide', async () => {
      const { page } = opened;
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'light' });
      await page.goto(`${origin}/unnamed`);
      expect(await axeViolations(page)).toEqual([expect.stringMatching(/^button-name/)]);
      expect(await overflow(page)).toBe(0);
      await page.goto(`${origin}/wide`);
      expect(await overflow(page)).toBeGreaterThan(1_000);
      await page.goto(`${origin}/well`);
      expect(await axeViolations(page)).toEqual([]);
    });

    test('another colour scheme is asked about its colours alone', async () => {
      const { page } = opened;
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'light' });
      await page.goto(`${origin}/pale`);
      expect(await axeViolations(page)).toEqual([]);
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'dark' });
      expect(await axeViolations(page, 'colours')).toEqual([
        expect.stringMatching(/^color-contrast: .* at p: .*2\.\d/s),
      ]);
      await page.goto(`${origin}/unnamed`);
      expect(await axeViolations(page, 'colours')).toEqual([]);
    });

    test('what stands at one width alone is asked there', async () => {
      const { page } = opened;
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'light' });
      await page.goto(`${origin}/spacious`);
      expect(await axeViolations(page)).toEqual([]);
      const rest = await violationsOfTheRest(page);
      expect(await rest()).toEqual([]);
      await seen(page, { width: WIDTHS.desktop, colorScheme: 'light' });
      expect((await rest()).toSorted()).toEqual([
        expect.stringMatching(/^button-name: /),
        expect.stringMatching(/^color-contrast: .* at b: /),
      ]);
    });

    test('of what is alike some stay, and whatever is not', async () => {
      const { page } = opened;
      await seen(page, { width: WIDTHS.telephone, colorScheme: 'light' });
      await page.goto(`${origin}/many`);
      const widest = await overflow(page);
      expect(widest).toBeGreaterThan(0);
      const found = await axeViolations(page);
      expect(found.map((violation) => violation.split(':')[0])).toEqual(['color-contrast', 'link-name']);
      await thinOut(page);
      expect((await axeViolations(page)).map((violation) => violation.split(' at ')[0])).toEqual(
        found.map((violation) => violation.split(' at ')[0]),
      );
      expect(await overflow(page)).toBe(widest);
      const left = await page.evaluate('[...document.querySelectorAll("tr")].map((row) => row.textContent)');
      expect(left).toEqual(['Row 0', 'Row 1', 'Row 7', LONGEST, 'Row 13', '', 'Row 29']);
    });
  });
}
