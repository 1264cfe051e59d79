// npm runs no install script that package.json does not allow, and says nothing: a package that is new, or has another
// name, would be left half installed.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
}

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));

test('every install script of the platforms there are is allowed, and no other', () => {
  const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
  const { allowScripts } = read('package.json') as { allowScripts: Record<string, boolean> };
  const isMeant = ({ os = ['linux'], cpu = ['x64'] }: LockedPackage) =>
    ['linux', 'darwin'].some((name) => os.includes(name)) &&
    ['x64', 'arm64'].some((name) => cpu.includes(name));
  const scripted = Object.entries(packages)
    .filter(([, locked]) => locked.hasInstallScript && isMeant(locked))
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect(Object.keys(allowScripts).toSorted()).toEqual(scripted.toSorted());
  expect(new Set(Object.values(allowScripts))).toEqual(new Set([true]));
});
