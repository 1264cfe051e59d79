// Pages as a browser shows them. What no page of ours may do is watched on every page that is opened: errors in the
// console, requests to another host, answers that failed. Where there is no Chromium the tests are skipped, and say so.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describe } from 'vitest';
import { findChromium, openBrowser } from '../../dev/chromium.ts';

const found = findChromium();

/** A group of tests that need Chromium: `open` pages in the browser it is given. */
export function describeInBrowser(name: string, tests: () => void): void {
  if ('path' in found) describe(name, tests);
  else describe.skip(`${name} (skipped: ${found.missing})`, tests);
}

/**
 * What Chromium does for people who look and wait, and tests pay for with a third of what a page takes: a thread that
 * draws while scripts run, and a frame made anew for each page of a site. Of the same flag only the last counts, so
 * what playwright switches off by it is named too.
 */
const FLAGS = [
  // Scripts are run once each: to be quick at once pays, to be quickest later does not.
  '--js-flags=--no-opt --no-maglev --always-sparkplug',
  // Nothing leaves the machine. To have each request stopped and looked at would take as long as half a page.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  `--disable-features=${[
    'RenderDocument',
    'SpareRendererForSitePerProcess',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
  ].join(',')}`,
];

/** The one browser of all that is looked at; call it in `beforeAll`, and `close` it afterwards. */
export const openChromium = (): Promise<Browser> => openBrowser(FLAGS);

export const WIDTHS = { desktop: 1280, telephone: 390 } as const;
const HEIGHT = 900;

export interface PageSettings {
  /** Of the only host that may be asked. */
  readonly origin: string;
  readonly width?: number;
  readonly locale?: string;
  /** Answers that are an error and meant to be: part of their address. */
  readonly expectedErrors?: readonly string[];
}

export interface WatchedPage {
  readonly page: Page;
  /** Everything a page of ours must not do, in sentences; empty when it is well. */
  faults(): readonly string[];
  close(): Promise<void>;
}

/**
 * A page with cookies and storage of its own. Chromium opens a window and a process for each, which takes as long as
 * loading four pages: what can be seen in one, one after the other, is.
 */
export async function openPage(browser: Browser, settings: PageSettings): Promise<WatchedPage> {
  const { origin, width = WIDTHS.desktop, expectedErrors = [] } = settings;
  const options: BrowserContextOptions = {
    viewport: { width, height: HEIGHT },
    colorScheme: 'light',
    locale: settings.locale ?? 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(options);
  // Ready in each page before all else: to be sent to it when it is needed takes a tenth of a second.
  await context.addInitScript({ content: axe });
  const faults: string[] = [];
  const isExpected = (address: string) => expectedErrors.some((part) => address.includes(part));
  const page = await context.newPage();
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== new URL(origin).origin) faults.push(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`threw ${error.message}`));
  page.on('console', (message) => {
    // Chromium reports each answer of 400 and above there too.
    const isError = message.type() === 'error' && !isExpected(message.location().url);
    if (isError) faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('response', (response) => {
    const address = response.url();
    if (response.status() >= 400 && !isExpected(address)) faults.push(`${response.status()} from ${address}`);
  });
  return { page, faults: () => faults, close: () => context.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of everything that axe asks, only this hangs on colours: a second colour scheme need not be asked the rest. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** The costliest rules whose findings are never serious, and so would be thrown away. */
const NEVER_SERIOUS = [
  'region',
  'empty-table-header',
  'empty-heading',
  'landmark-unique',
  'aria-allowed-role',
];

/**
 * What axe finds of serious or critical weight, in sentences. The page needs JavaScript for it. A page that was asked
 * everything at this width is asked about another colour scheme by `colours` alone.
 */
export async function axeViolations(
  page: Page,
  about: 'everything' | 'colours' = 'everything',
  within = 'document',
): Promise<readonly string[]> {
  const options = {
    // What is well is not listed, which takes as long as finding it.
    resultTypes: ['violations'],
    ...(about === 'colours'
      ? { runOnly: { type: 'rule', values: COLOUR_RULES } }
      : { rules: Object.fromEntries(NEVER_SERIOUS.map((rule) => [rule, { enabled: false }])) }),
  };
  // As text, for it runs in the page; the page's own policy does not hold for it.
  return page.evaluate(`axe.run(${within}, ${JSON.stringify(options)}).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => id + ': ' + help + ' at ' + target.join(' ') + ': ' + failureSummary)))`);
}

/** `axeViolations` of what a page shows now, but did not show when this was called: what it showed then has been asked. */
export async function violationsOfTheRest(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(`window.known = ${SHOWN}`);
  return async () => {
    await page.evaluate(`{
      const known = new Set(window.known);
      const rest = ${SHOWN}.filter((element) => !known.has(element));
      // Each with all that is in it.
      window.rest = rest.filter(({ parentElement }) => !rest.includes(parentElement));
    }`);
    const isAll = (await page.evaluate('window.rest.length')) === 0;
    return isAll ? [] : axeViolations(page, 'everything', '{ include: window.rest }');
  };
}

const SHOWN =
  '[...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility({ visibilityProperty: true }))';

/** How a page is looked at. */
export interface Look {
  readonly width: (typeof WIDTHS)[keyof typeof WIDTHS];
  readonly colorScheme: 'light' | 'dark';
}

/** Has the page seen so. */
export async function seen(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

/** By how many pixels the page is wider than its window; 0 is right. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
