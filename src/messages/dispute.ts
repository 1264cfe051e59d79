// A match whose reports differ, as staff see it in their channel: with the buttons that settle it while it is open, and
// what became of it afterwards. Posted once, and edited.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { button, type MessageComponent, row } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import { escapeMarkdown, plainName } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { Contestant, Outcome } from '../ladder/match.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';
import { wordsFor } from './languages/index.ts';
import { signed, timestamp, wholeNumber } from './words.ts';

const OPEN_COLOUR = 0xe5484d;
const OVER_COLOUR = 0x5c6470;
const LABEL_LENGTH = 80;

export function disputeMessage(match: SeenMatch, game: Game, locale: string): MessageContent {
  const words = wordsFor(locale).dispute;
  const open = match.state === 'disputed';
  const embed: APIEmbed = {
    title: open ? words.open(match.id) : words.over(match.id),
    color: open ? OPEN_COLOUR : OVER_COLOUR,
    description: (open ? openLines(match, game, locale) : overLines(match, locale)).join('\n'),
    fields: [contestant(match, 'first', game, locale), contestant(match, 'second', game, locale)],
  };
  return { embeds: [embed], components: open ? settleButtons(match, locale) : [] };
}

function openLines(match: SeenMatch, game: Game, locale: string): readonly string[] {
  const words = wordsFor(locale).dispute;
  const { season, map, server, deadline } = match;
  const about = [
    escapeMarkdown(season),
    ...(map === null ? [] : [words.map(nameOf(game.maps, map))]),
    ...(server === null ? [] : [words.server(nameOf(game.servers, server))]),
  ];
  return [
    words.about(about.join(', ')),
    ...(deadline === null ? [] : [words.deadline(timestamp(deadline, 'f'), timestamp(deadline, 'R'))]),
    words.ask,
  ];
}

function overLines(match: SeenMatch, locale: string): readonly string[] {
  return [outcomeLine(match, locale), ...endLine(match, locale)];
}

function outcomeLine({ state, outcome, players }: SeenMatch, locale: string): string {
  const words = wordsFor(locale).dispute;
  if (outcome === 'draw') return words.drawn;
  if (outcome !== null) return wordsFor(locale).staff.resolve.wins(escapeMarkdown(players[outcome].name));
  return state === 'live' || state === 'proposed' ? words.notOver : words.voided;
}

/** Who ended it, or what. */
function endLine({ endedBy, settledBy }: SeenMatch, locale: string): readonly string[] {
  const words = wordsFor(locale).dispute;
  if (endedBy === null) return [];
  if (settledBy === null) return [words.endedBy[endedBy]];
  const who = `<@${settledBy}>`;
  return [endedBy === 'ban' ? words.bannedBy(who) : words.settledBy(who)];
}

function contestant(match: SeenMatch, which: Contestant, game: Game, locale: string): APIEmbedField {
  const words = wordsFor(locale).dispute;
  const { name, playerId, faction, rating, report, stakes, moved } = match.players[which];
  const points = (value: number) => signed(value, locale);
  return {
    name: escapeMarkdown(name),
    value: [
      `<@${playerId}>`,
      words.faction(nameOf(game.factions, faction), wholeNumber(rating, locale)),
      report === null ? words.notReported : words.reported[report],
      moved === null
        ? words.stakes(points(stakes.win), points(stakes.draw), points(stakes.loss))
        : words.moved(points(moved)),
    ].join('\n'),
    inline: true,
  };
}

function settleButtons({ id, players }: SeenMatch, locale: string): readonly MessageComponent[] {
  const words = wordsFor(locale).dispute;
  const settle = (outcome: Outcome | 'void', label: string, style: 'primary' | 'secondary' | 'danger') =>
    button({ id: customId('admin', 'settle', id, outcome), label: label.slice(0, LABEL_LENGTH), style });
  const wins = (which: Contestant) => words.wins(plainName(players[which].name));
  return [
    row(
      settle('first', wins('first'), 'primary'),
      settle('second', wins('second'), 'primary'),
      settle('draw', words.draw, 'secondary'),
      settle('void', words.void, 'danger'),
    ),
  ];
}

/** What a game no longer has is named by its id. */
function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((entry) => entry.id === id)?.name ?? id;
}
