// Which request is which: method and template, the parameters in its path, and what is wrong with those.
import { ApiFault, faults, invalidForm } from './fault.ts';
import type { Json, UploadedFile } from './message.ts';

export interface Call {
  readonly parameters: Json & Record<Parameter, string>;
  readonly query: URLSearchParams;
  readonly body: Json;
  /** The body as it came, where it is no object. */
  readonly whole: unknown;
  readonly files: readonly UploadedFile[];
}

type Parameter = 'application' | 'channel' | 'guild' | 'message' | 'token';
/** Gives the body of the answer; undefined for 204. */
export type Handler = (call: Call) => unknown;

export interface Found {
  readonly kind: 'route' | 'no-route' | 'no-method';
  readonly route: string | null;
  readonly parameters: Call['parameters'];
  readonly handler: Handler;
}

export function routeTable(handlers: Readonly<Record<string, Handler>>) {
  const table = Object.entries(handlers).map(([route, handler]) => {
    const [method = '', template = ''] = route.split(' ');
    const pattern = template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
    return { route, method, handler, pattern: new RegExp(`^${pattern}$`) };
  });
  return {
    find(method: string, path: string): Found {
      const nothing = { route: null, parameters: parametersOf({}), handler: () => undefined };
      const matching = table.filter(({ pattern }) => pattern.test(path));
      const own = matching.find((each) => each.method === method);
      if (own === undefined) return { ...nothing, kind: matching.length === 0 ? 'no-route' : 'no-method' };
      const parameters = parametersOf(own.pattern.exec(path)?.groups ?? {});
      return { kind: 'route', route: own.route, handler: own.handler, parameters };
    },
  };
}

function parametersOf(groups: Readonly<Record<string, string>>): Call['parameters'] {
  const given = Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  return { application: '', channel: '', guild: '', message: '', token: '', ...given };
}

/** The resource that limits are counted for. */
export function majorOf({ channel, guild, token }: Call['parameters']): string {
  return [channel, guild, token].filter((value) => value !== '').join('/');
}

export function parameterFault(parameters: Call['parameters'], applicationId: string): ApiFault | null {
  for (const name of ['channel', 'message', 'guild', 'application'] as const) {
    const value = parameters[name];
    if (
      value !== '' &&
      !/^\d{1,20}$/.test(value) &&
      !(name === 'message' && value === '@original' && parameters.token)
    ) {
      return invalidForm([{ path: `${name}_id`, message: `Value "${value}" is not snowflake.` }]);
    }
  }
  if (parameters.application === '' || parameters.application === applicationId) return null;
  return parameters.token === ''
    ? new ApiFault(403, 20012, 'You are not authorized to perform this action on this application')
    : faults.unknownWebhook();
}
