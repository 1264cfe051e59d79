// Discord's HTTP API, the part that this application uses, without sockets: a request is a value and so is its answer.
// Every request is held against Discord's own description; what the application should not have sent is refused as
// Discord refuses it, and kept as a complaint.
import { responseRefusals, unnamedMentions } from '../discord-api/response.ts';
import { bodyFault, type ReadBody } from './body.ts';
import { type Channels, channelsOf } from './channels.ts';
import { type RegisteredCommands, registeredCommands } from './commands.ts';
import { type Watchers, watchers } from './event.ts';
import { ApiFault } from './fault.ts';
import { handlersOf, type Identity } from './handlers.ts';
import { type Interactions, interactionsOf } from './interactions.ts';
import { type LimitRule, limitsOf, OBSERVED_LIMITS, seconds } from './limits.ts';
import type { Json, KeptMessage, UploadedFile } from './message.ts';
import { type Found, majorOf, parameterFault, routeTable } from './route-table.ts';

export interface ApiSettings extends Identity {
  readonly botToken: string;
  readonly limits?: readonly LimitRule[];
  /** Told of each complaint as it comes. */
  readonly onComplaint?: (complaint: KeptComplaint) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Where attachments can be read; known once a server listens. */
  readonly filesUrl?: () => string;
}

export interface ApiRequest extends ReadBody {
  readonly method: string;
  /** Behind the version: `/channels/5/messages?limit=3`. */
  readonly path: string;
  readonly authorization: string | null;
  readonly userAgent: string | null;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for no content. */
  readonly body: unknown;
  /** Done, but the answer never arrives: the connection breaks first. */
  readonly lost: boolean;
}

/** A request that the application should never have sent, and why. */
export interface KeptComplaint {
  /** Method and template. */
  readonly route: string;
  readonly complaints: readonly string[];
}

/** What became of an answer. */
export interface Shown {
  /** The one that was made or changed. */
  readonly message: KeptMessage | null;
  /** Why Discord did not take it: its user reads that the application did not respond. */
  readonly refusals: readonly string[];
}

/** Something that goes wrong at Discord: an error of its own, or an answer lost on the way. */
export interface Disturbance {
  /** Method and template; every route unless told. */
  readonly route?: string;
  /** How many requests it hits; 1 unless told. */
  readonly times?: number;
  /** A status such as 502, before anything is done; or `lost`: all is done, and the answer does not arrive. */
  readonly fault: number | 'lost';
}

export interface Figures {
  readonly requests: number;
  /** Those refused by a rate limit. */
  readonly tooMany: number;
  /** By method and template. */
  readonly byRoute: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
}

export interface DiscordApi {
  answer(request: ApiRequest): ApiAnswer;
  /** What the application answered to an interaction over HTTP; one that Discord refuses leaves it unanswered. */
  answerInteraction(token: string, response: Json, files?: readonly UploadedFile[]): Shown;
  readonly channels: Channels;
  readonly commands: RegisteredCommands;
  readonly interactions: Interactions;
  readonly watchers: Watchers;
  readonly complaints: readonly KeptComplaint[];
  complain(route: string, complaints: readonly string[]): void;
  disturb(disturbance: Disturbance): void;
  figures(): Figures;
}

/** In the place of a route. */
const AN_ANSWER = 'the answer to an interaction';

