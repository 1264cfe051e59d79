// Every statement of the Worker: loading the modules defines them.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { definedStatements, type StatementOutline } from '../../src/postgres/statement.ts';

export async function sqlStatements(): Promise<readonly StatementOutline[]> {
  for (const room of ['sql', 'commands']) {
    const folder = resolve(import.meta.dirname, '../../src', room);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) await import(join(folder, file));
  }
  // A transaction's own have no noun before a dot; those of other tests may be in the same process.
  return definedStatements().filter(({ name }) => /^(?!contract\.)[\w-]+(\.[\w-]+)+$/.test(name));
}
