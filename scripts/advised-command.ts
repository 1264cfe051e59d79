// An npm command as an operator is told to run it: with the file of settings that was named, so that it works on the
// same installation and not on the database of this checkout.

export function advisedCommand(name: string, file: string | undefined, options = ''): string {
  const settings = file === undefined ? '' : ` --env-file ${inShell(file)}`;
  const given = `${options === '' ? '' : ` ${options}`}${settings}`;
  return `npm run ${name}${given === '' ? '' : ` --${given}`}`;
}

function inShell(word: string): string {
  return /^[\w./:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
