// A page of the leaderboard: twenty lines, and the buttons and menus that lead on. What is shown is kept in the
// custom ids alone (see leaderboard-id.ts).
import type { APIEmbed } from 'discord-api-types/v10';
import { button, type MessageComponent, row, select } from '../discord/component.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import { countryFlag, countryName } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { LeaderboardFilters, LeaderboardLine, LeaderboardPage } from '../ladder/leaderboard.ts';
import { rankOf } from '../ladder/rank.ts';
import type { StandingKey } from '../ladder/standing.ts';
import { type LeaderboardAction, leaderboardId } from './leaderboard-id.ts';
import { rankMark } from './rank.ts';
import { wholeNumber } from './words.ts';

/** Of a menu's choice that lets everyone through: a value may not be empty. */
export const EVERY = 'every';

export interface Reader {
  readonly id: string;
  readonly locale: string;
}

export function leaderboardContent(
  page: LeaderboardPage,
  filters: LeaderboardFilters,
  game: Game,
  reader: Reader,
): MessageContent {
  const embed: APIEmbed = {
    title: `Leaderboard · ${page.season}`,
    color: 0xf5c542,
    description:
      page.lines.length === 0
        ? empty(page)
        : page.lines.map((line) => lineText(line, page, game, reader)).join('\n'),
    footer: { text: footer(page, filters, game, reader.locale) },
  };
  return { embeds: [embed], components: components(page, filters, game, reader.locale) };
}

function empty({ ranked }: LeaderboardPage): string {
  return ranked === 0
    ? 'Nobody is ranked yet this season. The first match changes that.'
    : 'Nobody fits these filters.';
}

function lineText(
  line: LeaderboardLine,
  { ranked }: LeaderboardPage,
  game: Game,
  { id, locale }: Reader,
): string {
  const faction = game.factions.find((candidate) => candidate.id === line.faction)?.name ?? line.faction;
  const rank = rankMark(rankOf(line.place, ranked, game.tiers));
  const flag = line.country === null ? '' : ` ${countryFlag(line.country)}`;
  const score = [line.wins, line.losses, line.draws].map((count) => wholeNumber(count, locale)).join('–');
  const text = `\`${wholeNumber(line.place, locale)}\` ${rank} **${escapeMarkdown(line.name)}**${flag} · **${wholeNumber(line.key.rating, locale)}** · ${faction} · ${score}`;
  return line.playerId === id ? `▸ ${text}` : text;
}

function footer(
  { ranked, lines }: LeaderboardPage,
  filters: LeaderboardFilters,
  game: Game,
  locale: string,
): string {
  const [first, last] = [lines[0], lines.at(-1)];
  const places =
    first && last
      ? `Places ${wholeNumber(first.place, locale)}–${wholeNumber(last.place, locale)} of ${wholeNumber(ranked, locale)}`
      : `${wholeNumber(ranked, locale)} ranked`;
  const only = [
    game.factions.find(({ id }) => id === filters.faction)?.name,
    filters.rank && `rank ${filters.rank}`,
    filters.country && countryName(filters.country, locale),
    filters.bestOnly && 'best faction of each player',
  ].filter(Boolean);
  return only.length === 0 ? places : `${places} · only ${only.join(', ')}`;
}

function components(
  { lines, hasAbove, hasBelow }: LeaderboardPage,
  filters: LeaderboardFilters,
  game: Game,
  locale: string,
): readonly MessageComponent[] {
  const id = (action: LeaderboardAction, key?: StandingKey) => leaderboardId(action, filters, key);
  const { country } = filters;
  const buttons = [
    button({ id: id('above', lines[0]?.key), label: 'Previous', emoji: '◀️', disabled: !hasAbove }),
    button({ id: id('below', lines.at(-1)?.key), label: 'Next', emoji: '▶️', disabled: !hasBelow }),
    button({ id: id('me'), label: 'Jump to me', emoji: '📍', style: 'primary' }),
    button({
      id: id('best'),
      label: filters.bestOnly ? 'Every faction' : 'Best faction only',
      style: filters.bestOnly ? 'success' : 'secondary',
    }),
    ...(country === null
      ? []
      : [
          button({
            id: id('world'),
            label: `Not only ${countryName(country, locale)}`.slice(0, 80),
            emoji: countryFlag(country),
          }),
        ]),
  ];
  const factions = game.factions.map((faction) => ({ label: faction.name, value: faction.id }));
  const ranks = game.tiers.map((tier) => ({ label: `Rank ${tier.id}`, value: tier.id }));
  const menu = (action: 'faction' | 'rank', every: string, options: typeof factions, chosen: string | null) =>
    row(
      select({
        id: id(action),
        choices: [{ label: every, value: EVERY }, ...options].map((choice) => ({
          ...choice,
          selected: choice.value === (chosen ?? EVERY),
        })),
      }),
    );
  return [
    row(...buttons),
    menu('faction', 'All factions', factions, filters.faction),
    menu('rank', 'All ranks', ranks, filters.rank),
  ];
}
