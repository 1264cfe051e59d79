// The reference of the API as HTML, without a frame: drawn of its description when the Worker is built, which therefore
// neither carries nor runs what draws it. JSX is nothing that Node reads, so the page is bundled first.
import { join } from 'node:path';
import { build } from 'esbuild';
import type { ReferencePage } from './api-reference/page.tsx';

export type DrawReference = (...asked: Parameters<typeof ReferencePage>) => string;

export async function referenceDrawing(): Promise<DrawReference> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'api-reference/page.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  });
  const [bundled] = outputFiles;
  const code = Buffer.from(bundled?.contents ?? []).toString('base64');
  const page = (await import(`data:text/javascript;base64,${code}`)) as {
    ReferencePage: typeof ReferencePage;
  };
  return (asked) => page.ReferencePage(asked).toString();
}
