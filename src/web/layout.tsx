// The frame of every page: its head, the way to the others, and where the content goes.
import type { Child } from 'hono/jsx';
import { assets } from 'site-assets';
import { MOST_NAME_POINTS } from '../ladder/player.ts';
import type { Reader } from './reader.ts';
import { languages } from './words/index.ts';

export interface Framed {
  readonly title: string;
  readonly description?: string;
  readonly content: Child;
  /** The entry of the navigation that this page belongs to. */
  readonly section?: Section;
  /** What it runs in a browser, where scripts are run at all. */
  readonly script?: keyof typeof assets;
  /** Its own address, for the choice of language; null where it has none of its own. */
  readonly path: string | null;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
}

export type Section = 'ladder' | 'seasons' | 'about';

const PATHS: Readonly<Record<Section, string>> = { ladder: '/', seasons: '/seasons', about: '/about' };

/**
 * Of a search, in UTF-16 units: two for each code point of a name, and as many again for a keyboard that sends marks
 * apart from their letters.
 */
const MOST_TYPED = 4 * MOST_NAME_POINTS;

/** A rung between two rails. */
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%235b4bd6'/%3E%3Cpath d='M11 6v20M21 6v20M11 11h10M11 16h10M11 21h10' stroke='white' stroke-width='3' stroke-linecap='round'/%3E%3C/svg%3E";

/** What there is to point to. */
interface There {
  readonly api: boolean;
  readonly pages: boolean;
}

export function framed(page: Framed, reader: Reader, there: There): string {
  return `<!doctype html>${(<Frame page={page} reader={reader} there={there} />).toString()}`;
}

function Frame({ page, reader, there }: { page: Framed; reader: Reader; there: There }) {
  const { words, game, language } = reader;
  const site = words.frame.site(game.name);
  return (
    <html lang={language.tag}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{page.title === site ? site : `${page.title} · ${site}`}</title>
        {page.description && <meta name="description" content={page.description} />}
        <meta property="og:title" content={page.title} />
        <meta property="og:site_name" content={site} />
        {page.description && <meta property="og:description" content={page.description} />}
        <link rel="icon" href={ICON} />
        <link rel="stylesheet" href={assets['site.css']} />
        {page.script && <script type="module" src={assets[page.script]} />}
      </head>
      <body>
        <a class="skip" href="#content">
          {words.frame.skip}
        </a>
        {there.pages ? <Head page={page} reader={reader} site={site} /> : <LoneHead site={site} />}
        <main id="content" tabindex={-1}>
          {page.content}
        </main>
        <Foot page={page} reader={reader} api={there.api} />
      </body>
    </html>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <path d="M10 4v24M22 4v24M10 10h12M10 16h12M10 22h12" />
    </svg>
  );
}

/** Of a page that stands alone: there is nothing to go to. */
function LoneHead({ site }: { site: string }) {
  return (
    <header class="head">
      <div class="inner">
        <span class="brand">
          <Mark />
          {site}
        </span>
      </div>
    </header>
  );
}

function Head({ page, reader, site }: { page: Framed; reader: Reader; site: string }) {
  const { words, link, language } = reader;
  const sections = Object.keys(PATHS) as readonly Section[];
  return (
    <header class="head">
      <div class="inner">
        <a class="brand" href={link('/')}>
          <Mark />
          {site}
        </a>
        <nav aria-label={words.frame.navigation.label}>
          {sections.map((section) => (
            <a href={link(PATHS[section])} aria-current={currentOf(page, section)}>
              {words.frame.navigation[section]}
            </a>
          ))}
        </nav>
        <search>
          <form class="search" action="/players">
            {link('/') !== '/' && <input type="hidden" name="lang" value={language.tag} />}
            <input
              type="search"
              name="name"
              maxlength={MOST_TYPED}
              dir="auto"
              required
              aria-label={words.frame.search.label}
              placeholder={words.frame.search.placeholder}
            />
            <button type="submit">{words.frame.search.button}</button>
          </form>
        </search>
      </div>
    </header>
  );
}

function currentOf(page: Framed, section: Section): 'page' | 'true' | undefined {
  if (page.section !== section) return undefined;
  return page.path === PATHS[section] ? 'page' : 'true';
}

function Foot({ page, reader, api }: { page: Framed; reader: Reader; api: boolean }) {
  const { words, link, language } = reader;
  return (
    <footer class="foot">
      <div class="inner">
        <p>{words.frame.footer.utc}</p>
        {api && (
          <p>
            <a href="/api">{words.frame.footer.api}</a>
          </p>
        )}
        {page.path !== null && languages.length > 1 && (
          <nav class="languages" aria-label={words.frame.footer.language}>
            {languages.map(({ tag, name }) => (
              <a
                href={link(page.path ?? '/', { ...page.query, lang: tag })}
                lang={tag}
                hreflang={tag}
                aria-current={tag === language.tag ? 'true' : undefined}
              >
                {name}
              </a>
            ))}
          </nav>
        )}
      </div>
    </footer>
  );
}
