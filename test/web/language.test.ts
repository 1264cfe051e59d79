// Which language a reader gets.
import { expect, test } from 'vitest';
import { languageNamed, negotiated } from '../../src/web/language.ts';
import { languages } from '../../src/web/words/index.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['fr-FR, xx;q=0.8', 'en'],
  ['en;q=0, *', 'en'],
])('Accept-Language: %s', (header, tag) => {
  expect(negotiated(header).tag).toBe(tag);
});

test.each(languages.map(({ tag }) => tag))('%s is had by its tag, by a longer one, and by name', (tag) => {
  expect(negotiated(`xx, ${tag}`).tag).toBe(tag);
  expect(negotiated(`xx;q=1, ${tag}-XX;q=0.5, en;q=0.4`).tag).toBe(tag);
  expect(languageNamed(tag.toUpperCase())?.tag).toBe(tag);
});

test('a language that is not there is none', () => {
  expect(languageNamed('xx')).toBeUndefined();
  expect(languageNamed(undefined)).toBeUndefined();
});
