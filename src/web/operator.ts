// What the operator asks the Worker: GET /health, for everybody; GET /status, behind STATUS_TOKEN outside development.
import { Hono } from 'hono/tiny';
import { bearerMatches } from './bearer.ts';
import { type Health, health } from './health.ts';
import type { Origin } from './origin.ts';

export interface OperatorSettings {
  /** The route to the database. */
  readonly route: string;
  readonly statusToken: string | null;
  /** What GET /status tells besides the route. */
  readonly figures: () => Promise<Readonly<Record<string, unknown>>>;
}

/** Longer than this is not health. */
const HEALTH_MS = 3_000;
const HEALTH_KEPT_MS = 1_000;

export function operatorRoutes(origin: Origin, { route, statusToken, figures }: OperatorSettings): Hono {
  const { now, log } = origin;
  const routes = new Hono();
  let lastSeen: { readonly at: number; readonly state: Health } | null = null;
  routes.get('/health', async (c) => {
    // Anybody may ask; the database is asked once a second at the most.
    if (lastSeen === null || now() - lastSeen.at > HEALTH_KEPT_MS) {
      const state = await health({
        route,
        run: (statement) => origin.run(statement, HEALTH_MS),
        now,
        onFault: (fault) => log.write('error', 'health', { ...fault, error: fault.message }),
      });
      lastSeen = { at: now(), state };
    }
    const { state } = lastSeen;
    return c.json(state, state.status === 'ok' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  routes.get('/status', async (c) => {
    const allowed =
      origin.development || (await bearerMatches(c.req.header('authorization') ?? null, statusToken));
    if (!allowed)
      return c.text('STATUS_TOKEN is needed: Authorization: Bearer …', 401, { 'WWW-Authenticate': 'Bearer' });
    return c.json({ route, ...(await figures()) }, 200, { 'Cache-Control': 'no-store' });
  });
  return routes;
}

/** Settings that are wrong: every route says so, and /health says which. */
export function misconfigured(messages: readonly string[]): Hono {
  const routes = new Hono();
  routes.get('/health', (c) => c.json({ status: 'unavailable', cause: messages.join(' ') }, 503));
  routes.all('*', (c) => c.text('not configured: see /health', 503));
  return routes;
}
