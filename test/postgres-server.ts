// Set up for a whole run: one PostgreSQL for a whole test run, with a migrated template of which every test copies
// its own database (see database.ts). The server lives in a process of its own (see postgres-process.ts).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

export const TEMPLATE_NAME = 'edge_ladder_template';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server's superuser, in the database "postgres". */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'postgres-process.ts'), TEMPLATE_NAME], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'close');
  holder.stdin.on('error', () => {});
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    holder.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [line, rest] = output.split('\n');
      if (line !== undefined && rest !== undefined) resolve(line);
    });
    holder.once('error', reject);
    holder.once('close', () => reject(new Error('the PostgreSQL of the tests did not start: see above')));
  });
  project.provide('postgresUrl', url);
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
