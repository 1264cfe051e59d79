// The API's reference as a reader meets it: everything that is described is there, every link of the page leads
// somewhere, and it has no script. How a browser shows it is among the other pages (test/browser/pages).
import { beforeAll, describe, expect, test } from 'vitest';
import { apiDocument } from '../../scripts/api-document.ts';
import { games } from '../../src/games/index.ts';
import type { RunningLadder } from '../running-ladder.ts';
import { apiClient } from './api/client.ts';

const [game] = games;

/** On a ladder with the files that pages load. */
export function describeReference(ladder: () => RunningLadder): void {
  describe('the API’s reference', () => {
    let html: string;
    let response: Response;
    beforeAll(async () => {
      response = await fetch(`${ladder().worker.url}/api`);
      html = await response.clone().text();
    });

    test('everything that is described is there', () => {
      const { paths, components } = apiDocument(game);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const operations = Object.entries(paths).filter(([path]) => !path.endsWith('.csv')) as [
        string,
        { get: { operationId: string } },
      ][];
      for (const [path, { get }] of operations) {
        expect(html).toContain(`<code>GET ${path}</code>`);
        expect(ids).toContain(get.operationId);
      }
      // Where the type of each problem leads.
      expect(ids).toEqual(expect.arrayContaining(Object.keys(components.responses)));
      expect(ids).toEqual(
        expect.arrayContaining(Object.keys(components.schemas).map((name) => `schema-${name}`)),
      );
    });

    test('every link leads somewhere', async () => {
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      const links = [...new Set([...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, link = '']) => link))];
      expect(links.filter((link) => link.startsWith('#') && !ids.includes(link.slice(1)))).toEqual([]);
      const { ask } = apiClient(() => ladder().worker.url);
      const examples = links.filter((link) => link.startsWith('/api/v1'));
      expect(examples.length).toBeGreaterThan(10);
      for (const link of examples) expect([link, (await ask(link)).status]).toEqual([link, 200]);
    });

    test('is kept, and may load nothing from elsewhere', async () => {
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(html).not.toMatch(/<script|style="|https?:\/\/(?!www\.w3\.org)/);
      const again = await fetch(`${ladder().worker.url}/api`, {
        headers: { 'if-none-match': response.headers.get('etag') ?? '' },
      });
      expect(again.status).toBe(304);
      const base = await fetch(`${ladder().worker.url}/api/v1`, { redirect: 'manual' });
      expect([base.status, base.headers.get('location')]).toEqual([302, '/api']);
    });
  });
}
