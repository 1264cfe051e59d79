// Discord's HTTP API, the part that this application uses, without sockets: a request is a value and so is its answer.
// Every request is held against Discord's own description; what the application should not have sent is refused as
// Discord refuses it, and kept as a complaint.
import * as spec from 'discord-api-spec/zod';
import { asLines, type Complaint, checkSchema, complaintsOf } from '../discord-api/complaint.ts';
import { mentionComplaints } from '../discord-api/message.ts';
import { type Channels, channelsOf } from './channels.ts';
import { type RegisteredCommands, registeredCommands, withoutLocalizations } from './commands.ts';
import { type Watchers, watchers } from './event.ts';
import { ApiFault, faults, invalidForm } from './fault.ts';
import { type Interactions, interactionsOf } from './interactions.ts';
import { type LimitRule, limitsOf, OBSERVED_LIMITS, seconds } from './limits.ts';
import { botUser, checkBody, type Json, otherUser, type UploadedFile } from './message.ts';

export interface ApiSettings {
  readonly botToken: string;
  readonly applicationId: string;
  /** What the application's interactions are signed for; 64 hex digits. */
  readonly publicKey: string;
  /** The one server that the bot is in. */
  readonly guildId: string;
  readonly limits?: readonly LimitRule[];
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Where attachments can be read; known once a server listens. */
  readonly filesUrl?: () => string;
}

export interface ApiRequest {
  readonly method: string;
  /** Behind the version: `/channels/5/messages?limit=3`. */
  readonly path: string;
  readonly authorization: string | null;
  readonly userAgent: string | null;
  /** Parsed JSON, undefined for none. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  /** What was wrong with the body before it could be read. */
  readonly malformed?: string | undefined;
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
  readonly channels: Channels;
  readonly commands: RegisteredCommands;
  readonly interactions: Interactions;
  readonly watchers: Watchers;
  readonly complaints: readonly KeptComplaint[];
  complain(route: string, complaints: readonly string[]): void;
  disturb(disturbance: Disturbance): void;
  figures(): Figures;
}

interface Call {
  readonly parameters: Json & Record<Parameter, string>;
  readonly query: URLSearchParams;
  readonly body: Json;
  /** The body as it came, where it is no object. */
  readonly whole: unknown;
  readonly files: readonly UploadedFile[];
}

type Parameter = 'application' | 'channel' | 'guild' | 'message' | 'token';
/** Gives the body of the answer; undefined for 204. */
type Handler = (call: Call) => unknown;

const MAX_FILES = 10;
const MAX_FILE_BYTES = 10 * 1024 * 1024;

