// A page of a player's history: two lines a match, what else moved a rating between them, and the buttons that lead on.
import type { APIEmbed } from 'discord-api-types/v10';
import { button, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { HistoryEvent, HistoryPage, PlayedMatch, RatingChange } from '../ladder/history.ts';
import type { RatingCourse } from '../ladder/rating-course.ts';
import { wordsFor } from './languages/index.ts';
import { seatName } from './match.ts';
import { pictured } from './rating-picture.ts';
import { signed, timestamp, wholeNumber } from './words.ts';

const MARKS = {
  win: '🟩',
  loss: '🟥',
  draw: '⬜',
  undone: '⬛',
  void: '⬛',
  aborted: '⬛',
  expired: '⬛',
  disputed: '🟧',
  live: '🟦',
} as const;
const CHANGE_MARKS = { adjustment: '✏️', season: '🏁' } as const;
const COLOUR = 0x3e8bff;
/** Of a reason that staff gave, as much as a line bears. */
const REASON_LENGTH = 60;

export function historyContent(
  page: HistoryPage,
  course: RatingCourse,
  game: Game,
  locale: string,
): MessageContent {
  const words = wordsFor(locale).history;
  const { player, games, events } = page;
  const flag = player.country === null ? '' : `${countryFlag(player.country)} `;
  const embed: APIEmbed = {
    title: words.title(`${flag}${escapeMarkdown(player.name)}`),
    color: COLOUR,
    description:
      events.length === 0 ? words.none : events.map((event) => lines(event, game, locale)).join('\n'),
    footer: { text: words.games(games, wholeNumber(games, locale)) },
  };
  return { ...pictured(embed, course, player.name, game, locale), components: buttons(page, locale) };
}

function lines(event: HistoryEvent, game: Game, locale: string): string {
  return event.kind === 'match' ? matchLines(event, game, locale) : changeLines(event, game, locale);
}

/** What to call it: a match that is void and was decided has been taken back. */
function callOf({ state, decision }: Pick<PlayedMatch, 'state' | 'decision'>): keyof typeof MARKS {
  if (state === 'decided') return decision?.result ?? 'draw';
  return state === 'void' && decision !== null ? 'undone' : state;
}

function matchLines(match: PlayedMatch, game: Game, locale: string): string {
  const words = wordsFor(locale).history;
  const { contestant, opponent, decision, state } = match;
  const call = callOf(match);
  const flag = opponent.country === null ? '' : ` ${countryFlag(opponent.country)}`;
  const first = [
    `${MARKS[call]} ${words.result[call](`**${escapeMarkdown(opponent.name)}**${flag}`)}`,
    ...(state === 'decided' && decision ? [ratingText(decision, locale)] : []),
  ];
  const map = game.maps.find(({ id }) => id === match.map)?.name ?? match.map;
  const second = [
    words.factions(
      seatName(match.faction, contestant, game),
      seatName(opponent.faction, contestant === 'first' ? 'second' : 'first', game),
    ),
    map,
    timestamp(match.at, 'R'),
  ];
  return `${first.join(' · ')}\n${second.filter((part) => part !== null).join(' · ')}`;
}

function changeLines(change: RatingChange, game: Game, locale: string): string {
  const words = wordsFor(locale).history;
  const faction = game.factions.find(({ id }) => id === change.faction)?.name ?? change.faction;
  const what =
    change.kind === 'season'
      ? words.seasonBegins(escapeMarkdown(change.season), faction)
      : words.adjusted(faction);
  const second = [
    ...(change.reason === null ? [] : [words.reason(escapeMarkdown(shortened(change.reason)))]),
    timestamp(change.at, 'R'),
  ];
  // A season begins at a rating; what it is carried from is no gain and no loss.
  const rating =
    change.kind === 'season' ? `**${wholeNumber(change.after, locale)}**` : ratingText(change, locale);
  return `${CHANGE_MARKS[change.kind]} ${what} · ${rating}\n${second.join(' · ')}`;
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= REASON_LENGTH ? text : `${letters.slice(0, REASON_LENGTH).join('')}…`;
}

function ratingText({ before, after }: { before: number; after: number }, locale: string): string {
  return wordsFor(locale).history.rating(
    wholeNumber(before, locale),
    wholeNumber(after, locale),
    signed(after - before, locale),
  );
}

function buttons({ player, events, hasNewer, hasOlder }: HistoryPage, locale: string) {
  const { previous, next } = wordsFor(locale).history;
  const matches = events.filter((event) => event.kind === 'match');
  const [first, last] = [matches[0], matches.at(-1)];
  if (!first || !last || !(hasNewer || hasOlder)) return [];
  return [
    row(
      button({
        id: customId('history', 'newer', player.id, first.matchId),
        label: previous,
        emoji: '◀️',
        disabled: !hasNewer,
      }),
      button({
        id: customId('history', 'older', player.id, last.matchId),
        label: next,
        emoji: '▶️',
        disabled: !hasOlder,
      }),
    ),
  ];
}
