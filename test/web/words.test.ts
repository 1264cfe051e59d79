// The dictionaries of the pages: every language says everything, in its own words, and forgets no name or number.
import { expect, test } from 'vitest';
import { languages, type Words } from '../../src/web/words/index.ts';

/** Every text by its place; functions are called with a mark for each argument. */
function texts(words: unknown, path = ''): [string, string][] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') {
    const marks = Array.from({ length: words.length }, (_, place) => `‹${place}›`);
    return [[path, words(...marks)]];
  }
  return Object.entries(words as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

const [english] = languages;
const inEnglish = texts(english.words);

test.each(languages.map(({ tag, words }) => [tag, words] as const))('%s', (_, words: Words) => {
  const own = texts(words);
  expect(own.map(([path]) => path)).toEqual(inEnglish.map(([path]) => path));
  for (const [place, [path, text]] of own.entries()) {
    expect(text.trim(), path).toBe(text);
    expect(text, path).not.toBe('');
    const marks = (all: string) => (all.match(/‹\d›/g) ?? []).sort();
    expect(marks(text), path).toEqual(marks(inEnglish[place]?.[1] ?? ''));
    // What is typed in Discord is the same in every language.
    const typed = (all: string) => (all.match(/`[^`]+`/g) ?? []).sort();
    expect(typed(text), path).toEqual(typed(inEnglish[place]?.[1] ?? ''));
  }
});

test('languages have tags, names and locales of their own', () => {
  for (const field of ['tag', 'name', 'locale'] as const) {
    expect(new Set(languages.map((language) => language[field])).size).toBe(languages.length);
  }
});
