// The picture of a player's rating over time, put into the embed that speaks of him, with a text for those who do not
// see it.
import type { APIEmbed } from 'discord-api-types/v10';
import type { MessageContent } from '../discord/response.ts';
import type { Game } from '../ladder/game.ts';
import type { RatingCourse, RatingPoint, RatingSeries } from '../ladder/rating-course.ts';
import { keptPicture } from '../picture/kept.ts';
import { wordsFor } from './languages/index.ts';
import { wholeNumber } from './words.ts';

const FILE = 'rating.png';
/** Discord's limit of what describes a file. */
const ALT_LENGTH = 1024;

/** The embed alone, where there is no course to show. */
export function pictured(
  embed: APIEmbed,
  { series, version }: RatingCourse,
  player: string,
  game: Game,
  locale: string,
): Pick<MessageContent, 'embeds' | 'files'> {
  const played = series.filter(({ points }) => points.length > 0);
  const bytes = version === null ? null : keptPicture(version, played, game.factions, locale);
  if (bytes === null) return { embeds: [embed] };
  const description = altText(played, player, game, locale);
  return {
    embeds: [{ ...embed, image: { url: `attachment://${FILE}` } }],
    files: [{ name: FILE, type: 'image/png', bytes, description }],
  };
}

function altText(series: readonly RatingSeries[], player: string, game: Game, locale: string): string {
  const words = wordsFor(locale).picture;
  const date = (at: number) => new Date(at).toISOString().slice(0, 10);
  let [begun, ended] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const lines = series.map(({ faction, points }) => {
    const { now, lowest, highest, first, last } = extremesOf(points);
    begun = Math.min(begun, first);
    ended = Math.max(ended, last);
    const name = game.factions.find(({ id }) => id === faction)?.name ?? faction;
    return words.line(
      name,
      wholeNumber(now, locale),
      wholeNumber(lowest, locale),
      wholeNumber(highest, locale),
    );
  });
  const text = words.alt(player, date(begun), date(ended), lines.join('; '));
  return text.slice(0, ALT_LENGTH);
}

interface Extremes {
  readonly now: number;
  readonly lowest: number;
  readonly highest: number;
  readonly first: number;
  readonly last: number;
}

/** Of courses that this isolate keeps, and so meets again. */
const known = new WeakMap<readonly RatingPoint[], Extremes>();

/** Of one point at least. */
function extremesOf(points: readonly RatingPoint[]): Extremes {
  const found = known.get(points);
  if (found !== undefined) return found;
  const ratings = points.map(({ rating }) => rating);
  const times = points.map(({ at }) => at);
  const extremes = {
    now: ratings.at(-1) ?? 0,
    lowest: Math.min(...ratings),
    highest: Math.max(...ratings),
    first: Math.min(...times),
    last: Math.max(...times),
  };
  known.set(points, extremes);
  return extremes;
}
