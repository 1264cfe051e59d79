// Every refusal in words: what is the matter, and what lifts it.
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { Refusal } from '../ladder/refusal.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp, wholeNumber } from './words.ts';

export function refusalMessage(refusal: Refusal, locale: string): MessageReply {
  return message({ content: sentence(refusal, locale) });
}

function sentence(refusal: Refusal, locale: string): string {
  const words = wordsFor(locale).refusal;
  switch (refusal.reason) {
    case 'banned': {
      const { until, why } = refusal;
      const banned =
        until === 'forever'
          ? words.bannedForever
          : words.bannedUntil(timestamp(until, 'f'), timestamp(until, 'R'));
      const reason = why === null ? [] : [words.banReason(escapeMarkdown(why))];
      return [banned, ...reason, words.banLifted].join(' ');
    }
    case 'terms':
      return words.terms;
    case 'setup':
      return words.setup;
    case 'no-season':
      return words.noSeason;
    case 'player-unknown':
      return words.playerUnknown(escapeMarkdown(shortened(refusal.name)));
    case 'not-ranked':
      return words.notRanked;
    case 'place-unknown':
      return words.placeUnknown(wholeNumber(refusal.place, locale), wholeNumber(refusal.ranked, locale));
    case 'country-unknown':
      return words.countryUnknown(escapeMarkdown(shortened(refusal.country)));
    case 'outdated':
      return words.outdated;
  }
}

/** What a player typed, at a length worth repeating. */
function shortened(typed: string): string {
  const letters = [...typed];
  return letters.length <= 40 ? typed : `${letters.slice(0, 40).join('')}…`;
}
