// A match as one of its two players sees it, at any time: with the buttons that he can press then. It is posted once
// and edited afterwards.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { escapeCode, escapeMarkdown, plainText } from '../discord/markdown.ts';
import type { MessageContent } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { Contestant, MatchState, Outcome } from '../ladder/match.ts';
import type { Result } from '../ladder/rating.ts';
import { contestantOf, type SeenContestant, type SeenMatch } from '../ladder/seen-match.ts';
import { wordsFor } from './languages/index.ts';
import { matchButtons } from './match-buttons.ts';
import { isUndone, type MatchSides, matchStatus } from './match-status.ts';
import { regionName } from './region.ts';
import { signed, wholeNumber } from './words.ts';

const OVER_COLOUR = 0x5c6470;
const COLOURS: Readonly<Record<MatchState, number>> = {
  proposed: 0xf5c542,
  live: 0x3e8bff,
  disputed: 0xe5484d,
  decided: OVER_COLOUR,
  aborted: OVER_COLOUR,
  expired: OVER_COLOUR,
  void: OVER_COLOUR,
};
const RESULT_COLOURS: Readonly<Record<Result, number>> = { win: 0x34b36b, loss: 0xe5484d, draw: 0x8b95a1 };

/** Who reads it: the player alone, or everybody in a channel, who are not told what his opponent is called elsewhere. */
export type MatchReaders = 'player' | 'channel';

/** `viewerId`: one of the two. Says nothing outside of its embed: that is left to whoever sends it. */
export function matchMessage(
  match: SeenMatch,
  viewerId: string,
  game: Game,
  locale: string,
  readers: MatchReaders,
): MessageContent {
  const who = contestantOf(match, viewerId) ?? 'first';
  const sides = { own: match.players[who], opponent: match.players[who === 'first' ? 'second' : 'first'] };
  const words = wordsFor(locale).match;
  // A decided match has an outcome: the schema sees to it.
  const result = match.outcome === null ? null : resultOf(match.outcome, who);
  const kind = isUndone(match) ? 'undone' : match.state === 'decided' ? (result ?? 'draw') : match.state;
  const embed: APIEmbed = {
    title: words.title[kind](escapeMarkdown(sides.opponent.name)),
    color: result === null ? COLOURS[match.state] : RESULT_COLOURS[result],
    description: matchStatus(match, sides, locale).join('\n'),
    fields: fields(match, who, sides, { game, locale, readers }),
    footer: { text: words.footer(plainText(match.season), match.id) },
  };
  return { embeds: [embed], components: matchButtons(match, viewerId, locale) };
}

function resultOf(outcome: Outcome, who: Contestant): Result {
  if (outcome === 'draw') return 'draw';
  return outcome === who ? 'win' : 'loss';
}

interface Setting {
  readonly game: Game;
  readonly locale: string;
  readonly readers: MatchReaders;
}

function fields(
  match: SeenMatch,
  who: Contestant,
  { own, opponent }: MatchSides,
  { game, locale, readers }: Setting,
): APIEmbedField[] {
  const words = wordsFor(locale).match;
  const side = { own: who, opponent: who === 'first' ? 'second' : 'first' } as const;
  const flag = opponent.country === null ? '' : `${countryFlag(opponent.country)} `;
  const region = regionName(opponent.region, game, locale);
  const seat = (player: SeenContestant, of: Contestant) =>
    `${seatName(player.faction, of, game)} · ${wholeNumber(player.rating, locale)}`;
  const them = [
    `${flag}**${escapeMarkdown(opponent.name)}**`,
    seat(opponent, side.opponent),
    ...(region === null ? [] : [region]),
  ];
  const { win, draw, loss } = own.stakes;
  const stakes = words.stakes(signed(win, locale), signed(draw, locale), signed(loss, locale));
  const open = match.deadline !== null;
  const reported = own.report !== null || opponent.report !== null;
  const report = (result: Result | null) => (result === null ? words.noReport : words.report[result]);
  return [
    { name: words.fields.opponent, value: them.join('\n'), inline: true },
    { name: words.fields.you, value: seat(own, side.own), inline: true },
    ...(open ? [{ name: words.fields.stakes, value: stakes }] : []),
    ...(own.moved === null || own.ratingAfter === null
      ? []
      : [
          {
            name: words.fields.rating,
            value: words.rating(wholeNumber(own.ratingAfter, locale), signed(own.moved, locale)),
          },
        ]),
    ...(match.liveAt === null ? [] : details(match, opponent, { game, locale, readers })),
    ...(reported
      ? [
          {
            name: words.fields.reports,
            value: words.reports(report(own.report), escapeMarkdown(opponent.name), report(opponent.report)),
          },
        ]
      : []),
  ];
}

/** A faction, or the side that was drawn: where there is but one faction its name would say nothing. */
export function seatName(faction: string, of: Contestant, game: Game): string {
  const name = game.factions.find(({ id }) => id === faction)?.name ?? faction;
  if (game.sidesBy === 'faction') return name;
  const side = game.sides[of === 'first' ? 0 : 1].name;
  return game.factions.length > 1 ? `${name} (${side})` : side;
}

/** Where it is played, and how to find each other: for those two alone, once both want to. */
function details(
  { map, server }: SeenMatch,
  { battleTag, alternateNames }: SeenContestant,
  { game, locale, readers }: Setting,
): APIEmbedField[] {
  const { fields: words, inGamePrivately } = wordsFor(locale).match;
  const names = [battleTag, ...alternateNames].filter((name) => name !== null);
  const mapName = game.maps.find(({ id }) => id === map)?.name ?? map;
  const serverName = game.servers.find(({ id }) => id === server)?.name ?? server;
  return [
    ...(mapName === null ? [] : [{ name: words.map, value: mapName, inline: true }]),
    ...(serverName === null ? [] : [{ name: words.server, value: serverName, inline: true }]),
    // As code: one tap copies it.
    ...(names.length === 0
      ? []
      : [
          {
            name: words.inGame,
            value:
              readers === 'player'
                ? names.map((name) => `\`${escapeCode(name)}\``).join('\n')
                : inGamePrivately,
            inline: true,
          },
        ]),
  ];
}
