import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Command } from '../../dev/command.ts';
import { command as dbMigrate } from '../../scripts/migrate.ts';
import { command as dbSeed } from '../../scripts/seed.ts';
import { run, runAlone } from '../command-run.ts';
import { createDatabase, type TestDatabase } from '../database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const seed = (args: readonly string[], url = database.url) => run(dbSeed, args, { DATABASE_URL: url });
const migrate = (url = database.url) => run(dbMigrate, [], { DATABASE_URL: url });

describe('db:seed', () => {
  test('arguments that are none: one line says what is wrong', async () => {
    const { code, stderr } = await seed(['--players', '10', '--sed', '3']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^[^\n]*'--sed'[^\n]*usage: [^\n]*\n$/)]);
  });

  test('says what it made, and refuses to do it twice', async () => {
    // By itself: it ends when it has made the season, and when it has not.
    const alone = () => runAlone(['scripts/seed.ts', '--players', '50'], { DATABASE_URL: database.url });
    expect(await alone()).toEqual({
      code: 0,
      stdout: expect.stringMatching(/done: 50 players, \d+ standings, \d+ matches/),
      stderr: '',
    });
    expect(await alone()).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^[^\n]*holds players or seasons already: --replace[^\n]*\n$/),
    });
    expect((await seed(['--players', '60', '--replace'])).code).toBe(0);
  });

  test('writes to another machine only when its own name is given', async () => {
    const url = 'postgres://me:hidden@ladder.invalid/x';
    const args = ['--players', '50', '--yes-into', 'elsewhere.invalid'];
    const { code, stderr } = await seed(args, url);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^This would write to ladder\.invalid, .*: --yes-into ladder\.invalid\n$/),
    ]);
  });

  test('what a deployment’s file leaves out is production: its ladder is emptied only by name', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'edge-ladder-seed-')), 'deployed.env');
    writeFileSync(file, `DATABASE_URL=${database.url}\n`);
    const { code, stderr } = await seed(['--players', '50', '--replace', '--env-file', file], '');
    rmSync(dirname(file), { recursive: true });
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/a ladder in production.*--yes-into 127\.0\.0\.1/),
    ]);
  });

  test('with its name given it goes there', async () => {
    const url = 'postgres://me:hidden@ladder.invalid/x';
    const { stderr } = await seed(['--players', '50', '--yes-into', 'ladder.invalid'], url);
    expect(stderr).toMatch(/^ladder\.invalid:5432\/x: .*getaddrinfo.*is it spelled right\?\n$/);
  });

  test.each([
    [
      'nothing listens',
      'postgres://me:hidden@127.0.0.1:1/x',
      /^127\.0\.0\.1:1\/x: .*Nothing listens there: .*\n$/,
    ],
    ['no such database', null, /: .*"nowhere" does not exist\. .*: create it\.\n$/],
  ])('%s: one line says what to do', async (_, given, says) => {
    const nowhere = new URL(database.url);
    nowhere.pathname = '/nowhere';
    const { code, stderr } = await seed(['--players', '50'], given ?? nowhere.href);
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toMatch(says);
  });

  test('names the command that is missing before it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'edge-ladder-seed-')), 'deployed.env');
    writeFileSync(file, `DATABASE_URL=${inject('postgresUrl')}\n`);
    const { code, stderr } = await seed(['--players', '50', '--env-file', file], '');
    rmSync(dirname(file), { recursive: true });
    const advice = `no tables yet: npm run db:migrate -- --env-file ${file}\n`;
    expect([code, stderr]).toEqual([1, expect.stringContaining(advice)]);
  });
});

test('db:seed, of a database that lacks some migrations: one line says so', async () => {
  const behind = await createDatabase();
  const client = new Client(behind.url);
  await client.connect();
  await client.query('drop function ladder_faults() cascade');
  await client.end();
  const { code, stderr } = await seed(['--players', '50'], behind.url);
  await behind.drop();
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^[^\n]* lacks migrations: npm run db:migrate\n$/),
  ]);
});

test.each([
  ['db:seed', dbSeed, ['--players', '50'], /^[^\n]*permission denied for table players\. [^\n]*own[^\n]*\n$/],
  ['db:migrate', dbMigrate, [], /permission denied for [^\n]*\n[^\n]*own[^\n]*\n$/],
])(
  '%s, as somebody whose tables they are not: it says whose they must be',
  async (_, command: Command, args: readonly string[], says) => {
    const there = await createDatabase();
    const client = new Client(there.url);
    await client.connect();
    const stranger = `stranger_${randomBytes(6).toString('hex')}`;
    await client.query(`create role ${stranger} login password 'x'`);
    const url = new URL(there.url);
    Object.assign(url, { username: stranger, password: 'x' });
    const { code, stderr } = await run(command, args, { DATABASE_URL: url.href });
    await client.query(`drop role ${stranger}`);
    await client.end();
    await there.drop();
    expect([code, stderr]).toEqual([1, expect.stringMatching(says)]);
  },
);

describe('db:migrate', () => {
  test('says when there is nothing to do', async () => {
    const { code, stdout } = await migrate();
    expect([code, stdout]).toEqual([0, expect.stringMatching(/is up to date, as it was\n$/)]);
  });

  test('a URL that is none, and one that leads nowhere', async () => {
    expect(await migrate('postgres')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^DATABASE_URL is not a URL/),
    });
    const nowhere = await migrate('postgres://me:hidden@127.0.0.1:1/x');
    expect(nowhere).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not be migrated: .*refused\nNothing listens there: /),
    });
    expect(nowhere.stderr).not.toContain('hidden');
  });
});
