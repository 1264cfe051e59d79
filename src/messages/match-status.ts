// Where a match stands, in the sentences that one of its players needs: what has happened, what he can do now.
import { escapeMarkdown } from '../discord/markdown.ts';
import type { SeenContestant, SeenMatch } from '../ladder/seen-match.ts';
import { wordsFor } from './languages/index.ts';
import { timestamp } from './words.ts';

/** A match from one side. */
export interface MatchSides {
  readonly own: SeenContestant;
  readonly opponent: SeenContestant;
}

/** Staff have taken back what it had done. */
export function isUndone({ state, players }: SeenMatch): boolean {
  return state === 'void' && players.first.moved !== null;
}

export function matchStatus(match: SeenMatch, sides: MatchSides, locale: string): readonly string[] {
  const words = wordsFor(locale).match;
  const { own } = sides;
  const name = escapeMarkdown(sides.opponent.name);
  const ends = match.deadline === null ? '' : timestamp(match.deadline, 'R');
  const again = own.waits ? [words.waitsAgain] : [];
  switch (match.state) {
    case 'proposed':
      return proposed(sides, name, ends, locale);
    case 'live':
      return live(sides, name, ends, locale);
    case 'disputed':
      return [words.disputed(ends)];
    case 'decided': {
      if (match.endedBy === 'staff') return [words.decided.staff];
      return [match.endedBy === 'one-report' ? words.decided.oneReport : words.decided.reports];
    }
    case 'aborted':
      return [own.aborted ? words.aborted.byYou : words.aborted.byOpponent(name), words.aborted.queueAgain];
    case 'expired':
      return [...expired(match, sides, name, locale), ...again];
    case 'void':
      return [voided(match, locale), ...again];
  }
}

function proposed({ own, opponent }: MatchSides, name: string, ends: string, locale: string) {
  const words = wordsFor(locale).match.proposed;
  if (own.accepted) return [words.accepted(name, ends), words.detailsFollow];
  const waiting = opponent.accepted ? [words.opponentAccepted(name)] : [];
  return [...waiting, words.accept(ends), words.detailsFollow];
}

function live({ own, opponent }: MatchSides, name: string, ends: string, locale: string) {
  const { live: words, report } = wordsFor(locale).match;
  if (own.report !== null) return [words.reported(name, report[own.report], ends)];
  if (opponent.report !== null) return [words.opponentReported(name, report[opponent.report], ends)];
  return [words.play(ends)];
}

function expired({ endedBy }: SeenMatch, { own, opponent }: MatchSides, name: string, locale: string) {
  const words = wordsFor(locale).match.expired;
  if (endedBy === 'player') return [own.aborted ? words.declinedByYou : words.declinedByOpponent(name)];
  return [
    ...(own.accepted ? [] : [words.missedByYou]),
    ...(opponent.accepted ? [] : [words.missedByOpponent(name)]),
  ];
}

function voided(match: SeenMatch, locale: string): string {
  const { void: words, undone } = wordsFor(locale).match;
  if (isUndone(match)) return undone;
  if (match.endedBy === 'ban') return words.ban;
  if (match.endedBy === 'staff') return words.staff;
  return match.players.first.report === null ? words.noReport : words.unsettled;
}
