// What `npm run bench` is told on its command line.
import { parseArgs } from 'node:util';
import { Obstacle } from '../dev/obstacle.ts';
import { WAYS, type WayName } from './ways.ts';

const PARTS = ['bundle', 'matching', 'picture', 'overhead', 'ceilings', 'ways', 'growth'] as const;
type Part = (typeof PARTS)[number];

export const USAGE = `usage: npm run bench -- [--only ${PARTS.join(',')} or ways by name: ${WAYS.map(({ name }) => name).join(',')}] [--json FILE] [--picture FILE]`;

export interface Asked {
  readonly parts: ReadonlySet<Part>;
  readonly ways: readonly WayName[];
  readonly json: string | undefined;
  readonly picture: string | undefined;
}

/** Throws what is wrong with them, and how it is done. */
export function readArguments(args: readonly string[]): Asked {
  const option = { type: 'string' } as const;
  let values: { only?: string; json?: string; picture?: string };
  try {
    ({ values } = parseArgs({ args, options: { only: option, json: option, picture: option } }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message}\n${USAGE}`, { cause });
  }
  const only = values.only?.split(',') ?? [...PARTS];
  const parts = new Set(PARTS.filter((part) => only.includes(part)));
  const named = WAYS.map(({ name }) => name).filter((name) => only.includes(name));
  const known = new Set<string>([...PARTS, ...WAYS.map(({ name }) => name)]);
  const unknown = only.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Obstacle(`There is no part and no way of the name "${unknown.join('", "')}".\n${USAGE}`);
  const ways = parts.has('ways') ? WAYS.map(({ name }) => name) : named;
  if (ways.length > 0) parts.add('ways');
  else if (values.picture !== undefined)
    throw new Obstacle(`--picture draws the ways: --only has to name one.\n${USAGE}`);
  return { parts, ways, json: values.json, picture: values.picture };
}
