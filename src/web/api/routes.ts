// The API's routes, below /api/v1: for each endpoint its two forms, kept for a while like pages; who asks too often, in
// a way there is not, or for what is not there, is told so as problem details.
import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { type Answer, answerOf, KeptAnswers, respond } from '../kept.ts';
import { isAbsence, type Origin } from '../origin.ts';
import { mayAsk, PERIOD_SECONDS, type RateLimit } from '../rate-limit.ts';
import type { Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints/index.ts';
import { acceptedForm, type Form } from './negotiation.ts';
import { type ProblemKind, problemResponse } from './problem.ts';
import { CSV_TYPE, tableText } from './table.ts';

export interface ApiSettings {
  /** Null: nobody counts. */
  readonly limiter: RateLimit | null;
  /** The description that the build has made for this game; null where there is none. */
  readonly description: () => Promise<string | null>;
  /** The same for readers, as HTML without a frame. */
  readonly reference: () => Promise<string | null>;
}

const API = '/api/v1';
/** Where all of it is explained: see reference.ts. */
export const REFERENCE = '/api';
/** How old a reply may be. */
const KEPT_MS = 20_000;
/** An isolate has 128 MB for everything. */
const KEPT_BYTES = 8_000_000;
const STATEMENT_MS = 5_000;

const METHODS = 'GET, HEAD, OPTIONS';
/** What is public may be read by any page. */
const OPEN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Retry-After',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

const JSON_TYPE = 'application/json';
const SUFFIX = '.csv';

export function apiRoutes(origin: Origin, { limiter, description }: Omit<ApiSettings, 'reference'>): Hono {
  const { game, now } = origin;
  const routes = new Hono();
  const kept = new KeptAnswers({ now, forMs: KEPT_MS, mostBytes: KEPT_BYTES, waitMs: STATEMENT_MS });

  for (const endpoint of Object.values(endpoints)) {
    const served = (c: Context) => guarded(c, endpoint.path, () => answered(c, endpoint));
    routes.all(API + endpoint.path, served);
    // Where a parameter ends the path, its own end is the form's.
    if (!endsInParameter(endpoint.path)) routes.all(API + endpoint.path + SUFFIX, served);
  }
  routes.all(`${API}/openapi.json`, (c) => guarded(c, '/openapi.json', () => described(c)));
  routes.get(API, (c) => c.redirect(REFERENCE));
  routes.all(`${API}/*`, (c) => guarded(c, 'none', async () => nothing(c)));
  return routes;

  /** `path`: the endpoint's own, for the log; what was asked of it is nobody's business. */
  async function guarded(c: Context, path: string, answer: () => Promise<Response>): Promise<Response> {
    const { method } = c.req;
    if (method === 'OPTIONS') {
      const preflight = {
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': '*',
        'Access-Control-Max-Age': '86400',
      };
      return new Response(null, { status: 204, headers: { ...OPEN, ...preflight, Allow: METHODS } });
    }
    try {
      if (method !== 'GET' && method !== 'HEAD') {
        return refused(c, 'method-not-allowed', `Only ${METHODS} are answered here.`, { Allow: METHODS });
      }
      if (!(await mayAsk(limiter, c.req.raw.headers, notCounted))) {
        const detail = `Too many requests came from your address. Ask again in ${PERIOD_SECONDS} seconds.`;
        return refused(c, 'too-many-requests', detail, { 'Retry-After': String(PERIOD_SECONDS) });
      }
      return await answer();
    } catch (error) {
      return failed(c, path, error);
    }
  }

  function notCounted(error: unknown): void {
    origin.log.write('warn', 'api.limit', origin.told(error));
  }

  async function answered(c: Context, { path, ask, columns }: Endpoint): Promise<Response> {
    const url = new URL(c.req.url);
    const explicit = url.pathname.endsWith(SUFFIX);
    const form = explicit ? 'csv' : acceptedForm(c.req.header('accept') ?? null);
    const headers = explicit ? OPEN : { ...OPEN, Vary: 'Accept' };
    if (form === null) {
      return refused(c, 'not-acceptable', `There are ${JSON_TYPE} and text/csv.`, { Vary: 'Accept' });
    }
    const question = ask(url.searchParams, parametersOf(c, path), game);
    if (!question.ok && question.invalid === null) return refused(c, 'not-found', question.detail, headers);
    if (!question.ok) {
      const detail = `These parameters are not right: ${question.invalid.map(({ parameter }) => parameter).join(', ')}.`;
      return problemResponse('invalid-parameters', url, { detail, errors: [...question.invalid] }, headers);
    }
    const make = async (): Promise<Answer> => {
      const answer = await question.answer(
        (statement) => origin.run(statement, STATEMENT_MS),
        new Date(now()),
      );
      if (!answer.found) return answerOf(404, 'text/plain', answer.detail);
      const next = answer.next && nextAddress(answer.next, form);
      const reply = 'next' in answer.reply ? { ...answer.reply, next } : answer.reply;
      const made =
        form === 'json'
          ? await answerOf(200, JSON_TYPE, JSON.stringify(reply))
          : await answerOf(200, CSV_TYPE, tableText(columns, answer.rows));
      return next === null ? made : { ...made, headers: { Link: `<${next}>; rel="next"` } };
    };
    const answer = await kept.answer(`${form} ${question.key}`, make, (work) =>
      c.executionCtx.waitUntil(work),
    );
    if (answer.status === 404) return refused(c, 'not-found', new TextDecoder().decode(answer.body), headers);
    return respond(answer, { ifNoneMatch: c.req.header('if-none-match') ?? null }, headers);
  }

  async function described(c: Context): Promise<Response> {
    const make = async () => {
      const text = await description();
      return text !== null ? answerOf(200, JSON_TYPE, text) : answerOf(404, '', '');
    };
    const answer = await kept.answer('description', make, (work) => c.executionCtx.waitUntil(work));
    if (answer.status === 404) return refused(c, 'not-found', 'This installation was built without it.');
    return respond(answer, { ifNoneMatch: c.req.header('if-none-match') ?? null }, OPEN);
  }

  function nothing(c: Context): Response {
    return refused(c, 'not-found', `There is nothing at this address: see ${REFERENCE} for what there is.`);
  }

  function refused(
    c: Context,
    kind: ProblemKind,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ): Response {
    return problemResponse(kind, new URL(c.req.url), { detail }, { ...OPEN, ...headers });
  }

  function failed(c: Context, path: string, error: unknown): Response {
    const reference = crypto.randomUUID().slice(0, 8);
    origin.log.write('error', 'api.failure', { reference, endpoint: path, ...origin.told(error) });
    const url = new URL(c.req.url);
    if (!isAbsence(error)) {
      const detail = 'The fault is ours. Its reference stands in our log.';
      return problemResponse('internal-error', url, { detail, reference }, OPEN);
    }
    const detail = 'The ladder’s database does not answer right now. Nothing is lost: ask again in a moment.';
    return problemResponse('unavailable', url, { detail, reference }, { ...OPEN, 'Retry-After': '10' });
  }
}

function endsInParameter(path: string): boolean {
  return /\/:\w+$/.test(path);
}

function parametersOf(c: Context, path: string): Readonly<Record<string, string>> {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.map((name, place) => {
      const given = c.req.param(name) ?? '';
      const isLast = place === names.length - 1 && endsInParameter(path);
      return [name, isLast && given.endsWith(SUFFIX) ? given.slice(0, -SUFFIX.length) : given];
    }),
  );
}

function nextAddress(
  { path, search }: { readonly path: string; readonly search: string },
  form: Form,
): string {
  return `${API}${path}${form === 'csv' ? SUFFIX : ''}${search}`;
}
