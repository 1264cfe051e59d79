// What is said unasked, in the reader's words and from the state there is when it is sent: whatever is not true any
// more is not said. Nobody is pinged but a player who is called in a channel.
import { escapeCode, escapeMarkdown } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import type { Announcement } from '../ladder/announcement.ts';
import type { Game } from '../ladder/game.ts';
import { type Contestant, holdsPlayers } from '../ladder/match.ts';
import type { Result } from '../ladder/rating.ts';
import { contestantOf, type SeenContestant, type SeenMatch } from '../ladder/seen-match.ts';
import { disputeMessage } from './dispute.ts';
import { wordsFor } from './languages/index.ts';
import { matchMessage, seatName } from './match.ts';
import { matchButtons } from './match-buttons.ts';
import { playerNotice } from './player-notice.ts';
import { signed, timestamp, wholeNumber } from './words.ts';

/** `called`: a player is, in a channel; `edit`: it stands already, before the player alone or in a channel. */
export type AnnouncementPlace = 'direct' | 'channel' | 'called' | 'edit' | 'edit-in-channel';

/** Null: there is nothing to say any more. */
export function announcementMessage(
  announcement: Announcement,
  place: AnnouncementPlace,
  game: Game,
): MessageContent | null {
  const content = contentOf(announcement, place, game);
  if (content === null || place !== 'called' || announcement.playerId === null) return content;
  const mention = `<@${announcement.playerId}>`;
  return {
    ...content,
    content: content.content === undefined ? mention : `${mention} ${content.content}`,
    allowedMentions: { users: [announcement.playerId] },
  };
}

function contentOf(announcement: Announcement, place: AnnouncementPlace, game: Game): MessageContent | null {
  const { kind, match, playerId, locale } = announcement;
  const said = (text: string | null) => (text === null ? null : { content: text });
  switch (kind) {
    case 'dispute':
      return match && disputeMessage(match, game, locale);
    case 'dispute-reminder': {
      if (match?.state !== 'disputed' || match.deadline === null) return null;
      return said(wordsFor(locale).announcement.disputeReminder(match.id, timestamp(match.deadline, 'R')));
    }
    case 'dispute-unheard': {
      if (match?.state !== 'disputed') return null;
      const content = wordsFor(locale).announcement.disputeUnheard(
        String(announcement.details['fault'] ?? ''),
      );
      return { ...disputeMessage(match, game, locale), content };
    }
    case 'result':
    case 'result-undone':
      return said(match && resultLine(kind, match, game, locale));
    case 'match':
    case 'reminder':
    case 'live':
    case 'opponent-reported':
    case 'report-reminder':
    case 'disputed':
    case 'decided':
    case 'aborted':
    case 'void':
    case 'undone':
    case 'returned-to-queue':
    case 'left-queue': {
      const who = match && playerId && contestantOf(match, playerId);
      if (!match || !who) return null;
      if (kind !== 'match') {
        const notice = said(matchNotice(kind, match, who, announcement));
        // Those that ask for something bring what it takes to do it, and those after a match the way to the next.
        const components = BRING_BUTTONS.includes(kind) ? matchButtons(match, playerId, locale) : [];
        return notice && components.length > 0 ? { ...notice, components } : notice;
      }
      const readers = place === 'direct' || place === 'edit' ? 'player' : 'channel';
      const shown = matchMessage(match, match.players[who].playerId, game, locale, readers);
      const stands = place === 'edit' || place === 'edit-in-channel';
      // What stood above it while it was to be played says nothing that is true any more.
      if (!holdsPlayers(match.state)) {
        const content = place === 'edit-in-channel' ? `<@${playerId}>` : '';
        return stands ? { ...shown, content } : shown;
      }
      const name = escapeMarkdown(match.players[other(who)].name);
      return stands ? shown : { ...shown, content: wordsFor(locale).announcement.match(name) };
    }
    default:
      return said(playerNotice(kind, announcement, game));
  }
}

const BRING_BUTTONS: readonly MatchNotice[] = [
  'reminder',
  'opponent-reported',
  'report-reminder',
  'disputed',
  'decided',
  'aborted',
  'void',
  'left-queue',
];

type MatchNotice =
  | 'reminder'
  | 'live'
  | 'opponent-reported'
  | 'report-reminder'
  | 'disputed'
  | 'decided'
  | 'aborted'
  | 'void'
  | 'undone'
  | 'returned-to-queue'
  | 'left-queue';

