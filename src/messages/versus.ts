// Two players against each other, as the one who asks sees it.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import {
  expectation,
  type FactionPair,
  type HeadToHead,
  type Meeting,
  type RatedFaction,
} from '../ladder/head-to-head.ts';
import { wordsFor } from './languages/index.ts';
import { seatName } from './match.ts';
import { percent, signed, timestamp, wholeNumber } from './words.ts';

const MARKS = { win: '🟩', loss: '🟥', draw: '⬜' } as const;
const COLOURS = { ahead: 0x34b36b, behind: 0xe5484d, even: 0x8b95a1 } as const;
/** A game may have more pairs of factions than a field has room for. */
const PAIRS_SHOWN = 9;

export function versusMessage(versus: HeadToHead, game: Game, locale: string): MessageReply {
  const words = wordsFor(locale).versus;
  const { opponent, pairs } = versus;
  const name = escapeMarkdown(opponent.name);
  const flag = opponent.country === null ? '' : `${countryFlag(opponent.country)} `;
  const total = totalOf(pairs);
  const met = pairs.length > 0;
  const embed: APIEmbed = {
    title: words.title(`${flag}${name}`),
    color: COLOURS[total.wins > total.losses ? 'ahead' : total.wins < total.losses ? 'behind' : 'even'],
    description: [
      met ? words.total(score(total, locale), signed(total.moved, locale)) : words.notMet(name),
      ...expected(versus, game, locale),
    ].join('\n'),
    fields: met ? fields(versus, game, locale) : [],
    ...(met && { footer: { text: words.score } }),
  };
  return message({ embeds: [embed] });
}

type Total = Pick<FactionPair, 'wins' | 'losses' | 'draws' | 'moved'>;

function totalOf(pairs: readonly FactionPair[]): Total {
  const sum = (pick: (pair: FactionPair) => number) => pairs.reduce((all, pair) => all + pick(pair), 0);
  return {
    wins: sum(({ wins }) => wins),
    losses: sum(({ losses }) => losses),
    draws: sum(({ draws }) => draws),
    moved: sum(({ moved }) => moved),
  };
}

function score({ wins, losses, draws }: Total, locale: string): string {
  return [wins, losses, draws].map((number) => wholeNumber(number, locale)).join('–');
}

function expected(versus: HeadToHead, game: Game, locale: string): readonly string[] {
  const found = expectation(versus, game);
  if (!found) return [];
  const rated = ({ faction, rating }: RatedFaction) => {
    const name = game.factions.find(({ id }) => id === faction)?.name ?? faction;
    // Where there is but one faction its name would say nothing.
    return game.factions.length > 1
      ? `${name} (${wholeNumber(rating, locale)})`
      : wholeNumber(rating, locale);
  };
  return [
    wordsFor(locale).versus.expected(rated(found.own), rated(found.theirs), percent(found.score, locale)),
  ];
}

function fields({ pairs, meetings }: HeadToHead, game: Game, locale: string): APIEmbedField[] {
  const words = wordsFor(locale).versus;
  const lines = pairs
    .slice(0, PAIRS_SHOWN)
    .map((pair) => `${seats(pair, game, locale)} · ${score(pair, locale)} · ${signed(pair.moved, locale)}`);
  return [
    { name: words.pairs, value: lines.join('\n') },
    {
      name: words.meetings,
      value: meetings.map((meeting) => meetingLine(meeting, game, locale)).join('\n'),
    },
  ];
}

function meetingLine(meeting: Meeting, game: Game, locale: string): string {
  const map = game.maps.find(({ id }) => id === meeting.map)?.name ?? meeting.map;
  const parts = [
    `${MARKS[meeting.result]} **${wordsFor(locale).versus.result[meeting.result]}** (${signed(meeting.moved, locale)})`,
    seats(meeting, game, locale),
    map,
    timestamp(meeting.at, 'R'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function seats(
  { contestant, faction, opponentFaction }: Pick<FactionPair, 'contestant' | 'faction' | 'opponentFaction'>,
  game: Game,
  locale: string,
): string {
  return wordsFor(locale).versus.factions(
    seatName(faction, contestant, game),
    seatName(opponentFaction, contestant === 'first' ? 'second' : 'first', game),
  );
}
