// What a test reads of a page: enough of its HTML, and nothing of how it looks.

export interface Fetched {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export async function fetchPage(url: string, init: RequestInit = {}): Promise<Fetched> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** As a reader reads it. */
export function textOf(html: string): string {
  const bare = html
    .replaceAll(/<(title|desc|option|caption)\b[^>]*>[^<]*<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ');
  return unescaped(bare).replaceAll(/\s+/g, ' ').trim();
}

/** The text of each row of the page's first table. */
export function rowsOf(html: string): readonly string[] {
  const body = /<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => textOf(row));
}

/** Where the link with that `rel`, or that text, leads; null when there is none. */
export function linkOf(html: string, which: string): string | null {
  for (const [, attributes = '', text = ''] of html.matchAll(/<a ([^>]*)>(.*?)<\/a>/gs)) {
    if (!attributes.includes(`rel="${which}"`) && textOf(text) !== which) continue;
    return unescaped(/href="([^"]*)"/.exec(attributes)?.[1] ?? '');
  }
  return null;
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
