// Seasons as everybody may see them: the open one, and those that were.
import { text, texts, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

/** The open season of a game; null when there is none. */
export const openSeason = defineStatement({
  name: 'season.open',
  text: `select name, slug, starts_at, ends_at, maps from seasons where game = $1 and closed_at is null`,
  resend: true,
  columns: { name: text, slug: text, startsAt: timestamp, endsAt: timestamp, maps: texts },
  parameters: (game: string) => [game],
  result: ([season]) => season ?? null,
});
