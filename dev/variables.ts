// The settings of a checkout: .dev.vars, made from .dev.vars.example on first start. The environment wins over the
// file, the file over the defaults; what is set already is never changed. Commands that look after a deployment read
// another file where one is named, so that its secrets need not be in .dev.vars.
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  type DevelopmentKey,
  makeDevelopmentKey,
  readDevelopmentKey,
  readToldKey,
  rememberToldKey,
} from './development-key.ts';
import { Obstacle } from './obstacle.ts';

export const checkout = join(import.meta.dirname, '..');

/** What the checkout keeps between runs: database, keys, pid files. Not in version control. */
export const dataFolder = join(checkout, '.data');

export type Variables = Readonly<Record<string, string>>;

export interface VariableSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The checkout; its own unless told. */
  readonly root?: string;
  /** Read instead of .dev.vars: what `--env-file` named. */
  readonly file?: string | undefined;
}

/** For the developer's own bot that is none yet. It looks as Discord's ids do: a time, then a few bits. */
export const DEVELOPMENT_APPLICATION_ID = '1175000000000000001';

/** Of .dev.vars; what a file of a deployment leaves out is the Worker's to choose. */
const DEFAULTS: Variables = {
  DISCORD_APPLICATION_ID: DEVELOPMENT_APPLICATION_ID,
  ENVIRONMENT: 'development',
};

/** Reads the settings; changes nothing on disk. Names are those of .dev.vars.example, and what .dev.vars adds. */
export function readVariables({ environment, root = checkout, file }: VariableSources): Variables {
  if (file !== undefined && (!existsSync(file) || statSync(file).isDirectory())) {
    const fault = existsSync(file) ? `${file} is a folder` : `there is no ${file}`;
    throw new Obstacle(`${fault}: --env-file takes a file such as .dev.vars.example`);
  }
  const set = parse(file ?? join(root, '.dev.vars'));
  const defaults = file === undefined ? DEFAULTS : {};
  const names = new Set([...settingNames(root), ...Object.keys(set)]);
  const variables: Record<string, string> = {};
  for (const name of names) variables[name] = environment[name] || set[name] || defaults[name] || '';
  return variables;
}

/** Of every setting that there is. */
export function settingNames(root = checkout): readonly string[] {
  return Object.keys(parse(join(root, '.dev.vars.example')));
}

/** Makes on a first start what is missing: .dev.vars, and a key to sign with where none is named. */
export function prepareVariables(
  sources: Omit<VariableSources, 'file'>,
  report: (line: string) => void,
): { readonly variables: Variables; readonly key: DevelopmentKey } {
  const { root = checkout } = sources;
  const file = join(root, '.dev.vars');
  if (!existsSync(file)) {
    writeFileSync(file, readFileSync(join(root, '.dev.vars.example')));
    // It will hold tokens.
    chmodSync(file, 0o600);
    report('made .dev.vars from .dev.vars.example');
  }
  const data = join(root, '.data');
  mkdirSync(data, { recursive: true });
  const kept = readDevelopmentKey(data);
  const key = kept ?? makeDevelopmentKey(data);
  const written = parse(file)['DISCORD_PUBLIC_KEY'] ?? '';
  // What an earlier start wrote is no choice of anybody's, and follows the key; any other value is, and stays.
  const isOld = written !== '' && written !== key.publicKey && written === readToldKey(data);
  if (readVariables(sources)['DISCORD_PUBLIC_KEY'] === '' || isOld) {
    const value = `${key.publicKey} # made by npm start`;
    writeFileSync(file, withValue(textOf(file), 'DISCORD_PUBLIC_KEY', value));
    report('made a development key, its public half is in .dev.vars');
  } else if (kept === null && written !== '') {
    report(
      'kept the DISCORD_PUBLIC_KEY in .dev.vars: for npm run interact, whose key is new, empty it and start again',
    );
  }
  if (parse(file)['DISCORD_PUBLIC_KEY'] === key.publicKey) rememberToldKey(data, key.publicKey);
  return { variables: readVariables(sources), key };
}

/** The text of a dotenv file with one value set, everything else as it was. */
export function withValue(text: string, name: string, value: string): string {
  const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=.*$`, 'm');
  if (line.test(text)) return text.replace(line, () => `${name}=${value}`);
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}=${value}\n`;
}

/** A dotenv file that wrangler reads as these values: it expands dollar signs, even within quotes. */
export function envFile(variables: Variables): string {
  const lines = Object.entries(variables).map(([name, value]) => {
    const quote = ["'", '"', '`'].find((mark) => !value.includes(mark)) ?? "'";
    return `${name}=${quote}${value.replaceAll('$', '\\$')}${quote}\n`;
  });
  return lines.join('');
}

function parse(file: string): Readonly<Record<string, string | undefined>> {
  return existsSync(file) ? parseEnv(textOf(file)) : {};
}

/** Without the mark of its encoding that some editors begin a file with: it would be part of the first name. */
function textOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
}
