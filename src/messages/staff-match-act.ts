// What staff do to a match, in words: settled, voided, undone, and what it does to both ratings.
import { escapeMarkdown } from '../discord/markdown.ts';
import type { Contestant, Outcome } from '../ladder/match.ts';
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
  const moves = (one: number, other: number) =>
    words.resolve.moves(names[0], signed(one, locale), names[1], signed(other, locale));
  // Done: what it has moved by now.
  const moved = first.moved !== null && second.moved !== null ? [moves(first.moved, second.moved)] : [];

  if (act.action === 'void' && act.event === 'undo') {
    const back = [moves(-(first.moved ?? 0), -(second.moved ?? 0))];
    return {
      title: words.undo[tense](match.id),
      lines: [between, ...(tense === 'ask' ? back : []), words.undo.later, words.toldBoth],
    };
  }
  if (act.action === 'void' || act.winner === 'void') {
    const title = act.action === 'void' ? words.voids[tense](match.id) : words.resolve[tense](match.id);
    const unbegun = tense === 'ask' && match.state === 'proposed' ? [words.voids.back] : [];
    return { title, lines: [between, words.voids.nothing, ...unbegun, words.toldBoth] };
  }
  const { winner } = act;
  const atStake = [moves(stake(match, 'first', winner), stake(match, 'second', winner))];
  return {
    title: words.resolve[tense](match.id),
    lines: [
      between,
      winner === 'draw' ? words.resolve.draw : words.resolve.wins(escapeMarkdown(match.players[winner].name)),
      ...(tense === 'ask' ? atStake : moved),
      words.toldBoth,
    ],
  };
}

function stake({ players }: SeenMatch, which: Contestant, winner: Outcome): number {
  const { stakes } = players[which];
  if (winner === 'draw') return stakes.draw;
  return winner === which ? stakes.win : stakes.loss;
}
