// The Worker in Miniflare, wrangler's simulator: on workerd, with the files that pages load and with limits.
import { dirname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { keep, type LogLine, OBJECTS, type RunningWorker, type WorkerSettings } from './running-worker.ts';
import { ASSETS, COMPATIBILITY } from './worker-bundle.ts';

const ROOT = join(import.meta.dirname, '..');

export async function runInMiniflare(settings: WorkerSettings): Promise<RunningWorker> {
  const { bundle, variables, hyperdriveUrl, assets = false, apiLimit, pagesLimit } = settings;
  const log: LogLine[] = [];
  // Options in the form of Miniflare 4, which is the documented one.
  const options = convertV4MiniflareOptions({
    modules: true,
    scriptPath: bundle.path,
    // workerd names modules by their path below this; a path that leads out of it stops it.
    modulesRoot: dirname(bundle.path),
    compatibilityDate: COMPATIBILITY.date,
    compatibilityFlags: [...COMPATIBILITY.flags],
    host: '127.0.0.1',
    port: 0,
    bindings: { ...variables },
    durableObjects: Object.fromEntries(
      OBJECTS.map(([binding, className]) => [binding, { className, useSQLite: true }]),
    ),
    ...(hyperdriveUrl !== undefined && { hyperdrives: { HYPERDRIVE: hyperdriveUrl } }),
    ...(assets && {
      assets: {
        binding: 'ASSETS',
        directory: join(ROOT, ASSETS.directory),
        run_worker_first: [...ASSETS.workerFirst],
        routerConfig: { has_user_worker: true },
      },
    }),
    ratelimits: {
      ...(apiLimit !== undefined && { API_RATE_LIMIT: limitOf('1', apiLimit) }),
      ...(pagesLimit !== undefined && { PAGES_RATE_LIMIT: limitOf('2', pagesLimit) }),
    },
    unsafeTriggerHandlers: true,
    handleStructuredLogs: ({ message }) => keep(log, message),
  });
  const worker = new Miniflare(options);
  const url = await worker.ready;
  // Kept while they answer: naming one holds up this whole process until the runtime has answered.
  const objects = new Map<string, Promise<{ wake(): Promise<void> }>>();
  const named = async (object: string) => {
    const namespace = await worker.getDurableObjectNamespace(object.toUpperCase());
    return namespace.getByName(object) as unknown as { wake(): Promise<void> };
  };
  return {
    url: url.origin,
    log,
    async wake(object) {
      const known = objects.get(object) ?? named(object);
      objects.set(object, known);
      try {
        await (await known).wake();
      } catch (error) {
        objects.delete(object);
        throw error;
      }
    },
    async strike(at) {
      const response = await fetch(`${url.origin}/cdn-cgi/local/scheduled?time=${at.getTime()}`);
      if (!response.ok) throw new Error(await response.text());
    },
    stop: () => worker.dispose(),
  };
}

function limitOf(namespace_id: string, limit: number) {
  return { namespace_id, simple: { limit, period: 60 } } as const;
}
