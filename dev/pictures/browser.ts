// Opens one page in Chromium, and takes its picture. Whatever the page asks of anyone but its own server is refused,
// and a picture with such a request, or with an error in the page, is none.
import type { Browser } from 'playwright-core';
import sharp from 'sharp';

const LIMIT_MS = 30_000;
const LOOK_MS = 200;

export interface PictureSettings {
  /** Of the page, in its own pixels; the picture has as many times more as the scale says. */
  readonly width: number;
  readonly scale: number;
  /** The element to take. */
  readonly selector: string;
  /** Of it, from its top; all of it where none is given. */
  readonly height?: number;
  /** Said in JavaScript: not before this holds. */
  readonly once?: string;
}

/** A PNG of the page at `address`, once everything in it is drawn. */
export async function takePicture(
  browser: Browser,
  address: string,
  { width, scale, selector, height, once }: PictureSettings,
): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: 1_000 },
    deviceScaleFactor: scale,
    locale: 'en-US',
    timezoneId: 'UTC',
    colorScheme: 'dark',
  });
  try {
    const faults: string[] = [];
    const { origin } = new URL(address);
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (new URL(url).origin === origin) return route.continue();
      faults.push(`it asked for ${url}`);
      return route.abort();
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    await page.goto(address, { waitUntil: 'load', timeout: LIMIT_MS });
    // The components draw themselves a moment later than the page. As text, for it runs in the page.
    await page.evaluate(`Promise.all([
      document.fonts.ready,
      ...[...document.querySelectorAll('*')].map((element) => element.updateComplete),
    ])`);
    const until = performance.now() + LIMIT_MS;
    // Asked from outside: a page may forbid that texts are run in it.
    while (once !== undefined && !(await page.evaluate(once))) {
      if (performance.now() > until) throw new Error(`the page does not come to this: ${once}`);
      await page.waitForTimeout(LOOK_MS);
    }
    const picture = await page.locator(selector).screenshot({ animations: 'disabled', timeout: LIMIT_MS });
    if (faults.length > 0) throw new Error(`the page is not as it should be: ${faults.join('; ')}`);
    // A palette of 256 colours is plenty for a message, and a third of the bytes.
    return await sharp(picture)
      .extract(await part(picture, height === undefined ? Number.POSITIVE_INFINITY : height * scale))
      .png({ palette: true, effort: 10 })
      .toBuffer();
  } finally {
    await context.close();
  }
}

async function part(picture: Buffer, most: number) {
  const { width, height } = await sharp(picture).metadata();
  return { left: 0, top: 0, width, height: Math.min(height, most) };
}
