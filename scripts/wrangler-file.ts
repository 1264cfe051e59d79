// What scripts have to know of wrangler.toml: the variables of its [vars], and whether it binds HYPERDRIVE. Read by
// hand, as the few lines that these are: wrangler's own reader takes two seconds to load.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, type Variables } from '../dev/variables.ts';

export interface WranglerFile {
  readonly vars: Variables;
  /** Names in [vars] whose value is no text: the Worker, which takes text alone, would not see them. */
  readonly unquoted: readonly string[];
  readonly hasHyperdrive: boolean;
}

export function readWranglerFile(text = readFileSync(join(checkout, 'wrangler.toml'), 'utf8')): WranglerFile {
  const { values: vars, unquoted } = readSection(text, 'vars');
  return { vars, unquoted, hasHyperdrive: /^\s*\[\[hyperdrive\]\]/m.test(text) };
}

/** A section whose lines are names and texts, as [vars] and [alias] are. */
export function readSection(text: string, name: string): { values: Variables; unquoted: readonly string[] } {
  const section = new RegExp(`^\\[${name}\\][^\\n]*\\n(.*?)^\\s*\\[`, 'ms').exec(`${text}\n[`)?.[1] ?? '';
  const values: Record<string, string> = {};
  const unquoted: string[] = [];
  for (const [, key = '', value = ''] of section.matchAll(/^\s*([\w-]+)\s*=\s*(.*)$/gm)) {
    const quoted = /^"([^"]*)"|^'([^']*)'/.exec(value);
    if (quoted) values[key] = quoted[1] ?? quoted[2] ?? '';
    else unquoted.push(key);
  }
  return { values, unquoted };
}

/** As the deployed Worker will have them: what is not set is as [vars] has it. */
export function withVars(variables: Variables, { vars }: Pick<WranglerFile, 'vars'>): Variables {
  const unset = Object.entries(vars).filter(([name]) => !variables[name]);
  return { ...variables, ...Object.fromEntries(unset) };
}
