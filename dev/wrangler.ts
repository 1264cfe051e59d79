// Where wrangler's program is: run by its file under this very Node, since a bin link or npx would choose one of
// their own.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export function wranglerProgram(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('wrangler/package.json')), 'bin', 'wrangler.js');
}
