// The process that holds the PostgreSQL of a test run: in a temporary folder, on loopback, thrown away afterwards,
// and quick because nothing in it needs to survive a crash. Writes the server's URL as its one line of output, and
// ends when its input does: so even a killed test run leaves nothing behind.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { memoryFolder } from '../dev/memory-folder.ts';
import { postgresPrograms } from '../dev/postgres/programs.ts';
import { freePort, makeFolder, startServer, stopServer } from '../dev/postgres/server.ts';
import { PASSING } from '../dev/postgres/settings.ts';
import { migrate } from '../scripts/migrate.ts';

const [template = 'template'] = process.argv.slice(2);
const PASSWORD = 'test';
const SETTINGS = {
  ...PASSING,
  max_wal_size: '256MB',
  // Test files run beside each other, each with pools of its own.
  max_connections: '400',
};

let isInterrupted = false;
const abandoned = new Promise<void>((resolve) => {
  const end = () => {
    isInterrupted = true;
    resolve();
  };
  process.stdin.resume().once('end', end).once('error', end);
});
// Ctrl-C reaches the whole group, programs started here too; the run decides when this ends.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    isInterrupted = true;
  });
}

const root = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'edge-ladder-test-'));
try {
  chmodSync(root, 0o755); // the user PostgreSQL runs as has to get through
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
  try {
    const url = `postgres://postgres:${PASSWORD}@127.0.0.1:${port}`;
    const client = new Client(`${url}/postgres`);
    await client.connect();
    await client.query(`create database ${template}`);
    await client.end();
    await migrate(`${url}/${template}`, () => {});
    console.log(`${url}/postgres`);
    await abandoned;
  } finally {
    await stopServer(server);
  }
} catch (error) {
  // What was cut short needs no reason.
  if (!isInterrupted) throw error;
} finally {
  rmSync(root, { recursive: true, force: true });
}
process.exit();
