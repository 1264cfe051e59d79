// Options that npm took for its own because no `--` stood before them: `npm run deploy --dry-run` would deploy. npm
// leaves a trace of them in the environment, but not their values; so a command asks for them anew instead of guessing.

/** npm knows these as its own too, so its settings may have them: harmless where lost. */
const ALSO_NPM = new Set(['json', 'verbose', 'replace']);
/** To npm these are several letters, each with a meaning. */
const AS_LETTERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  as: { all: 'true', loglevel: 'silent' },
  dm: { message: '', loglevel: 'info' },
};

type Environment = Readonly<Record<string, string | undefined>>;

/** A line for the reader; null where npm took nothing of what the usage names, or has not run this. */
export function lostOptions(
  usage: string,
  words: readonly string[],
  environment: Environment,
): string | null {
  const [, start = '', name = ''] = /npm (run )?([\w:]+)/.exec(usage) ?? [];
  if (name === '' || environment['npm_lifecycle_event'] !== name) return null;
  const options = new Set([...usage.matchAll(/--([a-z][a-z-]*)/g)].map(([, option = '']) => option));
  const lost = [...options].filter(
    (option) =>
      !(ALSO_NPM.has(option) || words.some((word) => word.split('=')[0] === `--${option}`)) &&
      isTaken(option, environment),
  );
  if (lost.length === 0) return null;
  const taken = lost.map((option) => `--${option}`).join(' ');
  return `npm took ${taken} for its own: put \`--\` before what is meant for the command, as in npm ${start}${name} -- ${taken} …`;
}

function isTaken(option: string, environment: Environment): boolean {
  const letters = AS_LETTERS[option];
  if (
    letters &&
    Object.entries(letters).every(([name, value]) => environment[`npm_config_${name}`] === value)
  )
    return true;
  return environment[`npm_config_${option.replaceAll('-', '_')}`] !== undefined;
}