export function discordApi(settings: ApiSettings): DiscordApi {
  const { botToken, applicationId, guildId, now = Date.now, filesUrl = () => 'http://127.0.0.1' } = settings;
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

  const routes = routeTable({
    'POST /users/@me/channels': ({ body }) => {
      check(spec.CreatePrivateChannelRequestSchema, body);
      const recipient = String(body.recipient_id ?? '');
      if (!/^\d+$/.test(recipient) || recipient === applicationId) {
        throw new ApiFault(400, 50033, 'Invalid Recipient(s)');
      }
      const { id, messages } = channels.direct(recipient);
      const last = messages.at(-1)?.id ?? null;
      return { id, type: 1, flags: 0, last_message_id: last, recipients: [otherUser(recipient)] };
    },
    'GET /channels/{channel}/messages/{message}': ({ parameters }) =>
      visible(channels.reach(parameters.channel), parameters.message).json,
    'POST /channels/{channel}/messages': ({ parameters, body, files }) => {
      const channel = channels.reach(parameters.channel);
      checkBody(body, 'channel-message', files);
      guardMentions('POST /channels/{channel}/messages', body);
      if (!channels.accepts(channel)) throw faults.closedDirectMessages();
      const { nonce } = body;
      const known = body.enforce_nonce === true && nonce ? channels.byNonce(String(nonce)) : null;
      if (known === null) return channels.create(channel, body, files).json;
      // Discord gives back whatever message has that nonce: one of another channel was surely not meant.
      if (known.channel.id !== channel.id) {
        complain('POST /channels/{channel}/messages', [
          `nonce: "${nonce}" has made a message in another channel`,
        ]);
      }
      return known.message.json;
    },
    'PATCH /channels/{channel}/messages/{message}': ({ parameters, body, files }) => {
      const channel = channels.reach(parameters.channel);
      visible(channel, parameters.message);
      checkBody(body, 'channel-edit', files);
      guardMentions('PATCH /channels/{channel}/messages/{message}', body);
      return channels.edit(channel, parameters.message, body, files).json;
    },
    'DELETE /channels/{channel}/messages/{message}': ({ parameters }) => {
      const channel = channels.reach(parameters.channel);
      visible(channel, parameters.message);
      return void channels.delete(channel, parameters.message);
    },
    'POST /webhooks/{application}/{token}': ({ parameters, body, files }) => {
      guardMentions('POST /webhooks/{application}/{token}', body);
      return interactions.followUp(parameters.token, body, files).json;
    },
    'GET /webhooks/{application}/{token}/messages/{message}': ({ parameters }) =>
      interactions.get(parameters.token, parameters.message).json,
    'PATCH /webhooks/{application}/{token}/messages/{message}': ({ parameters, body, files }) => {
      guardMentions('PATCH /webhooks/{application}/{token}/messages/{message}', body);
      return interactions.edit(parameters.token, parameters.message, body, files).json;
    },
    'DELETE /webhooks/{application}/{token}/messages/{message}': ({ parameters }) =>
      void interactions.delete(parameters.token, parameters.message),
    'GET /applications/@me': () => application(settings),
    'GET /users/@me': () => ({
      ...botUser(applicationId),
      mfa_enabled: true,
      locale: 'en-US',
      verified: true,
    }),
    'GET /applications/{application}/commands': ({ query }) => listed(null, query),
    'PUT /applications/{application}/commands': ({ whole }) => register(null, whole),
    'GET /applications/{application}/guilds/{guild}/commands': ({ parameters, query }) =>
      listed(guildOf(parameters), query),
    'PUT /applications/{application}/guilds/{guild}/commands': ({ parameters, whole }) =>
      register(guildOf(parameters), whole),
  });

  /** A message that the bot may see by its own token: not one that a single user sees. */
  function visible(channel: ReturnType<Channels['reach']>, messageId: string) {
    const message = channels.message(channel, messageId);
    if (message.onlyFor !== null) throw faults.unknownMessage();
    return message;
  }

  function guildOf({ guild }: Call['parameters']): string {
    if (guild !== guildId) throw faults.missingAccess();
    return guild;
  }

  function listed(guild: string | null, query: URLSearchParams) {
    const all = commands.of(guild);
    return query.get('with_localizations') === 'true' ? all : withoutLocalizations(all);
  }

  function register(guild: string | null, body: unknown) {
    const registered = commands.overwrite(guild, body);
    watching.tell({ kind: 'commands-registered', guildId: guild });
    return registered;
  }

  function complain(route: string, lines: readonly string[]) {
    complaints.push({ route, complaints: lines });
  }

  function guardMentions(route: string, body: Json) {
    const missing = asLines(mentionComplaints(body));
    if (missing.length > 0) complain(route, missing);
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
      const fault = parameterFault(parameters, applicationId) ?? bodyFault(request);
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
      return failed(error, verdict.headers);
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

interface Found {
  readonly kind: 'route' | 'no-route' | 'no-method';
  readonly route: string | null;
  readonly parameters: Call['parameters'];
  readonly handler: Handler;
}

function routeTable(handlers: Readonly<Record<string, Handler>>) {
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

function majorOf({ channel, guild, token }: Call['parameters']): string {
  return [channel, guild, token].filter((value) => value !== '').join('/');
}

function parameterFault(parameters: Call['parameters'], applicationId: string): ApiFault | null {
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

function bodyFault({ method, body, files, malformed }: ApiRequest): ApiFault | null {
  if (malformed !== undefined) return new ApiFault(400, 50109, malformed);
  if (
    body === undefined &&
    (method === 'POST' || method === 'PUT' || method === 'PATCH') &&
    files.length === 0
  ) {
    return new ApiFault(400, 50109, 'The request body contains invalid JSON.');
  }
  if (files.length > MAX_FILES)
    return invalidForm([{ path: 'files', message: `at most ${MAX_FILES} files` }]);
  if (files.some(({ bytes }) => bytes.length > MAX_FILE_BYTES)) {
    return new ApiFault(413, 40005, 'Request entity too large');
  }
  return null;
}

function check(schema: spec.Schema, body: unknown): void {
  const complaints: Complaint[] = complaintsOf((complain) => checkSchema(schema, body, complain));
  if (complaints.length > 0) throw invalidForm(complaints);
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
  return [body.errors === undefined ? message : JSON.stringify(body.errors)];
}

/** The application as its owner's token sees it. */
function application({ applicationId, publicKey, guildId }: ApiSettings): Json {
  return {
    id: applicationId,
    name: 'Edge Ladder',
    icon: null,
    description: '',
    type: null,
    flags: 0,
    flags_new: '0',
    bot: botUser(applicationId),
    guild_id: guildId,
    verify_key: publicKey,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: otherUser('1175000000000000002'),
    approximate_guild_count: 1,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  };
}
