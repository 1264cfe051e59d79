// One PostgreSQL for a whole test run: in a temporary folder, on loopback, thrown away afterwards, and quick because
// nothing in it needs to survive a crash. Holds a migrated template, of which every test copies its own database.
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { postgresPrograms } from '../dev/postgres/programs.ts';
import { askToStop, freePort, makeFolder, startServer, stopServer } from '../dev/postgres/server.ts';
import { migrate } from '../scripts/migrate.ts';

export const TEMPLATE_NAME = 'edge_ladder_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's superuser, in the database "postgres". */
    postgresUrl: string;
  }
}

const PASSWORD = 'test';
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Test files run beside each other, each with pools of its own.
  max_connections: '400',
};

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = mkdtempSync(join(tmpdir(), 'edge-ladder-test-'));
  await chmod(root, 0o755); // the user PostgreSQL runs as has to get through
  const folder = join(root, 'postgres');
  const programs = await postgresPrograms(folder);
  await makeFolder(programs, folder, PASSWORD);
  const port = await freePort(null);
  const logFile = join(root, 'postgres.log');
  const server = await startServer({
    programs,
    folder,
    port,
    password: PASSWORD,
    logFile,
    settings: SETTINGS,
  });
  const onExit = () => askToStop(server);
  process.on('exit', onExit);

  const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}`;
  const client = new Client(`${url}/postgres`);
  await client.connect();
  await client.query(`create database ${TEMPLATE_NAME}`);
  await client.end();
  await migrate(`${url}/${TEMPLATE_NAME}`, () => {});
  project.provide('postgresUrl', `${url}/postgres`);

  return async () => {
    process.off('exit', onExit);
    await stopServer(server);
    rmSync(root, { recursive: true, force: true });
  };
}
