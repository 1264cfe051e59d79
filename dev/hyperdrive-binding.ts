// What `wrangler dev` is told where the Worker takes the Hyperdrive route: that needs a binding, which wrangler.toml leaves
// to the operator, whose id it waits for.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkout, type Variables } from './variables.ts';

/** What the binding dials on this machine, where it is used. */
export function hyperdriveEnvironment(variables: Variables): Readonly<Record<string, string | undefined>> {
  return { CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: variables['DATABASE_URL'] };
}

/** wrangler.toml as it is; for the Hyperdrive route, where it has no such binding, a copy in `data` that has one. */
export function wranglerFile(variables: Variables, data: string): string {
  const file = join(checkout, 'wrangler.toml');
  if (variables['DATABASE_ROUTE'] !== 'hyperdrive') return file;
  const text = readFileSync(file, 'utf8');
  if (/^\s*\[\[hyperdrive\]\]/m.test(text)) return file;
  // Its paths begin where it lies. The folders that are watched are looked for from there even where they are whole paths.
  const path = (name: string, from: string) =>
    name === 'watch_dir' ? relative(data, join(checkout, from)) : join(checkout, from);
  const rooted = text.replaceAll(
    /^(main|directory|pgpass|pg-cloudflare|pg-connection-string|pg-types|site-assets|watch_dir) = (.*)$/gm,
    (_, name: string, value: string) =>
      `${name} = ${value.replaceAll(/"(.*?)"/g, (__, from: string) => JSON.stringify(path(name, from)))}`,
  );
  const local = join(data, 'wrangler.toml');
  writeFileSync(local, `${rooted}\n[[hyperdrive]]\nbinding = "HYPERDRIVE"\nid = "local"\n`);
  return local;
}
