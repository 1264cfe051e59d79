// The settings of a deployment in a file of their own: each command that takes `--env-file` reads that one, and the
// environment still wins over it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../../dev/command.ts';
import { command as deploy } from '../../scripts/deploy.ts';
import { command as doctor } from '../../scripts/doctor.ts';
import { command as migrate } from '../../scripts/migrate.ts';
import { command as register } from '../../scripts/register.ts';
import { command as seed } from '../../scripts/seed.ts';
import { run, runAlone } from '../command-run.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { type DiscordStandIn, discordStandIn } from '../discord/discord-stand-in.ts';

const LIMIT_MS = 60_000;
let folder: string;
let file: string;
let database: TestDatabase;
let discord: DiscordStandIn;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-ladder-env-file-'));
  file = join(folder, 'production.env');
  database = await createDatabase();
  discord = await discordStandIn((_, { headers: { authorization } }) =>
    authorization === 'Bot refused' ? { status: 401 } : { status: 200, body: [] },
  );
  writeFileSync(
    file,
    `ENVIRONMENT=production
DATABASE_URL=${database.url}
DISCORD_PUBLIC_KEY=${'ab'.repeat(32)}
DISCORD_APPLICATION_ID=300000000000000012
DISCORD_BOT_TOKEN=from-the-file
DISCORD_API_URL=${discord.url}
OWNER_ID=300000000000000013
STAFF_CHANNEL_ID=300000000000000014
MATCH_CHANNEL_ID=300000000000000015
KEEP_WARM=false
POOL_MAX=5
KEEPWARM=false
`,
  );
});
afterAll(async () => {
  await discord.close();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const databaseName = () => new URL(database.url).pathname.slice(1);

describe('by itself', () => {
  test('db:migrate, as an npm script runs it', async () => {
    const words = ['scripts/run.mjs', 'scripts/migrate.ts', '--env-file', file];
    expect(await runAlone(words)).toEqual({
      code: 0,
      stdout: expect.stringContaining(`/${databaseName()} is up to date`),
      stderr: '',
    });
  });

  test('register', async () => {
    const words = ['scripts/register.ts', '--env-file', file];
    expect(await runAlone(words, { DISCORD_BOT_TOKEN: 'refused' })).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Discord does not accept DISCORD_BOT_TOKEN: [^\n]*\n$/),
    });
    expect(discord.requests.at(-1)?.path).toContain('/applications/300000000000000012/commands');
  });

  test('deploy', { timeout: LIMIT_MS }, async () => {
    const { stdout, code } = await runAlone(['scripts/deploy.ts', '--env-file', file, '--dry-run']);
    expect(code).toBe(0);
    expect(stdout).toContain('would be registered: added /');
    expect(stdout).toContain('before the real one: DATABASE_URL is on 127.0.0.1');
    expect(stdout).toContain(`before the real one: DISCORD_API_URL is ${discord.url}`);
    // What is of this installation alone goes along, what is secret does not.
    for (const name of ['OWNER_ID', 'STAFF_CHANNEL_ID', 'MATCH_CHANNEL_ID', 'DISCORD_APPLICATION_ID']) {
      expect(stdout).toMatch(new RegExp(`env\\.${name} `));
    }
    expect(stdout).not.toMatch(/from-the-file|DATABASE_URL \(/);
    // What differs from wrangler.toml wins over it, and is said.
    expect(stdout).toContain('KEEP_WARM="false" goes along; wrangler.toml says "true"');
    expect(stdout).toContain('env.KEEP_WARM ("(hidden)")');
    expect(stdout).toContain('env.POOL_MAX ("5")');
    expect(stdout).toContain('left alone: KEEPWARM');
  });

  test('deploy: a file that is not there is no empty one', async () => {
    expect(await runAlone(['scripts/deploy.ts', '--env-file', join(folder, 'none')])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^there is no [^\n]*none: --env-file[^\n]*\n$/),
    });
  });
});

test('the environment wins', async () => {
  const environment = { DATABASE_URL: 'postgres://me@127.0.0.1:1/elsewhere' };
  const { stderr } = await run(migrate, ['--env-file', file], environment);
  expect(stderr).toContain('127.0.0.1:1/elsewhere');
});

test('register', async () => {
  const { stdout, code } = await run(register, ['--env-file', file, '--dry-run']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^would be registered: added \//)]);
  expect(discord.requests.at(-1)).toMatchObject({
    path: expect.stringContaining('/applications/300000000000000012/commands'),
    headers: { authorization: 'Bot from-the-file' },
  });
});

test('doctor', async () => {
  const { stdout } = await run(doctor, ['--env-file', file]);
  expect(stdout).toContain('complete, for production');
  expect(stdout).toContain(databaseName());
  // The Worker that may run here is not the one that these settings are for.
  expect(stdout).toMatch(/Worker +not asked\n.*--url/);
  expect(stdout).toMatch(/configuration +no settings of Edge Ladder: KEEPWARM\n.*\.dev\.vars\.example/);
});

test('db:seed', async () => {
  const elsewhere = join(folder, 'elsewhere.env');
  writeFileSync(elsewhere, 'DATABASE_URL=postgres://me:hidden@ladder.invalid/x\n');
  const { code, stderr } = await run(seed, ['--players', '50', '--env-file', elsewhere]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^This would write to ladder\.invalid, /)]);
});

test.each<[string, Command]>([
  ['db:migrate', migrate],
  ['register', register],
  ['doctor', doctor],
])('%s: a file that is not there is no empty one', async (_, command) => {
  const { code, stderr } = await run(command, ['--env-file', join(folder, 'none')]);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^there is no .*none: --env-file/)]);
});

test('a folder in its place: one line says so', async () => {
  const { code, stderr } = await run(doctor, ['--env-file', folder]);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^[^\n]* is a folder: --env-file takes[^\n]*\n$/),
  ]);
});

test('a file without a database never means the one of this checkout', async () => {
  const bare = join(folder, 'bare.env');
  writeFileSync(bare, `ENVIRONMENT=development\nDISCORD_PUBLIC_KEY=${'ab'.repeat(32)}\n`);
  expect(await run(migrate, ['--env-file', bare])).toMatchObject({
    code: 1,
    stderr: `${bare} sets no DATABASE_URL\n`,
  });
  expect(await run(deploy, ['--env-file', bare])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^ENVIRONMENT is development/),
  });
  const { code, stdout } = await run(doctor, ['--env-file', bare]);
  expect([code, stdout]).toEqual([1, expect.stringMatching(/DATABASE_URL.*\n.*In .*bare\.env/)]);
});
