// GET /api: the reference of the API, which the build has drawn (scripts/api-reference.ts), in the frame of the pages.
import { raw } from 'hono/html';
import { Hono } from 'hono/tiny';
import { answerOf, KeptAnswers, respond } from '../kept.ts';
import { framed } from '../layout.tsx';
import type { Origin } from '../origin.ts';
import { readerOf } from '../reader.ts';
import { securityHeaders } from '../security.ts';
import { type ApiSettings, REFERENCE } from './routes.ts';
import { apiTitle } from './title.ts';

/** It changes with a deployment alone. */
const KEPT_MS = 60_000;
const KEPT_BYTES = 1_000_000;
const WAIT_MS = 5_000;
const TYPE = 'text/html; charset=utf-8';
const HEADERS = { ...securityHeaders(), Vary: 'Accept-Language' };

export interface ReferenceSettings extends Pick<ApiSettings, 'reference'> {
  /** Whether to point to them. */
  readonly pages: boolean;
}

export function referenceRoute({ game, now }: Origin, { reference, pages }: ReferenceSettings): Hono {
  const routes = new Hono();
  const kept = new KeptAnswers({ now, forMs: KEPT_MS, mostBytes: KEPT_BYTES, waitMs: WAIT_MS });
  routes.get(REFERENCE, async (c, next) => {
    const reader = readerOf(game, {
      lang: c.req.query('lang'),
      acceptLanguage: c.req.header('accept-language'),
    });
    const make = async () => {
      const drawn = await reference();
      if (drawn === null) return answerOf(404, TYPE, '');
      const page = { title: apiTitle(game), content: raw(drawn), path: REFERENCE };
      return answerOf(200, TYPE, framed(page, reader, { api: true, pages }));
    };
    const answer = await kept.answer(reader.key, make, (work) => c.executionCtx.waitUntil(work));
    if (answer.status === 404) return next();
    return respond(answer, { ifNoneMatch: c.req.header('if-none-match') ?? null }, HEADERS);
  });
  return routes;
}
