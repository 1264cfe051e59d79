// What staff do to a match, in words: settled, voided, undone, and what it does to both ratings.
import { escapeMarkdown } from '../discord/markdown.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';
import type { StaffAct } from '../ladder/staff-act.ts';
import { wordsFor } from './languages/index.ts';
import { signed } from './words.ts';

type MatchAct = Extract<StaffAct, { readonly match: SeenMatch }>;

export function matchActLines(act: MatchAct, tense: 'ask' | 'done', locale: string) {
  const words = wordsFor(locale).staff;
  const { match } = act;
  const { first, second } = match.players;
  const names = [escapeMarkdown(first.name), escapeMarkdown(second.name)] as const;
  const between = words.resolve.between(...names);
  const moves =
    act.moves === null
      ? []
      : [words.resolve.moves(names[0], signed(act.moves, locale), names[1], signed(0 - act.moves, locale))];

  if (act.action === 'void' && act.event === 'undo') {
    return {
      title: words.undo[tense](match.id),
      lines: [between, ...moves, words.undo.later, words.toldBoth],
    };
  }
  if (act.action === 'void' || act.winner === 'void') {
    const title = act.action === 'void' ? words.voids[tense](match.id) : words.resolve[tense](match.id);
    const unbegun = tense === 'ask' && match.state === 'proposed' ? [words.voids.back] : [];
    return { title, lines: [between, words.voids.nothing, ...unbegun, words.toldBoth] };
  }
  const { winner } = act;
  return {
    title: words.resolve[tense](match.id),
    lines: [
      between,
      winner === 'draw' ? words.resolve.draw : words.resolve.wins(escapeMarkdown(match.players[winner].name)),
      ...moves,
      words.toldBoth,
    ],
  };
}
