// The question before a match is aborted, and the answer of who thought better of it.
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import type { MessageContent } from '../discord/response.ts';
import { wordsFor } from './languages/index.ts';
import { matchButtonId } from './match-buttons.ts';
import { wholeNumber } from './words.ts';

/** `left`: how many he has this month, this one among them. */
export function abortQuestion(
  matchId: string,
  playerId: string,
  left: number,
  locale: string,
): MessageContent {
  const words = wordsFor(locale).queue.abort;
  return {
    content: words.ask(wholeNumber(left, locale)),
    components: [
      row(
        button({
          id: matchButtonId('abort-confirmed', matchId, playerId),
          label: wordsFor(locale).match.buttons.abort,
          style: 'danger',
        }),
        button({ id: customId('queue', 'keep'), label: words.keep }),
      ),
    ],
  };
}

export function abortKept(locale: string): MessageContent {
  return { content: wordsFor(locale).queue.abort.kept, components: [] };
}
