// What a player chooses when he joins the queue: his factions and vetoes. Looked at before it is stored, so that the
// waves only see choices that can be played.
import type { Game } from './game.ts';
import type { Refusal } from './refusal.ts';

export interface QueueChoice {
  readonly factions: readonly string[];
  readonly vetoes: readonly string[];
}

/** Null: it stands. `maps` are those of the season. */
export function choiceRefusal(
  { factions, vetoes }: QueueChoice,
  game: Pick<Game, 'factions' | 'queue'>,
  maps: readonly string[],
): Refusal | null {
  const chosen = factions.map((id) => game.factions.find((faction) => faction.id === id));
  // A menu offers nothing else: it is an old one.
  if (chosen.includes(undefined) || vetoes.some((map) => !maps.includes(map))) return { reason: 'outdated' };
  if (chosen.length === 0) return { reason: 'no-faction' };
  const sides = new Set(chosen.map((faction) => faction?.side));
  if (sides.size < chosen.length) return { reason: 'factions-of-one-side' };
  const distinct = new Set(vetoes).size;
  return distinct > game.queue.vetoes ? { reason: 'too-many-vetoes', most: game.queue.vetoes } : null;
}
