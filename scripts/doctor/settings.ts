// The doctor's look at the settings: each that is wrong, and what can be checked all the same. One wrong setting hides
// nothing else: in its place stands a value that is none's, and what depends on it alone is left out.
import { type Configuration, readConfiguration } from '../../src/configuration.ts';
import { type Finding, failing, well } from './finding.ts';

/** For what an installation cannot be without; everything else may be empty. */
const STAND_INS: Readonly<Record<string, string>> = {
  DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
  DATABASE_URL: 'postgres://nobody@127.0.0.1/nothing',
};

export interface CheckedSettings {
  readonly findings: readonly Finding[];
  /** Null where nothing can be made of the settings. */
  readonly configuration: Configuration | null;
  /** By name; in the configuration they are left out. */
  readonly wrong: ReadonlySet<string>;
}

/** `place`: where the settings were read from, for the reader. */
export function checkSettings(settings: Readonly<Record<string, unknown>>, place: string): CheckedSettings {
  const findings: Finding[] = [];
  const wrong = new Set<string>();
  const tried = { ...settings };
  for (;;) {
    const read = readConfiguration(tried);
    if (read.ok) {
      const { configuration } = read;
      if (wrong.size === 0)
        findings.push(well('configuration', `complete, for ${configuration.environment}`));
      return { findings, configuration, wrong };
    }
    // What is found wrong again has no value that would do.
    const found = read.problems.filter(({ name }) => !wrong.has(name));
    if (found.length === 0) return { findings, configuration: null, wrong };
    for (const { name, message } of found) {
      findings.push(failing('configuration', message, `In ${place}, or in the environment, which wins.`));
      wrong.add(name);
      tried[name] = STAND_INS[name] ?? '';
    }
  }
}
