// What a check of Discord's API description is made of: complaints, each with the place it is about, and the walk
// over JSON that nobody vouches for. The description is discord-api-spec's; what it cannot express stands beside.
import type { Issue, Schema } from 'discord-api-spec/zod';
import { config, locales } from 'zod/mini';

// Without words of its own, zod calls everything "invalid input".
config(locales.en());

/** One thing that Discord would refuse; the path is `embeds.0.title`, empty for the whole. */
export interface Complaint {
  readonly path: string;
  readonly message: string;
}

/** Every name that a check looks at. */
export type Key =
  | 'allowed_mentions'
  | 'attachments'
  | 'default_member_permissions'
  | 'custom_id'
  | 'author'
  | 'autocomplete'
  | 'choices'
  | 'component'
  | 'components'
  | 'content'
  | 'data'
  | 'default'
  | 'description'
  | 'description_localizations'
  | 'embeds'
  | 'fields'
  | 'flags'
  | 'footer'
  | 'label'
  | 'max_length'
  | 'max_values'
  | 'min_length'
  | 'min_values'
  | 'name'
  | 'name_localizations'
  | 'id'
  | 'image'
  | 'parse'
  | 'roles'
  | 'thumbnail'
  | 'url'
  | 'users'
  | 'options'
  | 'required'
  | 'style'
  | 'text'
  | 'title'
  | 'type'
  | 'value';
export type Json = Readonly<Partial<Record<Key, unknown>>>;
export type Complain = (path: string, message: string) => void;

export function complaintsOf(check: (complain: Complain) => void): Complaint[] {
  const complaints: Complaint[] = [];
  check((path, message) => complaints.push({ path, message }));
  return complaints;
}

/** For `expect(checkResponse(body)).toEqual([])`, which shows all of them. */
export function asLines(complaints: readonly Complaint[]): string[] {
  return complaints.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
}

/** What is left of a value after its way over the wire. */
export function wire(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value) ?? 'null');
}

export function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

export function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

export function within(prefix: string, complain: Complain): Complain {
  return (path, message) => complain([prefix, path].filter((part) => part !== '').join('.'), message);
}

export function checkSchema(schema: Schema, value: unknown, complain: Complain): void {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) explain(issue, complain);
    return;
  }
  // The schemas drop what they do not know: what is missing after them is a name that Discord does not have.
  for (const path of droppedKeys(value, parsed.data)) complain(path, 'Discord knows no such name');
}

/** Of a union, what the members complain of that are of the value's own type; the others only say that it is not theirs. */
function explain({ path, message, errors = [] }: Issue, complain: Complain): void {
  const own = errors.filter(
    (issues) => !issues.some((inner) => inner.path.length === 1 && inner.path[0] === 'type'),
  );
  if (own.length === 0) complain(path.join('.'), message);
  for (const issue of own.flat()) explain(issue, within(path.join('.'), complain));
}

function droppedKeys(before: unknown, after: unknown, path = ''): string[] {
  if (typeof before !== 'object' || before === null) return [];
  const kept = new Map(Object.entries(object(after)));
  return Object.entries(before).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return kept.has(key) ? droppedKeys(value, kept.get(key), inner) : [inner];
  });
}

export function checkUnique(items: readonly Json[], key: Key, path: string, complain: Complain): void {
  const seen = new Set<unknown>();
  for (const item of items) {
    if (seen.has(item[key])) complain(path, `"${item[key]}" twice`);
    seen.add(item[key]);
  }
}

export function isBlank(value: unknown): boolean {
  return typeof value !== 'string' || value.trim() === '';
}