function matchNotice(
  kind: MatchNotice,
  match: SeenMatch,
  who: Contestant,
  { locale, details, placed }: Announcement,
): string | null {
  const {
    announcement: words,
    match: { waitsAgain },
  } = wordsFor(locale);
  const own = match.players[who];
  const them = match.players[other(who)];
  const opponent = escapeMarkdown(them.name);
  const ends = match.deadline === null ? '' : timestamp(match.deadline, 'R');
  switch (kind) {
    case 'reminder':
      return match.state === 'proposed' && !own.accepted ? words.reminder(opponent, ends) : null;
    case 'live':
      return match.state === 'live' ? words.live(opponent) : null;
    case 'opponent-reported':
      if (match.state !== 'live' || them.report === null || own.report !== null) return null;
      return words.opponentReported[them.report](opponent, ends);
    case 'report-reminder':
      if (match.state !== 'live' || own.report !== null) return null;
      return them.report === null
        ? words.reportReminder(opponent, ends)
        : words.opponentReported[them.report](opponent, ends);
    case 'disputed':
      return match.state === 'disputed' ? words.disputed(opponent) : null;
    case 'decided':
      return match.outcome === null ? null : decidedLine(match, who, opponent, locale);
    case 'aborted':
      return words.aborted(opponent);
    case 'void': {
      const by = details['by'] === 'staff' || details['by'] === 'ban' ? details['by'] : 'deadline';
      return sentences(words.void[by](opponent), own.waits ? waitsAgain : null);
    }
    case 'undone':
      return sentences(
        words.undone(opponent),
        ratingLine({ ...own, moved: takenBack(who, details) }, locale),
      );
    case 'returned-to-queue':
      return own.waits ? `${words.notPlayed(opponent)} ${waitsAgain}` : null;
    case 'left-queue':
      return placed ? null : words.leftQueue(opponent);
  }
}

/** What an undone match has given back, or taken; null: from before that was written down. */
function takenBack(who: Contestant, { first }: Announcement['details']): number | null {
  if (typeof first !== 'number') return null;
  return who === 'first' ? first : 0 - first;
}

function decidedLine(match: SeenMatch, who: Contestant, opponent: string, locale: string): string {
  const words = wordsFor(locale).announcement;
  const result: Result = match.outcome === 'draw' ? 'draw' : match.outcome === who ? 'win' : 'loss';
  const by =
    match.endedBy === 'one-report'
      ? words.decidedByOneReport
      : match.endedBy === 'staff'
        ? words.decidedByStaff
        : null;
  return sentences(words.decided[result](opponent), by, ratingLine(match.players[who], locale));
}

function ratingLine({ ratingAfter, moved }: SeenContestant, locale: string): string | null {
  const words = wordsFor(locale).announcement;
  if (ratingAfter === null) return null;
  const rating = wholeNumber(ratingAfter, locale);
  return moved === null || moved === 0
    ? words.ratingAgain(rating)
    : words.rating(rating, signed(moved, locale));
}

/** Who beat whom with what, where, and what their ratings are now. */
function resultLine(
  kind: 'result' | 'result-undone',
  match: SeenMatch,
  game: Game,
  locale: string,
): string | null {
  const words = wordsFor(locale).announcement;
  const { outcome, players } = match;
  const named = (who: Contestant) =>
    words.contestant(escapeMarkdown(players[who].name), seatName(players[who].faction, who, game));
  const ratings = (['first', 'second'] as const).flatMap((who) => {
    const { name, ratingAfter, moved } = players[who];
    if (ratingAfter === null) return [];
    const rating = wholeNumber(ratingAfter, locale);
    const shown = escapeMarkdown(name);
    return kind === 'result-undone'
      ? words.ratingBack(shown, rating)
      : words.newRating(shown, rating, signed(moved ?? 0, locale));
  });
  const line = (text: string) => [text, ...ratings].join(' · ');
  if (kind === 'result-undone')
    return outcome === null ? line(words.undoneResult(named('first'), named('second'))) : null;
  // Undone meanwhile: that is told next.
  if (outcome === null) return null;
  const [winner, loser] =
    outcome === 'second' ? (['second', 'first'] as const) : (['first', 'second'] as const);
  const text = (outcome === 'draw' ? words.drew : words.won)(named(winner), named(loser));
  const map = game.maps.find(({ id }) => id === match.map)?.name ?? match.map;
  return line(map === null ? text : words.onMap(text, escapeCode(map)));
}

function other(who: Contestant): Contestant {
  return who === 'first' ? 'second' : 'first';
}

function sentences(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ');
}
