// What a player is told about himself, staff about what could not be told, and everybody about seasons. What it is
// about stands in the announcement's details, written by the statement that caused it.
import { escapeCode, escapeMarkdown } from '../discord/markdown.ts';
import type { Announcement, AnnouncementKind, matchNotices } from '../ladder/announcement.ts';
import type { Game } from '../ladder/game.ts';
import { wordsFor } from './languages/index.ts';
import { banSentence } from './refusal.ts';
import { timestamp, wholeNumber } from './words.ts';

type PlayerNotice = Exclude<
  AnnouncementKind,
  | (typeof matchNotices)[number]
  | 'dispute'
  | 'dispute-reminder'
  | 'dispute-unheard'
  | 'result'
  | 'result-undone'
>;

/** Null: there is nothing to say. */
export function playerNotice(
  kind: PlayerNotice,
  { locale, details, placed }: Announcement,
  game: Game,
): string | null {
  const words = wordsFor(locale).announcement;
  const text = (name: string) => (typeof details[name] === 'string' ? details[name] : '');
  const number = (name: string) => wholeNumber(Number(details[name]), locale);
  const because = (said: string) => {
    const reason = text('reason');
    return reason === '' ? said : `${said} ${wordsFor(locale).staff.reason(escapeMarkdown(reason))}`;
  };
  switch (kind) {
    case 'greeting':
      return words.greeting(game.name);
    case 'entry-ended':
      return placed ? null : words.entryEnded(timestamp(new Date(text('joinedAt')), 'R'));
    case 'banned': {
      const until = text('until');
      return because(banSentence(until === '' ? 'forever' : new Date(until), locale));
    }
    case 'unbanned':
      return words.unbanned;
    case 'removed-from-queue': {
      const [season, next] = [text('season'), text('next')];
      if (season === '') return because(words.removedFromQueue);
      return next === ''
        ? words.queueOfClosedSeason(escapeMarkdown(season))
        : words.queueOfNextSeason(escapeMarkdown(season), escapeMarkdown(next));
    }
    case 'rating-adjusted': {
      const faction = text('faction');
      const name = game.factions.find(({ id }) => id === faction)?.name ?? faction;
      return because(words.ratingAdjusted(name, number('before'), number('after')));
    }
    case 'aborts-set':
      return words.abortsSet(number('left'));
    case 'forgotten':
      return words.forgotten;
    case 'admin-granted':
      return words.adminGranted;
    case 'admin-revoked':
      return words.adminRevoked;
    case 'season-closed':
      return words.seasonClosed(escapeMarkdown(text('name')));
    case 'season-opened':
      return words.seasonOpened(escapeMarkdown(text('name')));
    case 'season-overdue': {
      const at = new Date(text('endsAt'));
      return words.seasonOverdue(escapeMarkdown(text('name')), timestamp(at, 'f'));
    }
    case 'undeliverable': {
      const [player, about, fault] = [
        text('playerId'),
        escapeCode(text('kind')),
        escapeMarkdown(text('fault')),
      ];
      return player === ''
        ? words.undeliverableToChannel(about, fault)
        : words.undeliverable(`<@${player}>`, about, fault);
    }
    // No message, but the end of one.
    case 'delete':
      return null;
  }
}
