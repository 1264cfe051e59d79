// The page messages are drawn in, and its address: a server on loopback that has the page and the components' script,
// and a policy under which the page can ask nobody else.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { html, raw } from 'hono/html';
import { botAvatar } from './avatar.ts';
import type { Drawn } from './markdown.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'; img-src 'self' data:";

/** A page that shows a channel with these messages. */
export function channelPage(messages: readonly Drawn[]): Drawn {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Edge Ladder</title>
<style>${raw(STYLE)}</style>
<script>${raw(SETTINGS)}</script>
<script src="/components.js" defer></script>
<discord-messages>${messages}</discord-messages>
</html>`;
}

// Read by the components as their script loads; without it they ask Discord's servers for avatars.
const AVATARS = ['default', 'blue', 'gray', 'green', 'orange', 'red', 'pink'].map((name) => [
  name,
  botAvatar,
]);
const SETTINGS = `window.$discordMessage = ${JSON.stringify({ avatars: Object.fromEntries(AVATARS) })}`;

// What the components lack of Discord's own look: spaces kept, code within a line, menus of full width.
const STYLE = `
  body { margin: 0; background: #36393e; }
  discord-messages { padding-bottom: 8px; border: 0; display: flow-root; }
  discord-embed-description, discord-embed-field { white-space: break-spaces; }
  code { padding: 0 0.25em; border-radius: 3px; background: #1e1f22; font: 0.85em Consolas, 'DejaVu Sans Mono', monospace; white-space: break-spaces; }
  discord-string-select-menu { width: 100%; max-width: 440px; margin-top: 4px; }
  .embed-title { grid-column: 1 / 1; margin-top: 8px; color: #fff; font-size: 1rem; font-weight: 600; }
  .field-name { margin-bottom: 2px; color: #fff; font-weight: 600; }
`;

export interface PageServer {
  readonly origin: string;
  /** Puts a page in the place of the last one; returns its address. */
  show(page: Drawn): Promise<string>;
  close(): void;
}

export async function servePages(): Promise<PageServer> {
  const components = await componentsScript();
  let page = '';
  const server = createServer((request, response) => {
    response.setHeader('content-security-policy', POLICY);
    const isScript = request.url === '/components.js';
    if (!isScript && request.url !== '/') return response.writeHead(404).end();
    response.setHeader('content-type', `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8`);
    return response.end(isScript ? components : page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the page has no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    async show(shown) {
      page = String(await shown);
      return `${origin}/`;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** All components in one file that a page can load. */
async function componentsScript(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: "import '@skyra/discord-components-core';", resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}
