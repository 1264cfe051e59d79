// The pages: how each is answered, from what is kept or by its one statement, and what stands there when it cannot be.
import type { Context } from 'hono';
import { Hono } from 'hono/tiny';
import { type Answer, answerOf, KeptAnswers, respond } from './kept.ts';
import { type Framed, framed } from './layout.tsx';
import { isAbsence, type Origin } from './origin.ts';
import type { AnyPage } from './page.ts';
import { Failure, Missing, TooMany, Unavailable } from './pages/error.tsx';
import { mayAsk, PERIOD_SECONDS, type RateLimit } from './rate-limit.ts';
import { address, type Reader, readerOf } from './reader.ts';
import { securityHeaders } from './security.ts';

/** How old a page may be. */
const KEPT_MS = 20_000;
/** An isolate has 128 MB for everything. */
const KEPT_BYTES = 16_000_000;
/** A reader waits longer than Discord does, but not for ever. */
const STATEMENT_MS = 5_000;

const TYPE = 'text/html; charset=utf-8';
const HEADERS = { ...securityHeaders(), Vary: 'Accept-Language' };

export interface PagesSettings {
  readonly pages: readonly AnyPage[];
  /** Whether to point to it. */
  readonly api: boolean;
  /** Of addresses that nobody has asked for just now each costs a statement. Null: nobody counts. */
  readonly limiter: RateLimit | null;
}

/** The routes, and what answers at every address that has none. */
export function pageRoutes(origin: Origin, { pages, api, limiter }: PagesSettings) {
  const { game, now } = origin;
  const routes = new Hono();
  const kept = new KeptAnswers({ now, forMs: KEPT_MS, mostBytes: KEPT_BYTES, waitMs: STATEMENT_MS });

  for (const page of pages) {
    routes.get(page.pattern, async (c) => {
      const reader = readerAt(c);
      if (!(await mayAsk(limiter, c.req.raw.headers, notCounted))) return tooMany(c, reader);
      const asked = {
        parameter: (name: string) => c.req.param(name) ?? '',
        query: (name: string) => c.req.query(name),
        now: new Date(now()),
      };
      const question = page.question(asked, game);
      if (question === null) return missing(c);
      const own = page.address(question);
      const make = async (): Promise<Answer> => {
        const statement = page.statement(question, { game });
        const rendered = page.render(await origin.run(statement, STATEMENT_MS), question, reader);
        if (rendered === null) return answerOf(404, TYPE, missingText(reader));
        const { section } = page;
        return answerOf(
          rendered.status ?? 200,
          TYPE,
          text({ ...rendered, ...own, ...(section && { section }) }, reader),
        );
      };
      const key = `${reader.key} ${address(own.path, own.query ?? {})}`;
      try {
        const answer = await kept.answer(key, make, (work) => c.executionCtx.waitUntil(work));
        return respond(answer, { ifNoneMatch: c.req.header('if-none-match') ?? null }, HEADERS);
      } catch (error) {
        return failed(c, page.pattern, reader, error);
      }
    });
  }
  return { routes, missing };

  function readerAt(c: Context): Reader {
    return readerOf(game, { lang: c.req.query('lang'), acceptLanguage: c.req.header('accept-language') });
  }

  function text(page: Framed, reader: Reader): string {
    return framed(page, reader, { api, pages: true });
  }

  function missingText(reader: Reader): string {
    return text(
      { title: reader.words.frame.missing.title, content: <Missing reader={reader} />, path: null },
      reader,
    );
  }

  function missing(c: Context): Response | Promise<Response> {
    return c.html(missingText(readerAt(c)), 404, HEADERS);
  }

  function notCounted(error: unknown): void {
    origin.log.write('warn', 'page.limit', origin.told(error));
  }

  function tooMany(c: Context, reader: Reader) {
    const { title } = reader.words.frame.tooMany;
    const html = text({ title, content: <TooMany reader={reader} />, path: null }, reader);
    return c.html(html, 429, {
      ...HEADERS,
      'Cache-Control': 'no-store',
      'Retry-After': String(PERIOD_SECONDS),
    });
  }

  function failed(c: Context, pattern: string, reader: Reader, error: unknown) {
    const reference = crypto.randomUUID().slice(0, 8);
    // Not its address: that holds what somebody typed.
    origin.log.write('error', 'page.failure', { reference, page: pattern, ...origin.told(error) });
    const absent = isAbsence(error);
    const { title } = absent ? reader.words.frame.unavailable : reader.words.frame.failure;
    const Notice = absent ? Unavailable : Failure;
    const html = text(
      { title, content: <Notice reader={reader} reference={reference} />, path: null },
      reader,
    );
    const headers = { ...HEADERS, 'Cache-Control': 'no-store' };
    return absent ? c.html(html, 503, { ...headers, 'Retry-After': '30' }) : c.html(html, 500, headers);
  }
}
