// The PostgreSQL server itself is stopped and started again under a running Worker.
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Programs, postgresPrograms } from '../../dev/postgres/programs.ts';
import { makeFolder, type RunningServer, startServer, stopServer } from '../../dev/postgres/server.ts';
import { bundleOf } from '../bundle-of.ts';
import { lastingPort } from '../lasting-port.ts';
import { probe, ROUTES } from './routes.ts';

const PASSWORD = 'test';
let root: string;
let programs: Programs;
let server: RunningServer;
let port: number;
let bundle: { readonly path: string };

const start = () =>
  startServer({
    programs,
    folder: join(root, 'postgres'),
    port,
    password: PASSWORD,
    logFile: join(root, 'log'),
    settings: { fsync: 'off' },
  });

beforeAll(async () => {
  bundle = await bundleOf('test/postgres/probe-worker.ts');
  root = mkdtempSync(join(tmpdir(), 'edge-ladder-restart-'));
  await chmod(root, 0o755); // the user PostgreSQL runs as has to get through
  programs = await postgresPrograms(join(root, 'postgres'));
  await makeFolder(programs, join(root, 'postgres'), PASSWORD);
  port = await lastingPort();
  server = await start();
});
afterAll(async () => {
  await stopServer(server);
  rmSync(root, { recursive: true, force: true });
});

test.each(ROUTES)(
  '%s: what is in flight is sent again to the new server, what comes meanwhile waits',
  async (route) => {
    const it = await probe(route, `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`, bundle);
    try {
      const before = await it.run('pid');
      expect(before).toHaveProperty('value');
      const inFlight = it.ask({ calls: [{ statement: 'sleepAgain', given: [1] }] });
      await sleep(200);
      await stopServer(server);
      const meanwhile = it.run('pid');
      server = await start();
      // On the Hyperdrive route the session is the Worker's own here: nothing in between waits for the server to
      // come back, so a statement may be told that there is none. It is told, and does not hang.
      const gone = { reason: expect.stringMatching(/^(unreachable|broken)$/) };
      const outcomes = [(await inFlight).results[0], await meanwhile];
      const expected = [{ value: 'slept' }, { value: expect.any(String) }];
      if (route === 'hyperdrive')
        for (const outcome of outcomes)
          expect([{}, gone]).toContainEqual('value' in (outcome ?? {}) ? {} : { reason: outcome?.reason });
      else expect(outcomes).toEqual(expected);
      const after = await it.run('pid');
      expect(after).toHaveProperty('value');
      expect(after.value).not.toBe(before.value);
    } finally {
      await it.close();
    }
  },
);
