// The languages of the pages: by the tag that browsers and HTML know, with Discord's name of the locale, by which the
// messages' dictionaries and the runtime's formats go.
import { en, type Words } from './en/index.ts';

export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly locale: string;
  /** In the language itself. */
  readonly name: string;
  readonly words: Words;
}

/** The first is read by whoever asks for none of them. */
export const languages: readonly [Language, ...Language[]] = [
  { tag: 'en', locale: 'en-US', name: 'English', words: en },
];

export type { Words };
