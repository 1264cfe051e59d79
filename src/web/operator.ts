// What the operator asks the Worker: GET /health, for everybody; behind STATUS_TOKEN outside development GET /status, and
// with what the database and the courier tell /status/figures, the same for Prometheus at /status/metrics and drawn at
// /status/panel, where a browser signs in with the token.
import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { type Health, health } from './health.ts';
import { access, isSameOrigin } from './operator/access.ts';
import { type FigureSources, poolFigures, statusFigures } from './operator/figures.ts';
import { readForm } from './operator/form.ts';
import { METRICS_TYPE, metricsText } from './operator/metrics.ts';
import { panelPage, signInPage } from './operator/panel.tsx';
import type { Origin } from './origin.ts';
import { securityHeaders } from './security.ts';
import { SharedWork } from './shared-work.ts';

export interface OperatorSettings extends FigureSources {
  readonly statusToken: string | null;
}

const PRIVATE = { 'Cache-Control': 'no-store' } as const;
const PAGE = { ...securityHeaders(), ...PRIVATE, 'Referrer-Policy': 'same-origin' };

/** Longer than this is not health. */
const HEALTH_MS = 3_000;
const HEALTH_KEPT_MS = 1_000;
/** A token, by its name. */
const MOST_FORM_BYTES = 4_096;

export function operatorRoutes(origin: Origin, settings: OperatorSettings): Hono {
  const { now, log } = origin;
  const { statusToken, ...sources } = settings;
  const { route } = sources;
  const gate = access(statusToken, origin);
  const routes = new Hono();
  let lastSeen: { readonly at: number; readonly state: Health } | null = null;
  const looking = new SharedWork<Health>(HEALTH_MS);

  async function look(): Promise<Health> {
    const state = await health({
      route,
      run: (statement) => origin.run(statement, HEALTH_MS),
      now,
      onFault: (fault) => log.write('error', 'health', { ...fault, error: fault.message }),
    });
    lastSeen = { at: now(), state };
    return state;
  }

  /** Anybody may ask, and many at once: the database is asked once a second at the most. */
  async function seen(hold: (work: Promise<unknown>) => void): Promise<Health> {
    if (lastSeen !== null && now() - lastSeen.at <= HEALTH_KEPT_MS) return lastSeen.state;
    try {
      return await looking.once('health', look, hold);
    } catch {
      return { status: 'unavailable', route, cause: 'the database does not answer' };
    }
  }

  // What is posted there never comes here.
  routes.all('/interactions', (c) =>
    c.text('Discord posts interactions here: this is its Interactions Endpoint URL.\n', 405, {
      ...securityHeaders(),
      ...PRIVATE,
      Allow: 'POST',
    }),
  );

  routes.get('/health', async (c) => {
    const state = await seen((work) => c.executionCtx.waitUntil(work));
    return c.json(state, state.status === 'ok' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  routes.get('/status', async (c) => {
    if (!(await gate.allows(c.req.raw.headers))) return refused(c);
    return c.json(await poolFigures(origin, sources), 200, PRIVATE);
  });
  routes.get('/status/figures', async (c) => {
    if (!(await gate.allows(c.req.raw.headers))) return refused(c);
    return c.json(await statusFigures(origin, sources), 200, PRIVATE);
  });
  routes.get('/status/metrics', async (c) => {
    if (!(await gate.allows(c.req.raw.headers))) return refused(c);
    const text = metricsText(await statusFigures(origin, sources));
    return c.body(text, 200, { ...PRIVATE, 'Content-Type': METRICS_TYPE });
  });
  routes.get('/status/panel', async (c) => {
    const allowed = await gate.allows(c.req.raw.headers);
    if (allowed) return c.html(panelPage({ signedIn: !origin.development }), 200, PAGE);
    return c.html(signInPage({ refused: false, set: statusToken !== null }), 200, PAGE);
  });
  routes.post('/status/panel', async (c) => {
    if (!isSameOrigin(c.req.raw)) return c.text('This form is sent from its own page only.', 403, PAGE);
    const form = await readForm(c.req.raw, MOST_FORM_BYTES);
    if (!form.ok) return c.text(form.detail, form.status, PAGE);
    const token = form.fields.get('token');
    const cookie = token === null ? null : await gate.signIn(token.trim());
    if (cookie === null) {
      log.write('warn', 'operator.refused', {});
      return c.html(signInPage({ refused: true, set: statusToken !== null }), 401, PAGE);
    }
    return c.body(null, 303, { ...PAGE, Location: '/status/panel', 'Set-Cookie': cookie });
  });
  routes.post('/status/panel/sign-out', (c) => {
    if (!isSameOrigin(c.req.raw)) return c.text('This form is sent from its own page only.', 403, PAGE);
    return c.body(null, 303, { ...PAGE, Location: '/status/panel', 'Set-Cookie': gate.signOut });
  });
  return routes;
}

function refused(c: Context) {
  return c.text('STATUS_TOKEN is needed: Authorization: Bearer …', 401, { 'WWW-Authenticate': 'Bearer' });
}

/** Settings that are wrong: every route says so, and /health says which. */
export function misconfigured(messages: readonly string[]): Hono {
  const routes = new Hono();
  routes.get('/health', (c) => c.json({ status: 'unavailable', cause: messages.join(' ') }, 503));
  routes.all('*', (c) => c.text('not configured: see /health', 503));
  return routes;
}
