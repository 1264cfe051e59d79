// A page of the leaderboard: twenty lines, and the buttons and menus that lead on. What is shown is kept in the
// custom ids alone (see leaderboard-id.ts).
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { button, type MessageComponent, row, select } from '../discord/component.ts';
import { escapeMarkdown } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { Anchor, LeaderboardFilters, LeaderboardLine, LeaderboardPage } from '../ladder/leaderboard.ts';
import { rankOf } from '../ladder/rank.ts';
import type { StandingKey } from '../ladder/standing.ts';
import { countryName } from './country.ts';
import { wordsFor } from './languages/index.ts';
import { type LeaderboardAction, leaderboardId } from './leaderboard-id.ts';
import { rankMark } from './rank.ts';
import { timestamp, wholeNumber } from './words.ts';

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
  at: Anchor['at'],
): MessageContent {
  const embed: APIEmbed = {
    title: wordsFor(reader.locale).leaderboard.title(escapeMarkdown(page.season)),
    color: 0xf5c542,
    description:
      page.lines.length === 0
        ? empty(page, at, reader.locale)
        : page.lines.map((line) => lineText(line, page, game, reader)).join('\n'),
    fields: [until(page, reader.locale)],
    footer: { text: footer(page, filters, game, reader.locale) },
  };
  return { embeds: [embed], components: components(page, filters, game, reader.locale) };
}

function until({ endsAt, closedAt }: LeaderboardPage, locale: string): APIEmbedField {
  const words = wordsFor(locale).leaderboard;
  return closedAt === null
    ? { name: words.ends, value: `${timestamp(endsAt, 'f')} (${timestamp(endsAt, 'R')})` }
    : { name: words.final, value: timestamp(closedAt, 'f') };
}

function empty({ ranked, closedAt }: LeaderboardPage, at: Anchor['at'], locale: string): string {
  const { nobodyRanked, nobodyWasRanked, nobodyFits, nobodyFromHere } = wordsFor(locale).leaderboard;
  if (ranked === 0) return closedAt === null ? nobodyRanked : nobodyWasRanked;
  return at === 'top' ? nobodyFits : nobodyFromHere;
}

function lineText(
  line: LeaderboardLine,
  { ranked, lines }: LeaderboardPage,
  game: Game,
  { id, locale }: Reader,
): string {
  const number = (value: number) => wholeNumber(value, locale);
  const faction = game.factions.find((candidate) => candidate.id === line.faction)?.name ?? line.faction;
  const flag = line.country === null ? '' : ` ${countryFlag(line.country)}`;
  // As wide as the page's last place, by spaces that are not trimmed: the columns stay in line.
  const place = number(line.place).padStart(number(lines.at(-1)?.place ?? 0).length, '\u00a0');
  const parts = [
    `\`${place}\` ${rankMark(rankOf(line.place, ranked, game.tiers))}`,
    `**${escapeMarkdown(line.name)}**${flag}`,
    `**${number(line.key.rating)}**`,
    faction,
    [line.wins, line.losses, line.draws].map(number).join('–'),
  ];
  return line.playerId === id ? `${parts.join(' · ')} ◂` : parts.join(' · ');
}

function footer(
  { ranked, lines }: LeaderboardPage,
  filters: LeaderboardFilters,
  game: Game,
  locale: string,
): string {
  const words = wordsFor(locale).leaderboard;
  const number = (value: number) => wholeNumber(value, locale);
  const [first, last] = [lines[0], lines.at(-1)];
  const places =
    first && last
      ? words.places(number(first.place), number(last.place), number(ranked))
      : words.ranked(ranked, number(ranked));
  const only = [
    game.factions.find(({ id }) => id === filters.faction)?.name,
    filters.rank && words.rank(filters.rank),
    filters.country && countryName(filters.country, locale),
    filters.bestOnly && words.bestOfEach,
  ].filter(Boolean);
  const parts = [
    places,
    ...(first ? [words.score] : []),
    ...(only.length > 0 ? [words.only(only.join(', '))] : []),
  ];
  return parts.join(' · ');
}

function components(
  { seasonId, lines, hasAbove, hasBelow }: LeaderboardPage,
  filters: LeaderboardFilters,
  game: Game,
  locale: string,
): readonly MessageComponent[] {
  const id = (action: LeaderboardAction, key?: StandingKey) => leaderboardId(action, filters, seasonId, key);
  const words = wordsFor(locale).leaderboard;
  const { country } = filters;
  const buttons = [
    button({ id: id('above', lines[0]?.key), label: words.previous, emoji: '◀️', disabled: !hasAbove }),
    button({ id: id('below', lines.at(-1)?.key), label: words.next, emoji: '▶️', disabled: !hasBelow }),
    button({ id: id('me'), label: words.jumpToMe, emoji: '📍' }),
    button({
      id: id('best'),
      label: filters.bestOnly ? words.everyFaction : words.bestOnly,
      style: filters.bestOnly ? 'success' : 'secondary',
    }),
    ...(country === null
      ? []
      : [
          button({
            id: id('world'),
            label: words.notOnly(countryName(country, locale)).slice(0, 80),
            emoji: countryFlag(country),
          }),
        ]),
  ];
  const factions = game.factions.map((faction) => ({ label: faction.name, value: faction.id }));
  const ranks = game.tiers.map((tier) => ({ label: words.rankChoice(tier.id), value: tier.id }));
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
    menu('faction', words.allFactions, factions, filters.faction),
    menu('rank', words.allRanks, ranks, filters.rank),
  ];
}
