// Everything that is asked of the Worker but Discord's interactions: the operator's routes, and the pages, which an
// installation may turn off.
import { Hono } from 'hono/tiny';
import { referenceRoute } from './api/reference.ts';
import { type ApiSettings, apiRoutes } from './api/routes.ts';
import { siteFailure } from './failure.ts';
import { type OperatorSettings, operatorRoutes } from './operator.ts';
import type { Origin } from './origin.ts';
import { about } from './pages/about.tsx';
import { ladder, seasonStandings } from './pages/ladder.tsx';
import { match } from './pages/match.tsx';
import { player } from './pages/player.tsx';
import { search } from './pages/search.tsx';
import { season, seasons } from './pages/season.tsx';
import { type PagesSettings, pageRoutes } from './pages.tsx';

const PAGES = [ladder, search, player, match, seasons, season, seasonStandings, about];

export interface SiteSettings {
  readonly operator: OperatorSettings;
  readonly api: ApiSettings;
  readonly pages: Pick<PagesSettings, 'limiter'>;
  readonly web: { readonly pages: boolean; readonly api: boolean };
}

export function site(origin: Origin, { operator, api, pages, web }: SiteSettings): Hono {
  const site = new Hono();
  site.onError(siteFailure(origin));
  site.route('/', operatorRoutes(origin, operator));
  if (web.api) {
    site.route('/', apiRoutes(origin, api));
    site.route('/', referenceRoute(origin, { ...api, pages: web.pages }));
  }
  if (web.pages) {
    const { routes, missing } = pageRoutes(origin, { ...pages, pages: PAGES, api: web.api });
    site.route('/', routes);
    site.notFound(missing);
  }
  return site;
}
