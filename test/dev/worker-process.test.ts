// What becomes of the Worker's processes when they are told to end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { markOf, signalTo } from '../../dev/process.ts';
import { checkout } from '../../dev/variables.ts';
import { stopGroup } from '../../dev/worker-process.ts';

// As wrangler's program does with the one that does its work.
const LEADER = `
  const { spawn } = require('node:child_process');
  process.on('SIGTERM', () => {
    const late = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)', process.argv[1]], { stdio: 'ignore' });
    process.stdout.write(String(late.pid), () => process.exit());
  });
  setInterval(() => {}, 1000);
  process.stdout.write('ready');`;

// Elsewhere only the leader can be seen.
test.runIf(process.platform === 'linux')(
  'one that was begun at the last moment is stopped as well',
  async () => {
    const leader = spawn(process.execPath, ['--eval', LEADER, checkout], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(leader.stdout, 'data');
    const late = once(leader.stdout, 'data');
    const mark = markOf(leader.pid ?? 0);
    if (!mark) throw new Error('the leader has ended by itself');
    await stopGroup(mark);
    const [pid] = await late;
    expect(Number(pid)).toBeGreaterThan(0);
    const left = [markOf(mark.pid), markOf(Number(pid))];
    signalTo(Number(pid), 'SIGKILL');
    expect(left).toEqual([null, null]);
  },
);
