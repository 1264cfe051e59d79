// The terms of the ladder, with the buttons that accept and decline them, and what a player does next.
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { Refusal } from '../ladder/refusal.ts';
import { wordsFor } from './languages/index.ts';
import { refusalSentence } from './refusal.ts';
import { timestamp } from './words.ts';

export interface TermsShown {
  readonly acceptedAt: Date | null;
  readonly isSetUp: boolean;
  readonly ban: Refusal | null;
}

/** `state`: what is said where they are not accepted. */
export function termsContent(
  { acceptedAt, isSetUp, ban }: TermsShown,
  state: 'notAccepted' | 'declined',
  game: Game,
  locale: string,
): MessageContent {
  const words = wordsFor(locale).terms;
  const isAccepted = acceptedAt !== null;
  const lines = [
    isAccepted ? words.acceptedAt(timestamp(acceptedAt, 'f'), timestamp(acceptedAt, 'R')) : words[state],
  ];
  if (ban !== null) lines.push(refusalSentence(ban, locale));
  else if (isAccepted) lines.push(words.next[isSetUp ? 'queue' : 'setup']);
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
