// Requests to Discord's HTTP API. Holds no state and no connection, so one may be made per isolate and used by
// every request. A failure is a DiscordFailure that names its route by template: no token is ever in it.
// `discordSend` makes one attempt and shows the answer, whatever it is; `discordRest` gives the JSON or throws.
import { type AttachedFile, multipart } from './multipart.ts';

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
  /** Sent along with the body; it describes them in `attachments`, by their place in this list. */
  readonly files?: readonly AttachedFile[];
  /** Somebody waits for it: it keeps Discord's limits, and none that are only a caution. */
  readonly pressing?: boolean;
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The answer's JSON, null when it has none. */
  readonly body: unknown;
  /** What went wrong, null when nothing did. */
  readonly failure: DiscordFailure | null;
}

/** One attempt. Throws a DiscordFailure without a status when no answer came. */
export type Send = (request: RestRequest) => Promise<RestAnswer>;

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
  const send = discordSend(settings);
  return async (request) => {
    const first = await send(request);
    const waitMs = first.failure && retryDelayMs(first.failure);
    if (waitMs !== null) await sleep(waitMs);
    const { body, failure } = waitMs === null ? first : await send(request);
    if (failure) throw failure;
    return body;
  };
}

export function discordSend(settings: RestSettings): Send {
  return (request) => attempt(settings, request);
}

/** Null when a second attempt is not worth its wait. */
function retryDelayMs({ status, retryAfterMs }: DiscordFailure): number | null {
  if (status === 429) return retryAfterMs !== null && retryAfterMs <= LONGEST_WAIT_MS ? retryAfterMs : null;
  return status !== null && status >= 500 ? PAUSE_AFTER_SERVER_ERROR_MS : null;
}

async function attempt(settings: RestSettings, request: RestRequest): Promise<RestAnswer> {
  const { timeoutMs = TIMEOUT_MS } = settings;
  // Called through a closure: a Worker refuses a `fetch` that is called as a method of something else.
  const send: typeof fetch = settings.fetch ?? ((input, init) => fetch(input, init));
  const url = urlOf(settings.baseUrl, request);
  const init = {
    method: request.method,
    ...contentOf(settings, request),
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
  return {
    status: response.status,
    headers: response.headers,
    body,
    failure: response.ok ? null : failure(request, readFault(settings, request, response, body)),
  };
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

function contentOf({ botToken }: RestSettings, { route, body, files = [] }: RestRequest) {
  const headers = new Headers({ 'user-agent': USER_AGENT });
  if (botToken !== null && !route.startsWith('/webhooks/')) headers.set('authorization', `Bot ${botToken}`);
  if (files.length > 0) {
    const form = multipart(body, files);
    headers.set('content-type', form.contentType);
    return { headers, body: form.body };
  }
  if (body === undefined) return { headers };
  headers.set('content-type', 'application/json');
  return { headers, body: JSON.stringify(body) };
}

/** Discord's error: a code, a sentence, and for a refused body which part of it. */
function readFault(settings: RestSettings, request: RestRequest, response: Response, body: unknown): Fault {
  const fields: Readonly<Record<string, unknown>> = isObject(body) ? body : {};
  const { token } = request.parameters ?? {};
  const { code, message, errors, retry_after: retryAfter } = fields;
  const details = errors === undefined ? '' : ` ${JSON.stringify(errors).slice(0, 500)}`;
  // The body is exact to the millisecond, the header rounded up to whole seconds.
  const seconds = Number(retryAfter ?? response.headers.get('retry-after') ?? Number.NaN);
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
