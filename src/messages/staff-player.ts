// A player as staff look at him: who he is, where he is, how he stands, what happened last.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { escapeCode, escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { MatchState } from '../ladder/match.ts';
import type { SetupField } from '../ladder/setup.ts';
import { countryName } from './country.ts';
import { wordsFor } from './languages/index.ts';
import { regionName } from './region.ts';
import { type AuditLine, auditField, linesField } from './staff-lines.ts';
import { timestamp, wholeNumber } from './words.ts';

export interface PlayerLook {
  readonly id: string;
  readonly name: string | null;
  readonly battleTag: string | null;
  readonly alternates: readonly string[];
  readonly country: string | null;
  readonly region: string | null;
  readonly createdAt: Date;
  readonly termsAcceptedAt: Date | null;
  readonly setupCompletedAt: Date | null;
  /** `until` null: without an end. */
  readonly ban: { readonly since: Date; readonly until: Date | null; readonly reason: string | null } | null;
  /** This month. */
  readonly abortsUsed: number;
  readonly admin: boolean;
  readonly place: { readonly since: Date; readonly match: string | null } | null;
  readonly standings: readonly {
    readonly faction: string;
    readonly rating: number;
    readonly peak: number;
    readonly wins: number;
    readonly losses: number;
    readonly draws: number;
    readonly lastPlayedAt: Date | null;
  }[];
  readonly matches: readonly {
    readonly id: string;
    readonly state: MatchState;
    readonly opponent: string;
    readonly at: Date;
  }[];
  readonly changes: readonly {
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
    readonly by: string;
    readonly at: Date;
  }[];
  readonly audit: readonly AuditLine[];
}

const COLOUR = 0x3e8bff;

export function playerLookMessage(player: PlayerLook, game: Game, locale: string): MessageReply {
  const words = wordsFor(locale).staffLook;
  const embed: APIEmbed = {
    title: player.name === null ? words.nobody : escapeMarkdown(player.name),
    color: COLOUR,
    description: [`<@${player.id}> · \`${player.id}\``, ...(player.admin ? [words.isAdmin] : [])].join('\n'),
    fields: [
      ...linesField(words.names, nameLines(player, game, locale)),
      ...linesField(words.setup, setupLines(player, locale)),
      ...linesField(words.now, nowLines(player, game, locale)),
      ...linesField(words.standings, standingLines(player, game, locale)),
      ...linesField(
        words.matches,
        player.matches.map(({ id, state, opponent, at }) =>
          words.match(id, words.states[state], escapeMarkdown(opponent), timestamp(at, 'R')),
        ),
      ),
      ...changesField(player, game, locale),
      ...auditField(player.audit, locale),
    ],
  };
  return message({ embeds: [embed] });
}

function nameLines({ battleTag, alternates, country, region }: PlayerLook, game: Game, locale: string) {
  const words = wordsFor(locale).staffLook;
  const home = regionName(region, game, locale);
  return [
    ...(battleTag === null ? [] : [words.battleTag(`\`${escapeCode(battleTag)}\``)]),
    ...(alternates.length === 0 ? [] : [words.alternates(alternates.map(escapeMarkdown).join(', '))]),
    ...(country === null ? [] : [`${countryFlag(country)} ${countryName(country, locale)}`]),
    ...(home === null ? [] : [home]),
  ];
}

function setupLines({ createdAt, termsAcceptedAt, setupCompletedAt }: PlayerLook, locale: string) {
  const words = wordsFor(locale).staffLook;
  return [
    words.since(timestamp(createdAt, 'f')),
    termsAcceptedAt === null ? words.noTerms : words.terms(timestamp(termsAcceptedAt, 'f')),
    setupCompletedAt === null ? words.notCompleted : words.completed(timestamp(setupCompletedAt, 'f')),
  ];
}

function nowLines({ place, ban, abortsUsed }: PlayerLook, game: Game, locale: string) {
  const words = wordsFor(locale).staffLook;
  const { abortsPerMonth } = game.match;
  const where =
    place === null
      ? words.nowhere
      : place.match === null
        ? words.inQueue(timestamp(place.since, 'R'))
        : words.inMatch(place.match);
  const left = Math.max(0, abortsPerMonth - abortsUsed);
  return [
    where,
    ...(ban === null ? [] : banLines(ban, locale)),
    words.aborts(wholeNumber(left, locale), wholeNumber(abortsPerMonth, locale)),
  ];
}

function banLines({ since, until, reason }: NonNullable<PlayerLook['ban']>, locale: string) {
  const words = wordsFor(locale).staffLook;
  const line =
    until === null
      ? words.bannedForever(timestamp(since, 'f'))
      : words.banned(timestamp(since, 'f'), timestamp(until, 'f'));
  return [line, ...(reason === null ? [] : [wordsFor(locale).staff.reason(escapeMarkdown(reason))])];
}

function standingLines({ standings }: PlayerLook, game: Game, locale: string) {
  const words = wordsFor(locale).staffLook;
  const count = (value: number) => wholeNumber(value, locale);
  return standings.map(({ faction, rating, peak, wins, losses, draws, lastPlayedAt }) => {
    const name = game.factions.find(({ id }) => id === faction)?.name ?? faction;
    const record = `${count(wins)}–${count(losses)}–${count(draws)}`;
    const line = words.standing(name, count(rating), count(peak), record);
    return lastPlayedAt === null ? line : `${line}, ${words.played(timestamp(lastPlayedAt, 'R'))}`;
  });
}

/** What the columns that a set-up fills are called to those who fill them. */
const FIELDS: Readonly<Record<string, SetupField>> = {
  name: 'displayName',
  battle_tag: 'battleTag',
  alternate_name_1: 'alternateName1',
  alternate_name_2: 'alternateName2',
  country: 'country',
  region: 'region',
};

function changesField({ changes }: PlayerLook, game: Game, locale: string): readonly APIEmbedField[] {
  const { staffLook: words, refusal } = wordsFor(locale);
  const shown = (field: string, value: string | null) => {
    if (value === null) return words.nothing;
    if (field === 'country') return countryName(value, locale);
    return escapeMarkdown((field === 'region' && regionName(value, game, locale)) || value);
  };
  return linesField(
    words.changes,
    changes.map(({ field, before, after, by, at }) => {
      const [who, ago] = [`<@${by}>`, timestamp(at, 'R')];
      const known = FIELDS[field];
      // All that is not of the set-up itself: when the terms were accepted.
      if (known === undefined)
        return words.act(
          after === null ? words.noTerms : words.terms(timestamp(new Date(after), 'f')),
          who,
          ago,
        );
      return words.change(refusal.setupFields[known], shown(field, before), shown(field, after), who, ago);
    }),
  );
}
