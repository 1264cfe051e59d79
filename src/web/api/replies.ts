// What the API answers, as schemas: the source of its description, and of the types that the endpoints are held to. The
// Worker takes the types alone; tests hold every reply against the description.
import * as v from 'valibot';
import type { Game } from '../../ladder/game.ts';
import { UNRANKED } from '../../ladder/rank.ts';

const text = (description: string) => v.pipe(v.string(), v.description(description));
const textOrNull = (description: string) => v.pipe(v.nullable(v.string()), v.description(description));
const time = (description: string) => v.pipe(v.string(), v.isoTimestamp(), v.description(description));
const timeOrNull = (description: string) =>
  v.pipe(v.nullable(v.pipe(v.string(), v.isoTimestamp())), v.description(description));
const whole = (description: string) => v.pipe(v.number(), v.integer(), v.description(description));
const count = (description: string) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.description(description));
const wholeOrNull = (description: string) =>
  v.pipe(v.nullable(v.pipe(v.number(), v.integer())), v.description(description));

const player = text('The player’s name.');
const country = textOrNull(
  'ISO 3166-1 alpha-2 code; `XX` for who represents none, `ZZ` for another; null: not said.',
);
const faction = text('Id of the faction.');
const side = text('Id of the side.');
const map = textOrNull('Id of the map; null where none is played.');
const rating = count('The rating.');
const wins = count('Games won.');
const losses = count('Games lost.');
const draws = count('Games drawn.');
const matchId = v.pipe(v.string(), v.regex(/^\d+$/), v.description('Number of the match, as text.'));
const state = v.pipe(
  v.picklist(['live', 'disputed', 'decided', 'aborted', 'expired', 'void']),
  v.description(
    '`live`: being played; `disputed`: staff decide; `decided`: counted; the others ended without counting.',
  ),
);

const season = v.object({
  slug: text('Names the season in addresses.'),
  name: text('The season’s name.'),
});

const open = v.pipe(v.boolean(), v.description('Whether the season is being played.'));

const next = v.pipe(
  v.nullable(v.string()),
  v.description('Address of the next page, on this host; null on the last. Also in the header `Link`.'),
);

const decidedResult = v.picklist(['win', 'loss', 'draw']);

/** By the names that the description knows them by. */
export function replies({ tiers }: Game) {
  const rank = v.pipe(
    v.picklist([...tiers.map(({ id }) => id), UNRANKED]),
    v.description(`The tier that the place means; \`${UNRANKED}\`: unranked.`),
  );
  const place = v.pipe(v.number(), v.integer(), v.minValue(1));

  const Standing = v.pipe(
    v.object({
      place: v.pipe(place, v.description('In the whole season, filters aside.')),
      rank,
      player,
      country,
      faction,
      rating,
      wins,
      losses,
      draws,
      lastPlayedAt: time('When the last game counted.'),
    }),
    v.description('One player with one faction in one season.'),
  );
  const Standings = v.object({
    season: v.object({ ...season.entries, open }),
    ranked: count('How many standings are ranked in the season, filters aside.'),
    items: v.array(Standing),
    next,
  });

  const PlayerStanding = v.pipe(
    v.object({
      faction,
      place: v.pipe(
        v.nullable(place),
        v.description('In the whole season; null: unranked, for want of a game in the last days.'),
      ),
      rank,
      rating,
      peak: count('The highest rating that the matches led to, those left out that were taken back.'),
      wins,
      losses,
      draws,
      lastPlayedAt: timeOrNull(
        'When the last game counted; null: none has yet, the rating was carried over.',
      ),
      form: v.pipe(v.array(decidedResult), v.description('The last results, newest first.')),
    }),
    v.description('The player with one faction, in the newest season.'),
  );
  const Player = v.object({
    player,
    country,
    region: textOrNull('Id of the region; null: not said.'),
    season: v.pipe(
      v.nullable(
        v.object({ ...season.entries, open, ranked: count('How many standings are ranked in it.') }),
      ),
      v.description('The newest season: the open one, between seasons the last; null before the first.'),
    ),
    standings: v.array(PlayerStanding),
    matches: text('Address of the player’s matches.'),
  });

  const PlayedMatch = v.pipe(
    v.object({
      id: matchId,
      state,
      at: time('When it ended; of one that has not, when it began.'),
      map,
      faction,
      side,
      opponent: text('The opponent’s name.'),
      opponentCountry: country,
      opponentFaction: faction,
      result: v.pipe(
        v.nullable(decidedResult),
        v.description('The player’s own; null where it is not decided.'),
      ),
      ratingBefore: wholeOrNull('The rating before it counted; null where it did not.'),
      ratingAfter: wholeOrNull('The rating after it counted; null where it did not.'),
    }),
    v.description('A match, as one of its players sees it.'),
  );
  const PlayerMatches = v.object({
    player,
    games: count('Games that count, of all seasons.'),
    items: v.array(PlayedMatch),
    next,
  });

  const Contestant = v.object({
    player,
    country,
    side,
    faction,
    rating: count('The rating when the two were paired.'),
    onWin: whole('What a win does to it.'),
    onDraw: whole('What a draw does to it.'),
    onLoss: whole('What a loss does to it.'),
    change: wholeOrNull('What the match has done to it; null: nothing yet.'),
    ratingAfter: wholeOrNull('The rating after it counted; null where it did not.'),
  });
  const Match = v.object({
    id: matchId,
    season,
    state,
    madeAt: time('When the two were paired.'),
    liveAt: timeOrNull('When both had accepted.'),
    endedAt: timeOrNull('When it ended.'),
    map,
    server: textOrNull('Id of the server; null where none is played on.'),
    winner: v.pipe(
      v.nullable(v.picklist(['first', 'second', 'draw'])),
      v.description('Which of the two has won; null where it is not decided.'),
    ),
    first: Contestant,
    second: Contestant,
  });

  const Season = v.object({
    ...season.entries,
    open,
    startsAt: time('Its first moment.'),
    endsAt: time('When it is meant to end.'),
    closedAt: timeOrNull('When it was closed; null while it is open.'),
    startRating: count('What a player begins with.'),
    rankedDays: count('Who has not played for so many days is unranked.'),
    ranked: count('How many standings are ranked in it.'),
    maps: v.pipe(v.array(v.string()), v.description('Ids of the maps it is played on.')),
  });
  const Seasons = v.object({ items: v.array(Season), next });

  const Problem = v.pipe(
    v.object({
      type: v.pipe(
        v.string(),
        v.url(),
        v.description('Names the kind of problem, and leads to its description.'),
      ),
      title: text('The kind of problem in words.'),
      status: v.pipe(v.number(), v.integer(), v.description('The status of the reply.')),
      detail: text('What is wrong this time.'),
      instance: text('The address that was asked.'),
      reference: v.optional(text('Of our own faults: what to tell the operator, whose log says more.')),
      errors: v.optional(
        v.pipe(
          v.array(
            v.object({ parameter: text('The parameter’s name.'), detail: text('What is wrong with it.') }),
          ),
          v.description('Of invalid parameters: each of them.'),
        ),
      ),
    }),
    v.description('Problem details (RFC 9457).'),
  );

  return {
    Standings,
    Standing,
    Player,
    PlayerStanding,
    PlayerMatches,
    PlayedMatch,
    Match,
    Contestant,
    Seasons,
    Season,
    Problem,
  };
}

/** A reply, by its name. */
export type Reply<Name extends keyof ReturnType<typeof replies>> = v.InferOutput<
  ReturnType<typeof replies>[Name]
>;
