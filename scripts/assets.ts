// What pages load besides themselves: every style sheet and page script of assets/, written small into dist/site under
// a name that changes with its content, so that browsers may keep it for good; and a module with those names, which is
// bundled into the Worker. wrangler runs this before it bundles (wrangler.toml, [build]); twice at once does no harm.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lineColour } from '../src/chart/line-colour.ts';
import { games } from '../src/games/index.ts';
import { UNRANKED } from '../src/ladder/rank.ts';
import { rankColour } from '../src/messages/rank.ts';
import { apiDocument } from './api-document.ts';
import type { Description } from './api-reference/description.ts';
import { referenceDrawing } from './api-reference.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'assets');
const SITE = join(ROOT, 'dist/site');
const NAMES = join(ROOT, 'dist/site-assets.js');

/** Cloudflare's form: a path, and below it its headers. Not by a star: what is missing must not be kept for a year. */
const headersOf = (path: string) => `${path}
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
`;

/** What the ladder's own data says of colours, as rules: of ranks, and of factions by their place in their game's list. */
function colours(): string {
  const ranks = new Set([...games.flatMap(({ tiers }) => tiers.map(({ id }) => id)), UNRANKED]);
  const lines = Array.from(
    { length: Math.max(...games.map(({ factions }) => factions.length)) },
    (_, place) => ({ place, ...lineColour(place) }),
  );
  const hex = (colour: number) => `#${colour.toString(16).padStart(6, '0')}`;
  return [
    ...[...ranks].map((rank) => {
      const colour = rankColour(rank);
      return `.rank-${rank}{--tier:${hex(colour)};--tier-ink:${inkOn(colour)}}`;
    }),
    ...lines.map(({ place, onLight }) => `.line-${place}{--line:${onLight}}`),
    `@media (prefers-color-scheme:dark){${lines.map(({ place, onDark }) => `.line-${place}{--line:${onDark}}`).join('')}}`,
  ].join('');
}

/** Black or white, whichever stands out more; by WCAG's relative luminance. */
function inkOn(colour: number): string {
  const [red, green, blue] = [16, 8, 0].map((shift) => {
    const part = ((colour >> shift) & 255) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#000' : '#fff';
}

const entries = readdirSync(SOURCE, { withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.d)\.(css|ts)$/.test(entry.name))
  .map(({ name }) => join(SOURCE, name));
const { outputFiles } = await build({
  entryPoints: entries,
  outdir: SITE,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox113', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'warning',
});

const names: Record<string, string> = {};
const kept = new Set<string>();
for (const { path, contents: written } of outputFiles) {
  const name = basename(path);
  const contents = name === 'site.css' ? Buffer.concat([written, Buffer.from(colours())]) : written;
  const digest = createHash('sha256').update(contents).digest('hex').slice(0, 10);
  const hashed = name.replace(/(?=\.\w+$)/, `-${digest}`);
  write(join(SITE, 'assets', hashed), contents);
  names[name] = `/assets/${hashed}`;
  kept.add(hashed);
}
write(join(SITE, '_headers'), Object.values(names).map(headersOf).join(''));
write(NAMES, `export const assets = ${JSON.stringify(names, null, 2)};\n`);
const drawReference = await referenceDrawing();
const stylesheet = names['reference.css'] ?? '';
for (const game of games) {
  const document = JSON.stringify(apiDocument(game), null, 2);
  const description = JSON.parse(document) as Description;
  write(join(SITE, 'openapi', `${game.id}.json`), document);
  // Only the Worker reads it, and puts it into a frame: a browser that comes by its address gets no page.
  write(join(SITE, 'reference', `${game.id}.txt`), drawReference({ description, stylesheet }));
}
for (const name of readdirSync(join(SITE, 'assets'))) {
  // What an earlier build left; the half-written ones of a build that runs at the same time are its own.
  if (!kept.has(name) && !name.endsWith('.part')) rmSync(join(SITE, 'assets', name), { force: true });
}

/** Whole or not at all, and only where it changes something: wrangler watches these files. */
function write(path: string, content: string | Uint8Array): void {
  const bytes = Buffer.from(content);
  mkdirSync(dirname(path), { recursive: true });
  try {
    if (readFileSync(path).equals(bytes)) return;
  } catch {
    // Not there yet.
  }
  const part = `${path}.${process.pid}.part`;
  writeFileSync(part, bytes);
  renameSync(part, path);
}