export function discordApi(settings: ApiSettings): DiscordApi {
  const { botToken, applicationId, now = Date.now, filesUrl = () => 'http://127.0.0.1' } = settings;
  const watching = watchers();
  const channels = channelsOf({ applicationId, filesUrl, now, watchers: watching });
  const interactions = interactionsOf(channels, now);
  const commands = registeredCommands(applicationId, now);
  const limits = limitsOf(settings.limits ?? OBSERVED_LIMITS);
  const complaints: KeptComplaint[] = [];
  const disturbances: { route: string | undefined; left: number; fault: number | 'lost' }[] = [];
  const figures = {
    requests: 0,
    tooMany: 0,
    byRoute: new Map<string, number>(),
    byStatus: new Map<string, number>(),
  };

  const routes = routeTable(
    handlersOf({ identity: settings, channels, interactions, commands, watchers: watching, complain }),
  );

  function complain(route: string, lines: readonly string[]) {
    const complaint = { route, complaints: lines };
    complaints.push(complaint);
    settings.onComplaint?.(complaint);
  }

  function disturbanceOf(route: string): number | 'lost' | null {
    const index = disturbances.findIndex((each) => each.route === undefined || each.route === route);
    const disturbance = disturbances[index];
    if (disturbance === undefined) return null;
    disturbance.left -= 1;
    if (disturbance.left === 0) disturbances.splice(index, 1);
    return disturbance.fault;
  }

  /** In Discord's order: who asks, how often, for what; a request that fails counts like one that does not. */
  function answer(request: ApiRequest): ApiAnswer {
    const { pathname, searchParams } = new URL(request.path, 'http://discord');
    const found = routes.find(request.method, pathname);
    const route = found.route ?? `${request.method} ${pathname}`;
    figures.requests += 1;
    raise(figures.byRoute, route);
    const answered = respond(request, found, route, searchParams);
    raise(figures.byStatus, String(answered.status));
    return answered;
  }

  function answerInteraction(token: string, response: Json, files?: readonly UploadedFile[]): Shown {
    const names = files?.map(({ name }) => name);
    const refusals = [...responseRefusals(response, names), ...interactions.objections(token, response)];
    const lines = [...refusals, ...unnamedMentions(response)];
    if (lines.length > 0) complain(AN_ANSWER, lines);
    if (refusals.length > 0) return { message: null, refusals };
    try {
      return { message: interactions.answer(token, response, files), refusals };
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      // Nobody is at fault where the message has gone meanwhile.
      if (error.status === 400) complain(AN_ANSWER, faultLines(error));
      return { message: null, refusals: faultLines(error) };
    }
  }

  function respond(request: ApiRequest, found: Found, route: string, query: URLSearchParams): ApiAnswer {
    const withToken = !route.includes(' /webhooks/');
    const barred = barrier(request, found, withToken);
    if (barred) {
      complain(route, [barred.message]);
      return failed(barred, {});
    }
    const { parameters, handler } = found;
    const verdict = limits.take({ route, major: majorOf(parameters), withToken }, now());
    if (verdict.refusal) {
      figures.tooMany += 1;
      return tooMany(verdict.headers, verdict.refusal);
    }
    const disturbance = disturbanceOf(route);
    if (typeof disturbance === 'number')
      return failed(new ApiFault(disturbance, 0, 'Internal Server Error'), verdict.headers);
    try {
      const fault = parameterFault(parameters, applicationId) ?? bodyFault(request.method, request);
      if (fault) throw fault;
      const whole = request.body;
      const body =
        typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? (whole as Json) : {};
      const result = handler({ parameters, query, body, whole, files: request.files });
      const status = result === undefined ? 204 : 200;
      return { status, headers: verdict.headers, body: result, lost: disturbance === 'lost' };
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      if (error.status === 400 || error.status === 413) complain(route, faultLines(error));
      return { ...failed(error, verdict.headers), lost: disturbance === 'lost' };
    }
  }

  function barrier(
    { authorization, userAgent }: ApiRequest,
    found: Found,
    withToken: boolean,
  ): ApiFault | null {
    // What Cloudflare turns away before Discord sees it.
    if (!/^DiscordBot \(\S+, \S+\)/.test(userAgent ?? ''))
      return new ApiFault(403, 40333, 'internal network error');
    if (found.kind === 'no-route') return new ApiFault(404, 0, '404: Not Found');
    if (found.kind === 'no-method') return new ApiFault(405, 0, '405: Method Not Allowed');
    if (withToken && authorization !== `Bot ${botToken}`) return new ApiFault(401, 0, '401: Unauthorized');
    return null;
  }

  return {
    answer,
    answerInteraction,
    channels,
    commands,
    interactions,
    watchers: watching,
    complaints,
    complain,
    disturb: ({ route, times = 1, fault }) => void disturbances.push({ route, left: times, fault }),
    figures: () => ({
      requests: figures.requests,
      tooMany: figures.tooMany,
      byRoute: Object.fromEntries(figures.byRoute),
      byStatus: Object.fromEntries(figures.byStatus),
    }),
  };
}

function failed({ status, body }: ApiFault, headers: Readonly<Record<string, string>>): ApiAnswer {
  return { status, headers, body, lost: false };
}

function tooMany(
  headers: Readonly<Record<string, string>>,
  { retryAfterMs, global }: { readonly retryAfterMs: number; readonly global: boolean },
): ApiAnswer {
  const retryAfter = Number(seconds(retryAfterMs));
  const body = { message: 'You are being rate limited.', code: 0, retry_after: retryAfter, global };
  return { status: 429, headers, body, lost: false };
}

function raise(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function faultLines({ message, body }: ApiFault): string[] {
  return [body['errors'] === undefined ? message : JSON.stringify(body['errors'])];
}
