// The languages there are. Discord names a reader's language; one that is not here reads English.
import { de } from './de/index.ts';
import { en, type Words } from './en/index.ts';
import { es } from './es/index.ts';
import { ko } from './ko/index.ts';
import { zhCn } from './zh-cn/index.ts';

/** By Discord's locales. */
export const languages: ReadonlyMap<string, Words> = new Map([
  ['en-US', en],
  ['en-GB', en],
  ['de', de],
  ['es-ES', es],
  ['es-419', es],
  ['ko', ko],
  ['zh-CN', zhCn],
]);

export type { Words };

export function wordsFor(locale: string): Words {
  return languages.get(locale) ?? en;
}

/** What a command says of itself: in English, and in every other language for Discord's own menus. */
export function described(pick: (words: Words) => string) {
  const others = [...languages].filter(([, words]) => words !== en);
  return {
    description: pick(en),
    descriptionLocalizations: Object.fromEntries(others.map(([locale, words]) => [locale, pick(words)])),
  };
}

/** A choice of an option, likewise. */
export function choiceNamed<const Value>(value: Value, pick: (words: Words) => string) {
  const { description, descriptionLocalizations } = described(pick);
  return { name: description, nameLocalizations: descriptionLocalizations, value };
}
