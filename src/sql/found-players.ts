// Players whose name begins so, with what tells them apart: country, and their best standing of the open season, between
// two of the last.
import { integer, nullable, text } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

export interface FoundPlayer {
  readonly name: string;
  readonly country: string | null;
  /** Null: not ranked. */
  readonly best: { readonly faction: string; readonly rating: number; readonly place: number } | null;
}

export interface FoundPlayers {
  readonly players: readonly FoundPlayer[];
  /** How many standings are ranked; 0 before the first season. */
  readonly ranked: number;
}

/** `key` is made by `nameKey`. */
export const foundPlayers = defineStatement({
  name: 'found-players',
  // The end of the range is the highest character there is: like, with a parameter, could not use the index.
  text: `select found.name, found.country, best.faction, best.rating,
  standing_place(season.id, best.rating, best.last_played_at, best.id), coalesce(season.total, 0)
from (
  select id, name, name_key, country from players
  where name_key >= $2 and name_key < $2 || U&'\\+10FFFF' and setup_completed_at is not null
    and terms_accepted_at is not null
  order by name_key limit $3
) found
left join (
  select id, ranked_total(id) as total from seasons
  where game = $1 order by closed_at desc nulls first, id desc limit 1
) season on true
left join lateral (
  select * from standings where season_id = season.id and player_id = found.id and ranked
  order by rating desc, last_played_at desc, id desc limit 1
) best on true
order by found.name_key`,
  resend: true,
  columns: {
    name: nullable(text),
    country: nullable(text),
    faction: nullable(text),
    rating: nullable(integer),
    place: nullable(integer),
    ranked: integer,
  },
  parameters: (game: string, key: string, most: number) => [game, key, most],
  result: (rows): FoundPlayers => ({
    players: rows.map(({ name, country, faction, rating, place }) => ({
      // Who is set up has a name.
      name: name ?? '?',
      country,
      best: faction === null || rating === null || place === null ? null : { faction, rating, place },
    })),
    ranked: rows[0]?.ranked ?? 0,
  }),
});
