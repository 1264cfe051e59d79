// The admins of the ladder, for its owner.
import { type MessageReply, message } from '../discord/response.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp, wholeNumber } from './words.ts';

export interface ListedAdmin {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
}

/** A line takes some eighty characters, and a message two thousand. */
const MOST_LINES = 20;

export function adminsMessage(admins: readonly ListedAdmin[], locale: string): MessageReply {
  const words = wordsFor(locale).staff.admins;
  if (admins.length === 0) return message({ content: words.none });
  const lines = admins
    .slice(0, MOST_LINES)
    .map(({ id, by, at }) => words.line(`<@${id}>`, timestamp(at, 'f'), `<@${by}>`));
  const count = (number: number) => wholeNumber(number, locale);
  const hidden = admins.length - lines.length;
  const more = hidden > 0 ? [wordsFor(locale).staffLook.more(count(hidden))] : [];
  return message({ content: [words.list(count(admins.length)), ...lines, ...more].join('\n') });
}
