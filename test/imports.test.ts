// Who may import whom: the plan of the house. A line here is the documentation and the check at once; ARCHITECTURE.md
// shows the same table, and the last test holds the two together.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** `library:NAME` is a package; `type:` in front of a room allows its types alone. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  ladder: ['library:iso-3166'],
  chart: ['type:ladder'],
  picture: ['type:ladder', 'chart', 'kept', 'library:*'],
  games: ['ladder'],
  discord: ['library:*'],
  postgres: ['library:*'],
  sql: ['ladder', 'postgres/statement', 'postgres/column', 'postgres/raw-row', 'kept'],
  csv: [],
  kept: [],
  messages: ['ladder', 'discord', 'csv', 'picture'],
  commands: [
    'ladder',
    'games',
    'sql',
    'messages',
    'discord',
    'postgres/statement',
    'postgres/column',
    'kept',
    'type:context',
  ],
  web: [
    'ladder',
    'games',
    'sql',
    'csv',
    'chart',
    'messages/country',
    'messages/rank',
    'messages/region',
    'messages/words',
    'messages/languages/index',
    'postgres/statement',
    'type:log',
    'type:postgres',
    'type:objects',
    'type:interaction-figures',
    'library:*',
  ],
  objects: [
    'ladder',
    'sql',
    'postgres',
    'messages',
    'discord',
    'configuration',
    'installation',
    'wake',
    'log',
    'library:*',
  ],
  context: ['type:ladder', 'type:discord', 'type:postgres/statement'],
  'header-text': [],
  log: [],
  configuration: [
    'discord/verify',
    'discord/snowflake',
    'header-text',
    'games',
    'type:ladder',
    'postgres/address',
    'library:*',
  ],
  'interaction-figures': ['postgres/samples', 'postgres/histogram'],
  analytics: ['type:interaction-figures', 'type:objects', 'type:postgres', 'type:sql'],
  installation: [
    'postgres',
    'discord',
    'type:objects',
    'type:analytics',
    'configuration',
    'interaction-figures',
    'log',
  ],
  wake: [],
  'handler-database': ['type:context', 'type:postgres'],
  responder: [
    'discord',
    'ladder',
    'messages',
    'postgres',
    'context',
    'handler-database',
    'installation',
    'analytics',
    'wake',
    'log',
  ],
  worker: ['*'],
};

interface Import {
  readonly from: string;
  readonly room: string;
  /** `room/file` inside src, `library:NAME` outside. */
  readonly target: string;
  readonly typeOnly: boolean;
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const room =
    relative('src', file)
      .split('/')[0]
      ?.replace(/\.tsx?$/, '') ?? '';
  const found = text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?\sfrom\s+)?'([^']+)';/gms);
  // One that is loaded late is imported all the same.
  const late = text.matchAll(/\bimport\(\s*(type )?()'([^']+)'/g);
  return [...found, ...late].map(([, type, names = '', path = '']) => {
    const target = path.startsWith('.')
      ? relative('src', relative(ROOT, resolve(ROOT, dirname(file), path))).replace(/\.tsx?$/, '')
      : `library:${path
          .split('/')
          .slice(0, path.startsWith('@') ? 2 : 1)
          .join('/')}`;
    const inner = /\{(.*)\}/s
      .exec(names)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const typeOnly = type !== undefined || (inner?.every((name) => name.startsWith('type ')) ?? false);
    return { from: file, room, target, typeOnly };
  });
}

function allowed({ room, target, typeOnly }: Import): boolean {
  const targetRoom = target.split('/')[0] ?? '';
  const rules = TABLE[room] ?? [];
  // Types of Discord's API have no run-time part, and its own package would cost 88 KiB.
  if (target === 'library:discord-api-types') return typeOnly;
  if (targetRoom === room || rules.includes('*')) return true;
  if (target.startsWith('library:')) {
    return target.startsWith('library:node:') || target.startsWith('library:cloudflare:')
      ? rules.includes('library:*')
      : rules.includes('library:*') || rules.includes(target);
  }
  return [target, targetRoom].some(
    (name) => rules.includes(name) || (typeOnly && rules.includes(`type:${name}`)),
  );
}

const imports = sources('src').flatMap(importsOf);

test('every room is in the table', () => {
  const rooms = new Set(
    sources('src').map((file) =>
      relative('src', file)
        .split('/')[0]
        ?.replace(/\.tsx?$/, ''),
    ),
  );
  expect(Object.keys(TABLE).sort()).toEqual([...rooms].sort());
});

test('every import is one that the table allows', () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(
    imports.filter((one) => !allowed(one)).map(({ from, target }) => `${from} imports ${target}`),
  ).toEqual([]);
});

test('nothing in src imports what is for development', () => {
  expect(imports.filter(({ target }) => /^\.\.\/(dev|bench|scripts|test)/.test(target))).toEqual([]);
});

test('nobody imports the composition root', () => {
  expect(imports.filter(({ target }) => target === 'worker')).toEqual([]);
});

test('there are no circles, types aside', () => {
  const next = new Map<string, string[]>();
  for (const { from, target, typeOnly } of imports) {
    if (typeOnly || target.startsWith('library:')) continue;
    const key = relative('src', from).replace(/\.tsx?$/, '');
    next.set(key, [...(next.get(key) ?? []), target]);
  }
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) throw new Error(`circle: ${[...path, file].join(' -> ')}`);
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  expect(() => {
    for (const file of next.keys()) visit(file, []);
  }).not.toThrow();
});

test('ARCHITECTURE.md shows this table', () => {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  for (const [room, rules] of Object.entries(TABLE)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${room}\``));
    expect(row, room).toBeDefined();
    const named = [...(row?.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect(named.sort(), room).toEqual([...rules].sort());
  }
});
