// A player's profile as an embed: a field for each faction played.
import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';
import { escapeMarkdown } from '../discord/markdown.ts';
import { type MessageReply, message } from '../discord/response.ts';
import { countryFlag } from '../ladder/country.ts';
import type { Game } from '../ladder/game.ts';
import type { Profile, ProfileStanding } from '../ladder/profile.ts';
import { rankOf, UNRANKED } from '../ladder/rank.ts';
import { winShare } from '../ladder/standing.ts';
import { countryName } from './country.ts';
import { wordsFor } from './languages/index.ts';
import { rankColour, rankMark } from './rank.ts';
import { pictured } from './rating-picture.ts';
import { regionName } from './region.ts';
import { percent, timestamp, wholeNumber } from './words.ts';

export function profileMessage(profile: Profile, game: Game, locale: string): MessageReply {
  const { standings, season } = profile;
  const best = standings.map((standing) => rankIn(profile, standing, game)).find((rank) => rank !== UNRANKED);
  const embed: APIEmbed = {
    title: `${flag(profile.country)}${escapeMarkdown(profile.name ?? '')}`,
    color: rankColour(best ?? UNRANKED),
    description: [origin(profile, game, locale), summary(profile, locale)]
      .filter((line) => line !== '')
      .join('\n'),
    fields: standings.map((standing) => field(profile, standing, game, locale)),
    ...(season && {
      footer: {
        text: `${season.name} · ${wordsFor(locale).leaderboard.ranked(season.ranked, wholeNumber(season.ranked, locale))}`,
      },
    }),
  };
  const series = standings.map(({ faction, course }) => ({ faction, points: course }));
  return message(pictured(embed, { series, version: profile.version }, profile.name ?? '', game, locale));
}

function rankIn({ season }: Profile, { place }: ProfileStanding, { tiers }: Game): string {
  return rankOf(place, season?.ranked ?? 0, tiers);
}

function flag(country: string | null): string {
  return country === null ? '' : `${countryFlag(country)} `;
}

function origin({ country, region }: Profile, game: Game, locale: string): string {
  const home = regionName(region, game, locale);
  const places = [country && countryName(country, locale), home && wordsFor(locale).profile.from(home)];
  return places.filter(Boolean).join(' · ');
}

function summary({ season, standings }: Profile, locale: string): string {
  const { noSeason, noMatch, lastSeason } = wordsFor(locale).profile;
  if (season === null) return noSeason;
  if (season.closed) return `${noSeason} ${lastSeason(escapeMarkdown(season.name))}`;
  return standings.length === 0 ? noMatch : '';
}

function field(profile: Profile, standing: ProfileStanding, game: Game, locale: string): APIEmbedField {
  const faction = game.factions.find(({ id }) => id === standing.faction)?.name ?? standing.faction;
  const rank = rankIn(profile, standing, game);
  const rating = wholeNumber(standing.rating, locale);
  const words = wordsFor(locale).profile;
  const closed = profile.season?.closed ?? false;
  if (standing.lastPlayedAt === null) {
    const value = closed ? words.unrankedThen : words.unplayed;
    return { name: `${rankMark(rank)} · ${faction} · ${rating}`, value };
  }
  const place =
    standing.place === null
      ? closed
        ? words.unrankedThen
        : words.unranked
      : words.place(wholeNumber(standing.place, locale), wholeNumber(profile.season?.ranked ?? 0, locale));
  const peak = words.peak(wholeNumber(standing.peak, locale), timestamp(standing.lastPlayedAt, 'R'));
  return {
    name: `${rankMark(rank)} · ${faction} · ${rating}`,
    value: [place, record(standing, locale), peak].join('\n'),
  };
}

/** Wins, losses and draws, the share of wins, and the last results. */
function record(standing: ProfileStanding, locale: string): string {
  const { wins, losses, draws, form } = standing;
  const share = percent(winShare(standing), locale);
  const score = `${wholeNumber(wins, locale)}–${wholeNumber(losses, locale)}–${wholeNumber(draws, locale)}`;
  const words = wordsFor(locale).profile;
  const letters = form.map((result) => words.results[result]).join(' ');
  return `${score} (${share})${letters === '' ? '' : ` · ${words.form(letters)}`}`;
}
