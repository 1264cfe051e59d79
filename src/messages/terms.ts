// The terms of the ladder, with the buttons that accept and decline them, and what a player does next.
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp } from './words.ts';

export interface TermsShown {
  readonly acceptedAt: Date | null;
  readonly isSetUp: boolean;
}

/** `state`: what is said where they are not accepted. */
export function termsContent(
  { acceptedAt, isSetUp }: TermsShown,
  state: 'notAccepted' | 'declined',
  game: Game,
  locale: string,
): MessageContent {
  const words = wordsFor(locale).terms;
  const isAccepted = acceptedAt !== null;
  const lines = isAccepted
    ? [
        words.acceptedAt(timestamp(acceptedAt, 'f'), timestamp(acceptedAt, 'R')),
        words.next[isSetUp ? 'queue' : 'setup'],
      ]
    : [words[state]];
  return {
    content: lines.join('\n'),
    embeds: [{ title: words.title(game.name), color: 0x5865f2, description: words.text.join('\n\n') }],
    components: [
      row(
        button({
          id: customId('terms', 'accept'),
          label: words.accept,
          style: 'success',
          disabled: isAccepted,
        }),
        button({ id: customId('terms', 'decline'), label: words.decline }),
        ...(isAccepted && !isSetUp
          ? [button({ id: customId('setup', 'edit'), label: words.setUp, style: 'primary', emoji: '✏️' })]
          : []),
      ),
    ],
  };
}
