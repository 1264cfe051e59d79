// `npm start` on the Hyperdrive route: what wrangler itself reads in the file that it is given, which database it would
// dial, and that the Worker that is deployed is well by such a binding. To run wrangler to see that takes three times as long.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, inject, test } from 'vitest';
import { hyperdriveEnvironment, wranglerFile } from '../../dev/hyperdrive-binding.ts';
import { runWorker } from '../../dev/running-worker.ts';
import { checkout } from '../../dev/variables.ts';
import { createDatabase } from '../database.ts';

const LIMIT_MS = 120_000;

const own = join(checkout, 'wrangler.toml');
const data = mkdtempSync(join(tmpdir(), 'edge-ladder-hyperdrive-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

interface Read {
  readonly configPath: string;
  readonly alias: Readonly<Record<string, string>>;
  readonly assets: { readonly directory: string };
  readonly hyperdrive: readonly unknown[];
  readonly [name: string]: unknown;
}

/** A file as wrangler reads it, and which database each of its bindings dials on this machine. */
interface Found {
  readonly file: Read;
  readonly dialled: Readonly<Record<string, string>>;
}

async function found(files: readonly string[], environment: NodeJS.ProcessEnv): Promise<readonly Found[]> {
  const script = `
    import { unstable_getMiniflareWorkerOptions as optionsOf, unstable_readConfig as read } from 'wrangler';
    const found = process.argv.slice(1).map((config) => {
      const file = read({ config });
      return { file, dialled: optionsOf(file).workerOptions.hyperdrives };
    });
    console.log('\\n' + JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', script, ...files],
    { cwd: checkout, env: { ...process.env, ...environment } },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** With whole paths, and without what tells the two files apart. */
function compared({ configPath, userConfigPath, hyperdrive, alias, assets, ...others }: Read) {
  const whole = (path: string) => resolve(dirname(configPath), path);
  return {
    ...others,
    alias: Object.fromEntries(Object.entries(alias).map(([name, path]) => [name, whole(path)])),
    assets: { ...assets, directory: whole(assets.directory) },
  };
}

test('wrangler is given wrangler.toml, and with it the binding that is not there', {
  timeout: LIMIT_MS,
}, async () => {
  const url = 'postgres://ladder:secret@127.0.0.1:6000/ladder';
  const variables = { DATABASE_ROUTE: 'hyperdrive', DATABASE_URL: url };
  const file = wranglerFile(variables, data);
  expect(file).not.toBe(own);
  const [there, given] = await found([own, file], hyperdriveEnvironment(variables));
  expect(there?.dialled).toEqual({});
  expect(given?.dialled).toEqual({ HYPERDRIVE: url });
  expect(given && compared(given.file)).toEqual(there && compared(there.file));
});

test('on the other route it is wrangler.toml itself', () => {
  expect(wranglerFile({ DATABASE_ROUTE: 'pool' }, data)).toBe(own);
  expect(wranglerFile({ DATABASE_ROUTE: '' }, data)).toBe(own);
});

test('the Worker is well by that route', async () => {
  const database = await createDatabase();
  const worker = await runWorker({
    bundle: { path: inject('bundlePath') },
    variables: {
      ENVIRONMENT: 'production',
      DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
      DATABASE_ROUTE: 'hyperdrive',
      // Nobody is there: it is the binding that is dialled.
      DATABASE_URL: 'postgres://u:p@127.0.0.1:1/d',
    },
    hyperdriveUrl: database.url,
  });
  const health = await fetch(`${worker.url}/health`);
  expect([health.status, await health.json()]).toEqual([
    200,
    expect.objectContaining({ route: 'hyperdrive' }),
  ]);
  await worker.stop();
  await database.drop();
});
