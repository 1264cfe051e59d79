// `wrangler deploy` as `npm run deploy` runs it: on this terminal, where it may ask. Whoever answers no has deployed
// nothing, and wrangler ends as if all were well; what it did stands in the file it is told to write.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Obstacle } from '../dev/obstacle.ts';
import { checkout } from '../dev/variables.ts';
import { wranglerProgram } from '../dev/wrangler.ts';

export async function wranglerDeploy(options: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'edge-ladder-deploy-'));
  const output = join(folder, 'output.ndjson');
  try {
    const child = spawn(process.execPath, [wranglerProgram(), 'deploy', ...options], {
      cwd: checkout,
      stdio: 'inherit',
      env: { ...process.env, WRANGLER_OUTPUT_FILE_PATH: output },
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) {
      throw new Obstacle(
        'wrangler could not deploy, see above. Not logged in? `npx wrangler login`, or set CLOUDFLARE_API_TOKEN.',
      );
    }
    const isRehearsal = options.includes('--dry-run');
    if (!isRehearsal && existsSync(output) && deployedNothing(readFileSync(output, 'utf8'))) {
      throw new Obstacle('wrangler was told not to go on, and uploaded nothing.');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By wrangler's own words, a line of JSON for each step: a deployment that has no version. */
export function deployedNothing(output: string): boolean {
  const entries = output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as { type?: unknown; version_id?: unknown });
  return entries.some(({ type, version_id: version }) => type === 'deploy' && version === null);
}
