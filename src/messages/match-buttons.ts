// The buttons of a match, for one of its players: those that he can press now; once he can queue, the way back there. Their ids name the match and the player
// whom they are for, since a message in a channel is seen by others too.
import { button, type MessageComponent, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { holdsPlayers } from '../ladder/match.ts';
import type { Result } from '../ladder/rating.ts';
import { contestantOf, type SeenMatch } from '../ladder/seen-match.ts';
import { wordsFor } from './languages/index.ts';

/** What `queue` does with a match when one of these is pressed. */
export type MatchAction = 'accept' | 'decline' | Result | 'abort' | 'abort-confirmed';

export function matchButtonId(action: MatchAction, matchId: string, playerId: string): string {
  return customId('queue', action, matchId, playerId);
}

export function matchButtons(
  match: SeenMatch,
  viewerId: string,
  locale: string,
): readonly MessageComponent[] {
  const words = wordsFor(locale).match.buttons;
  const { first, second } = match.players;
  const who = contestantOf(match, viewerId) ?? 'first';
  const own = match.players[who];
  const id = (action: MatchAction) => matchButtonId(action, match.id, viewerId);
  if (match.state === 'proposed' && !own.accepted) {
    return [
      row(
        button({ id: id('accept'), label: words.accept, style: 'success' }),
        button({ id: id('decline'), label: words.decline, style: 'danger' }),
      ),
    ];
  }
  if (match.state !== 'live') {
    // Whoever it has put back waits already, and who has accepted waits for the other.
    const free = !holdsPlayers(match.state) && !own.waits;
    // It says nothing of whom it is for: whoever presses it sees his own queue.
    return free
      ? [row(button({ id: customId('queue', 'again'), label: words.queueAgain, style: 'primary' }))]
      : [];
  }
  const report = (result: Result, emoji: string) =>
    button({
      id: id(result),
      label: words[result],
      emoji,
      // His own, until he changes it.
      style: own.report === result ? 'success' : 'secondary',
      disabled: own.report === result,
    });
  const reports = row(report('win', '🏆'), report('loss', '🏳️'), report('draw', '🤝'));
  if (first.report !== null || second.report !== null) return [reports];
  // In a row of its own: not to be hit instead of a report.
  return [reports, row(button({ id: id('abort'), label: words.abort, style: 'danger' }))];
}
