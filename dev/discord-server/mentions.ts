// Who is pinged by a message: of those that it names, whom it allows. One that says nothing of that pings all of them.
interface Allowed {
  readonly parse?: unknown;
  readonly users?: unknown;
  readonly roles?: unknown;
}

export function pinged(content: string, allowed: unknown) {
  const may = (allowed ?? { parse: ['users', 'roles', 'everyone'] }) as Allowed;
  return {
    users: named(content, /<@!?(\d+)>/g, 'users', may),
    mention_roles: named(content, /<@&(\d+)>/g, 'roles', may),
    mention_everyone: /@(everyone|here)/.test(content) && includes(may.parse, 'everyone'),
  };
}

function named(content: string, mark: RegExp, kind: 'users' | 'roles', may: Allowed): string[] {
  const ids = [...content.matchAll(mark)].map(([, id = '']) => id);
  return [...new Set(ids)].filter((id) => includes(may.parse, kind) || includes(may[kind], id));
}

function includes(list: unknown, item: string): boolean {
  return Array.isArray(list) && list.includes(item);
}
