// The page and what it loads, all of it from this server: its script and its style, made of the files in page/.
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const FOLDER = join(import.meta.dirname, 'page');
const PATHS = { script: '/playground/page.js', style: '/playground/page.css' } as const;

export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The components set some styles of their own on their elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** By path. */
export async function pageAssets(): Promise<ReadonlyMap<string, Asset>> {
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, 'main.ts'), join(FOLDER, 'page.css')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    logLevel: 'error',
  });
  const made = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return new Map<string, Asset>([
    [PATHS.script, { type: 'text/javascript', body: made('.js') }],
    [PATHS.style, { type: 'text/css', body: made('.css') }],
    ['/playground', { type: 'text/html', body: PAGE }],
  ]);
}

const ICON = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='#5865f2'/><path d='M11 7v18M21 7v18M11 12h10M11 16h10M11 20h10' stroke='#fff' stroke-width='2.5' stroke-linecap='round'/></svg>`;

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edge Ladder playground</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
<link rel="stylesheet" href="${PATHS.style}">
<script type="module" src="${PATHS.script}"></script>
<div id="playground"><p class="loading" role="status">Opening the playground …</p></div>
<noscript>The playground needs JavaScript.</noscript>
</html>
`;

/** Where there is no Discord on this machine. */
export function closedPage(reason: string): Asset {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Edge Ladder playground</title>
<style>body { max-width: 36rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #dbdee1; background: #313338; }</style>
<main><h1>The playground is closed</h1><p>${reason}</p></main>
</html>
`;
  return { type: 'text/html', body };
}
