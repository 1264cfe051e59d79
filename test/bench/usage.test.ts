// Whose processor time is whose. Linux alone tells it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { watchUsage } from '../../bench/usage.ts';

const BUSY = 'while (process.cpuUsage().user < 300000);';

test.skipIf(process.platform !== 'linux')(
  'what a child took that has begun and ended meanwhile is its parent’s, as sessions are PostgreSQL’s',
  async () => {
    // The shell itself does next to nothing; it says when the other has ended, and lives on.
    const shell = spawn('sh', [
      '-c',
      'read line; "$0" -e "$1"; echo ended; read line',
      process.execPath,
      BUSY,
    ]);
    const usage = watchUsage({ shell: shell.pid ?? 0 });
    const begun = performance.now();
    shell.stdin.write('begin\n');
    await once(shell.stdout, 'data');
    const tookMs = (usage()?.own['shell'] ?? 0) * (performance.now() - begun);
    shell.stdin.end('end\n');
    await once(shell, 'exit');
    expect(tookMs).toBeGreaterThan(200);
  },
);
