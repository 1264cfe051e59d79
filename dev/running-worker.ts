// The Worker's bundle, running on workerd: for tests and pictures. By itself, or with what Cloudflare has around a Worker,
// files and limits, as Miniflare makes them: that costs twice the processor time at each start.
import type { WorkerBundle } from './worker-bundle.ts';

export interface RunningWorker {
  readonly url: string;
  /** Structured lines that the Worker has logged, oldest first. */
  readonly log: readonly LogLine[];
  /** Wakes one of its objects, as the Worker does after an interaction. */
  wake(object: 'matchmaker' | 'courier'): Promise<void>;
  /** Fires the cron trigger, as Cloudflare's clock does; resolves when all of it is done. */
  strike(at: Date): Promise<void>;
  stop(): Promise<void>;
}

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

export interface WorkerSettings {
  readonly bundle: Pick<WorkerBundle, 'path'>;
  readonly variables: Readonly<Record<string, string>>;
  /** For the binding HYPERDRIVE. */
  readonly hyperdriveUrl?: string;
  /** Whether the files of pages are served too, as they are in production. */
  readonly assets?: boolean;
  /** How often one address may ask the API in a minute; without it nobody counts. */
  readonly apiLimit?: number;
  /** And for pages. */
  readonly pagesLimit?: number;
}

/** Binding and class of each object that the Worker exports. */
export const OBJECTS = [
  ['CONNECTION_POOL', 'ConnectionPool'],
  ['MATCHMAKER', 'Matchmaker'],
  ['COURIER', 'Courier'],
] as const;

export async function runWorker(settings: WorkerSettings): Promise<RunningWorker> {
  const { assets = false, apiLimit, pagesLimit } = settings;
  // Loaded where it is wanted: to read Miniflare takes as long as to start workerd twice.
  if (assets || apiLimit !== undefined || pagesLimit !== undefined) {
    const { runInMiniflare } = await import('./worker-in-miniflare.ts');
    return runInMiniflare(settings);
  }
  const { runAlone } = await import('./worker-alone.ts');
  return runAlone(settings);
}

/** Takes what the runtime has written: the Worker's own lines, and others as they are. */
export function keep(log: LogLine[], message: string): void {
  try {
    log.push(JSON.parse(message));
  } catch {
    log.push({ level: 'raw', event: 'output', message });
  }
}
