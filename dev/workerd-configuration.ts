// What workerd is told, in Cap'n Proto's text, whose strings are written like JSON's: one Worker of one module with its
// variables and objects, and what else may stand beside it.
import { basename } from 'node:path';
import { COMPATIBILITY } from './worker-bundle.ts';

/** Binding and class of an object. */
export type ObjectBinding = readonly [binding: string, className: string];

export interface WorkerdWorker {
  /** The module; workerd is told of it by the folder that it lies in. */
  readonly path: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly objects: readonly ObjectBinding[];
  /** A folder for what objects store. Without one they have no SQLite, and what they store is gone with them. */
  readonly storage?: string;
  /** Bindings of other kinds, as they are to be written. */
  readonly bindings?: readonly string[];
}

export interface Surroundings {
  /** In PEM, one certificate each: what the Worker may trust besides the public authorities. */
  readonly trusted?: readonly string[];
  /** Whether what it writes is to be read: each message is then one line of JSON, which costs a busy Worker a tenth. */
  readonly isRead?: boolean;
  /** Each as it is to be written. */
  readonly services?: readonly string[];
  readonly sockets?: readonly string[];
  readonly definitions?: readonly string[];
}

/** Since a date before ours this one is on by itself, and the runtime complains of whoever names it. */
const FLAGS = COMPATIBILITY.flags.filter((flag) => flag !== 'nodejs_compat');

export const quoted = (text: string) => JSON.stringify(text);

/** The Worker is the service "worker", at the socket "http". */
export function workerdConfiguration(worker: WorkerdWorker, around: Surroundings = {}): string {
  const { trusted = [], isRead = false, services = [], sockets = [], definitions = [] } = around;
  const own = ['(name = "worker", worker = .worker)', '(name = "internet", network = .network)'];
  if (worker.storage !== undefined) {
    own.push(`(name = "storage", disk = (path = ${quoted(worker.storage)}, writable = true))`);
  }
  const http = '(name = "http", address = "127.0.0.1:0", http = (), service = "worker")';
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [${[...own, ...services].join(', ')}],
  sockets = [${[http, ...sockets].join(', ')}],
  logging = (structuredLogging = ${isRead}),
);
const network :Workerd.Network = (
  allow = ["public", "private"],
  tlsOptions = (trustBrowserCas = true, trustedCertificates = [${trusted.map(quoted).join(', ')}]),
);
const worker :Workerd.Worker = ${workerText(worker)};
${definitions.join('\n')}
`;
}

function workerText({ path, variables, objects, storage, bindings = [] }: WorkerdWorker): string {
  const file = quoted(basename(path));
  const all = [
    ...Object.entries(variables).map(([name, value]) => `(name = ${quoted(name)}, text = ${quoted(value)})`),
    ...objects.map(
      ([binding, name]) => `(name = ${quoted(binding)}, durableObjectNamespace = ${quoted(name)})`,
    ),
    ...bindings,
  ];
  const namespaces = objects.map(
    ([, name]) => `(className = ${quoted(name)}, uniqueKey = ${quoted(name)}, enableSql = true)`,
  );
  return `(
  modules = [(name = ${file}, esModule = embed ${file})],
  compatibilityDate = ${quoted(COMPATIBILITY.date)},
  compatibilityFlags = [${FLAGS.map(quoted).join(', ')}],
  bindings = [${all.join(', ')}],
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (${storage === undefined ? 'inMemory = void' : 'localDisk = "storage"'}),
)`;
}
