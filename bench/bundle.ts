// How large the Worker is that `wrangler deploy` would upload, and whose parts it is made of.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

export interface MeasuredBundle {
  readonly gzipBytes: number;
  readonly bytes: number;
  /** Largest first; bytes before compression. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
}

/** What esbuild says of its output. */
export interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
      }
    >
  >;
}

export async function measureBundle(report: (line: string) => void): Promise<MeasuredBundle> {
  const root = join(import.meta.dirname, '..');
  const folder = mkdtempSync(join(tmpdir(), 'edge-ladder-bench-bundle-'));
  try {
    const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
    await promisify(execFile)(
      process.execPath,
      [wrangler, 'deploy', '--dry-run', '--outdir', folder, '--metafile', join(folder, 'meta.json')],
      { cwd: root, env: { ...process.env, WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' } },
    );
    const worker = readFileSync(join(folder, 'worker.js'));
    const metafile = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Metafile;
    const measured = {
      gzipBytes: gzipSync(worker).length,
      bytes: worker.length,
      parts: bundleParts(metafile),
    };
    report(`  ${kibibytes(measured.gzipBytes)} gzipped, ${kibibytes(measured.bytes)} before`);
    for (const { name, bytes } of measured.parts) report(`    ${name}: ${kibibytes(bytes)}`);
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** By package, the project's own by room. */
export function bundleParts({ outputs }: Metafile): MeasuredBundle['parts'] {
  const parts = new Map<string, number>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const name = partOf(path);
      parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...parts]
    .filter(([, bytes]) => bytes > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([name, bytes]) => ({ name, bytes }));
}

function partOf(path: string): string {
  const inPackage = path.split('node_modules/').at(-1);
  if (inPackage !== undefined && inPackage !== path) {
    const [scope = '', name = ''] = inPackage.split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  const room = /(?:^|\/)src\/(.+)$/.exec(path)?.[1];
  if (room === undefined) return 'wrangler';
  return room.includes('/') ? `src/${room.split('/')[0]}` : 'src';
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1_024).toFixed(1)} KiB`;
}
