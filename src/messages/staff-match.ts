// A match as staff look at it: all of it, at any state.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { escapeCode, escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { Contestant } from '../ladder/match.ts';
import type { SeenMatch } from '../ladder/seen-match.ts';
import { wordsFor } from './languages/index.ts';
import { type AuditLine, auditField, linesField } from './staff-lines.ts';
import { signed, timestamp, wholeNumber } from './words.ts';

export interface MatchLook {
  readonly match: SeenMatch;
  /** In their order. */
  readonly ledger: readonly {
    readonly who: Contestant;
    readonly kind: 'match' | 'undo';
    readonly before: number;
    readonly delta: number;
    readonly after: number;
    readonly at: Date;
  }[];
  readonly audit: readonly AuditLine[];
}

const COLOUR = 0x3e8bff;

export function matchLookMessage(
  { match, ledger, audit }: MatchLook,
  game: Game,
  locale: string,
): MessageReply {
  const words = wordsFor(locale).staffLook;
  const count = (value: number) => wholeNumber(value, locale);
  const embed: APIEmbed = {
    title: words.matchTitle(match.id, words.states[match.state]),
    color: COLOUR,
    description: matchLines(match, game, locale).join('\n'),
    fields: [
      contestant(match, 'first', game, locale),
      contestant(match, 'second', game, locale),
      ...linesField(
        words.ledger,
        ledger.map(({ who, kind, before, delta, after, at }) =>
          words.ledgerLine(
            escapeMarkdown(match.players[who].name),
            words.kinds[kind],
            count(before),
            count(after),
            signed(delta, locale),
            timestamp(at, 'R'),
          ),
        ),
      ),
      ...auditField(audit, locale),
    ],
  };
  return message({ embeds: [embed] });
}

function matchLines(match: SeenMatch, game: Game, locale: string): readonly string[] {
  const words = wordsFor(locale).staffLook;
  const dispute = wordsFor(locale).dispute;
  const { season, map, server, waveAt, liveAt, endedAt, deadline, endedBy, settledBy, outcome, players } =
    match;
  const about = [
    escapeMarkdown(season),
    ...(map === null ? [] : [dispute.map(game.maps.find(({ id }) => id === map)?.name ?? map)]),
    ...(server === null
      ? []
      : [dispute.server(game.servers.find(({ id }) => id === server)?.name ?? server)]),
  ];
  const end = endedBy === null ? [] : [settledBy === null ? words.by[endedBy] : words.who(`<@${settledBy}>`)];
  const won =
    outcome === null
      ? []
      : [
          outcome === 'draw'
            ? words.outcome.draw
            : words.outcome.first(escapeMarkdown(players[outcome].name)),
        ];
  return [
    about.join(', '),
    words.made(timestamp(waveAt, 'f')),
    ...(liveAt === null ? [] : [words.started(timestamp(liveAt, 'f'))]),
    ...(deadline === null ? [] : [words.ends(timestamp(deadline, 'R'))]),
    ...(endedAt === null ? [] : [[words.ended(timestamp(endedAt, 'f')), ...end].join(' ')]),
    ...won,
  ];
}

function contestant(match: SeenMatch, which: Contestant, game: Game, locale: string): APIEmbedField {
  const words = wordsFor(locale).staffLook;
  const { dispute } = wordsFor(locale);
  const player = match.players[which];
  const { stakes, report } = player;
  const faction = game.factions.find(({ id }) => id === player.faction)?.name ?? player.faction;
  const points = (value: number) => signed(value, locale);
  return {
    name: escapeMarkdown(player.name),
    value: [
      `<@${player.playerId}>`,
      dispute.faction(faction, wholeNumber(player.rating, locale)),
      ...(player.battleTag === null ? [] : [words.battleTag(`\`${escapeCode(player.battleTag)}\``)]),
      player.accepted ? words.accepted : words.notAccepted,
      report === null ? dispute.notReported : dispute.reported[report],
      ...(player.aborted ? [words.aborted] : []),
      dispute.stakes(points(stakes.win), points(stakes.draw), points(stakes.loss)),
    ].join('\n'),
    inline: true,
  };
}
