// Seasons as anybody may look them up: the newest first, and one by its slug.
import { boolean, integer, nullable, type Row, text, texts, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { storable } from './storable.ts';

export type FoundSeason = Row<typeof columns>;

const columns = {
  /** Rises with each season. */
  id: integer,
  slug: text,
  name: text,
  startsAt: timestamp,
  /** When it is meant to end. */
  endsAt: timestamp,
  closedAt: nullable(timestamp),
  open: boolean,
  startRating: integer,
  rankedDays: integer,
  /** Ids of its own; none: the game's. */
  maps: texts,
  /** How many standings are ranked in it. */
  ranked: integer,
};

const selected = `select id, slug, name, starts_at, ends_at, closed_at, closed_at is null, start_rating, ranked_days, maps,
  ranked_total(id)
from seasons`;

/** `before`: an id, or null for the newest. */
export const seasonList = defineStatement({
  name: 'seasons.list',
  text: `${selected} where game = $1 and ($2::int is null or id < $2) order by id desc limit $3`,
  resend: true,
  columns,
  parameters: (game: string, before: number | null, most: number) => [game, before, most],
  result: (rows): readonly FoundSeason[] => rows,
});

/** Null: there is none of that slug. */
export const seasonBySlug = defineStatement({
  name: 'seasons.by-slug',
  text: `${selected} where game = $1 and slug = $2`,
  resend: true,
  columns,
  parameters: (game: string, slug: string) => [game, slug],
  result: ([season]): FoundSeason | null => season ?? null,
});

/** Whose names contain what was typed; the open one first. */
export const seasonsNamed = defineStatement({
  name: 'seasons.named',
  text: `select name, slug from seasons
where game = $1 and position(lower($2) in lower(name)) > 0
order by closed_at desc nulls first, id desc limit $3`,
  resend: true,
  columns: { name: text, slug: text },
  parameters: (game: string, typed: string, most: number) => [game, storable(typed), most],
  result: (rows) => rows,
});
