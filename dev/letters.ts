// Makes src/picture/letters.ts: the letters that a rating picture needs, drawn once by Chromium in the type face Inter
// (SIL Open Font License 1.1), four shades each, packed into a text. `node dev/letters.ts`, after a change of size.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openBrowser } from './chromium.ts';
import { runCommand } from './command.ts';

const FACE = '@fontsource/inter/files/inter-latin-500-normal.woff2';
const FILE = join(import.meta.dirname, '..', 'src', 'picture', 'letters.ts');
const SIZE_PX = 22;
/** Above the baseline and below it: as far as any of them reaches. */
const ROWS = { above: 18, below: 6 };
const CHARACTERS = ` 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;/-+'"&()!?#*_`;

interface Drawn {
  readonly width: number;
  /** Of 0 to 255, row by row. */
  readonly alpha: readonly number[];
}

await runCommand({ main });

async function main(): Promise<number> {
  const face = readFileSync(createRequire(import.meta.url).resolve(FACE)).toString('base64');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    // As text, for it runs in the page.
    const drawn = await page.evaluate<Drawn[]>(`(async () => {
      const face = new FontFace('face', 'url(data:font/woff2;base64,${face})');
      document.fonts.add(await face.load());
      return [...${JSON.stringify(CHARACTERS)}].map((character) => {
        const canvas = new OffscreenCanvas(64, ${ROWS.above + ROWS.below});
        const context = canvas.getContext('2d');
        context.font = '${SIZE_PX}px face';
        context.fontKerning = 'none';
        context.fillStyle = '#000';
        const width = Math.round(context.measureText(character).width);
        context.fillText(character, 0, ${ROWS.above});
        const { data } = context.getImageData(0, 0, width, canvas.height);
        return { width, alpha: [...data].filter((_, place) => place % 4 === 3) };
      });
    })()`);
    writeFileSync(FILE, source(drawn));
  } finally {
    await browser.close();
  }
  return 0;
}

function source(drawn: readonly Drawn[]): string {
  const shades = drawn.flatMap(({ alpha }) => alpha.map((value) => Math.round((value * 3) / 255)));
  const bytes = Buffer.alloc(Math.ceil(shades.length / 4));
  shades.forEach((shade, place) => {
    bytes[place >> 2] = (bytes[place >> 2] ?? 0) | (shade << (2 * (place & 3)));
  });
  return `// Made by dev/letters.ts; not to be changed by hand. Drawn from Inter, copyright The Inter Project Authors, SIL Open
// Font License 1.1. Of each character its width in pixels and, row by row, its shades from 0 to 3, four to a byte.
export const letters = {
  characters: ${quoted(CHARACTERS)},
  widths: [${drawn.map(({ width }) => width).join(', ')}],
  above: ${ROWS.above},
  below: ${ROWS.below},
  shades:
    '${bytes.toString('base64')}',
} as const;
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`;
}
