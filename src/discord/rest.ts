// Requests to Discord's HTTP API. Holds no state and no connection, so one may be made per isolate and used by
// every request. A failure is a DiscordFailure that names its route by template: no token is ever in it.

export interface RestSettings {
  /** Such as https://discord.com/api/v10. */
  readonly baseUrl: string;
  /** Sent with every request but those to a webhook, whose token stands in its path. */
  readonly botToken: string | null;
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
  readonly sleep?: (ms: number) => Promise<void>;
}

export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** A template: `/webhooks/{application}/{token}/messages/@original`. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Gives the answer's JSON, null when it has none. */
export type Rest = (request: RestRequest) => Promise<unknown>;

export class DiscordFailure extends Error {
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** Discord's own code, such as 50007 for closed direct messages. */
  readonly code: number | null;
  /** Method and template. */
  readonly route: string;
  /** How long Discord asks to wait, where it does. */
  readonly retryAfterMs: number | null;

  constructor(fault: {
    status: number | null;
    code: number | null;
    route: string;
    reason: string;
    retryAfterMs: number | null;
  }) {
    super(`Discord, ${fault.route}: ${fault.status ?? 'no answer'}, ${fault.reason}`);
    this.name = 'DiscordFailure';
    this.status = fault.status;
    this.code = fault.code;
    this.route = fault.route;
    this.retryAfterMs = fault.retryAfterMs;
  }
}

const TIMEOUT_MS = 10_000;
/** A longer wait is left to those who can come back later. */
const LONGEST_WAIT_MS = 2000;
const PAUSE_AFTER_SERVER_ERROR_MS = 250;
const USER_AGENT = 'DiscordBot (edge-ladder, 0.1.0)';

export function discordRest(settings: RestSettings): Rest {
  const { sleep = pause } = settings;
  return async (request) => {
    try {
      return await attempt(settings, request);
    } catch (error) {
      const waitMs = error instanceof DiscordFailure ? retryDelayMs(error) : null;
      if (waitMs === null) throw error;
      await sleep(waitMs);
      return attempt(settings, request);
    }
  };
}

/** Null when a second attempt is not worth its wait. */
function retryDelayMs({ status, retryAfterMs }: DiscordFailure): number | null {
  if (status === null) return null;
  if (status === 429) return retryAfterMs !== null && retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs : null;
  return status >= 500 ? PAUSE_AFTER_SERVER_ERROR_MS : null;
}

async function attempt(settings: RestSettings, request: RestRequest): Promise<unknown> {
  const { timeoutMs = TIMEOUT_MS } = settings;
  // Called through a closure: a Worker refuses a `fetch` that is called as a method of something else.
  const send: typeof fetch = settings.fetch ?? ((input, init) => fetch(input, init));
  const url = urlOf(settings.baseUrl, request);
  const init = {
    method: request.method,
    headers: headersOf(settings, request),
    ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
  };
  let response: Response;
  let text: string;
  try {
    response = await send(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    text = await response.text();
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    const reason = timedOut ? `nothing within ${timeoutMs} ms` : 'the connection failed';
    throw failure(request, { status: null, code: null, reason, retryAfterMs: null });
  }
  const body = readJson(text);
  if (!response.ok) throw failure(request, readFault(settings, request, response, body));
  return body;
}

type Fault = Omit<ConstructorParameters<typeof DiscordFailure>[0], 'route'>;

function failure({ method, route }: RestRequest, fault: Fault): DiscordFailure {
  return new DiscordFailure({ ...fault, route: `${method} ${route}` });
}

function urlOf(baseUrl: string, { route, parameters = {}, query }: RestRequest): string {
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new TypeError(`${route}: no "${name}" was given`);
    return encodeURIComponent(value);
  });
  return `${baseUrl}${path}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`;
}

function headersOf({ botToken }: RestSettings, { route, body }: RestRequest): Headers {
  const headers = new Headers({ 'user-agent': USER_AGENT });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (botToken !== null && !route.startsWith('/webhooks/')) headers.set('authorization', `Bot ${botToken}`);
  return headers;
}

/** Discord's error: a code, a sentence, and for a refused body which part of it. */
function readFault(settings: RestSettings, request: RestRequest, response: Response, body: unknown): Fault {
  const fields: Readonly<Record<string, unknown>> = isObject(body) ? body : {};
  const { token } = request.parameters ?? {};
  const { code, message, errors, retry_after: retryAfter } = fields;
  const details = errors === undefined ? '' : ` ${JSON.stringify(errors).slice(0, 500)}`;
  const seconds = Number(response.headers.get('retry-after') ?? retryAfter ?? Number.NaN);
  const reason = `${typeof message === 'string' ? message : response.statusText || 'no reason given'}${details}`;
  return {
    status: response.status,
    code: typeof code === 'number' ? code : null,
    reason: redact(reason, [settings.botToken, token]),
    retryAfterMs: Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds * 1000)) : null,
  };
}

/** Whoever answers may echo what it was sent. */
function redact(text: string, secrets: readonly (string | null | undefined)[]): string {
  return secrets.reduce<string>((clean, secret) => (secret ? clean.replaceAll(secret, '…') : clean), text);
}

function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
