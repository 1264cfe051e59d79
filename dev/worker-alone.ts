// The Worker on workerd alone: requests reach it, and it reaches others, without anything in between. A second, tiny
// Worker at a socket of its own passes on what no request can say: a strike of the clock, a call of an object.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keep, type LogLine, OBJECTS, type RunningWorker, type WorkerSettings } from './running-worker.ts';
import { COMPATIBILITY } from './worker-bundle.ts';
import { startWorkerd } from './workerd.ts';
import { quoted, workerdConfiguration } from './workerd-configuration.ts';

const HAND = `export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/strike') {
      const scheduledTime = new Date(Number(searchParams.get('time')));
      const { outcome } = await env.WORKER.scheduled({ scheduledTime, cron: '* * * * *' });
      return new Response(outcome, { status: outcome === 'ok' ? 200 : 500 });
    }
    const object = pathname.slice(1);
    await env[object.toUpperCase()].getByName(object).wake();
    return new Response();
  },
};`;

const HAND_WORKER = `(
  modules = [(name = "hand.js", esModule = ${quoted(HAND)})],
  compatibilityDate = ${quoted(COMPATIBILITY.date)},
  compatibilityFlags = ["service_binding_extra_handlers"],
  bindings = [
    (name = "WORKER", service = "worker"),
    ${OBJECTS.map(
      ([name, className]) =>
        `(name = ${quoted(name)}, durableObjectNamespace = (className = ${quoted(className)}, serviceName = "worker"))`,
    ).join(',\n    ')}
  ],
)`;

export async function runAlone({ bundle, variables, hyperdriveUrl }: WorkerSettings): Promise<RunningWorker> {
  const log: LogLine[] = [];
  const storage = await mkdtemp(join(tmpdir(), 'edge-ladder-objects-'));
  const hyperdrive = hyperdriveUrl === undefined ? null : hyperdriveOf(new URL(hyperdriveUrl));
  const configuration = workerdConfiguration(
    {
      path: bundle.path,
      variables,
      objects: OBJECTS,
      storage,
      bindings: hyperdrive ? [hyperdrive.binding] : [],
    },
    {
      services: ['(name = "hand", worker = .hand)', ...(hyperdrive ? [hyperdrive.service] : [])],
      sockets: ['(name = "hand", address = "127.0.0.1:0", http = (), service = "hand")'],
      definitions: [`const hand :Workerd.Worker = ${HAND_WORKER};`],
      trusted: trustedByNode(),
      isRead: true,
    },
  );
  const workerd = await startWorkerd({
    configuration,
    folder: dirname(bundle.path),
    sockets: ['http', 'hand'],
    output: (line) => keepMessage(log, line),
  });
  const passOn = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${workerd.port('hand')}/${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(text);
  };
  return {
    url: `http://127.0.0.1:${workerd.port('http')}`,
    log,
    wake: (object) => passOn(object),
    strike: (at) => passOn(`strike?time=${at.getTime()}`),
    async stop() {
      await workerd.stop();
      await rm(storage, { recursive: true, force: true });
    },
  };
}

/** A line of the runtime's, in which a line of the Worker's log is a message. */
function keepMessage(log: LogLine[], line: string): void {
  let message = line;
  try {
    message = (JSON.parse(line) as { message?: string }).message ?? line;
  } catch {
    // What it says before its end, say.
  }
  keep(log, message);
}

function hyperdriveOf({ hostname, port, pathname, username, password }: URL) {
  const fields = Object.entries({ database: pathname.slice(1), user: username, password }).map(
    ([name, value]) => `${name} = ${quoted(decodeURIComponent(value))}`,
  );
  return {
    service: `(name = "database", external = (address = ${quoted(`${hostname}:${port || 5432}`)}, tcp = ()))`,
    binding: `(name = "HYPERDRIVE", hyperdrive = (designator = "database", scheme = "postgres", ${fields.join(', ')}))`,
  };
}

/** Whom Node trusts besides the public authorities, this Worker does too. */
function trustedByNode(): readonly string[] {
  const { NODE_EXTRA_CA_CERTS: file } = process.env;
  if (!file) return [];
  return (
    readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  );
}
