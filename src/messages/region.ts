// The names of regions in a reader's language; one that the dictionary has no word for, as the game's data has it.
import type { Game } from '../ladder/game.ts';
import { wordsFor } from './languages/index.ts';

/** Null for a region that the game does not have. */
export function regionName(
  id: string | null,
  { regions }: Pick<Game, 'regions'>,
  locale: string,
): string | null {
  const region = regions.find((candidate) => candidate.id === id);
  if (region === undefined) return null;
  const names: Readonly<Record<string, string>> = wordsFor(locale).regions;
  return names[region.id] ?? region.name;
}
