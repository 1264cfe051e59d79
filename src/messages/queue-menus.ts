// The menus of /queue: what a player plays, one of each side at most, and the maps that he does not want.
import { type MessageComponent, row, select } from '../discord/component.ts';
import { customId } from '../discord/custom-id.ts';
import type { Faction } from '../ladder/faction.ts';
import type { Game } from '../ladder/game.ts';
import type { SeenQueue } from '../ladder/seen-queue.ts';
import { wordsFor } from './languages/index.ts';
import { wholeNumber } from './words.ts';

/** Discord's limit of a menu. */
const MOST_CHOICES = 25;

/** The argument of a menu's id where no faction belongs to a side. */
const NO_SIDE = 'none';

/** The factions that a menu of factions offers, by the argument of its id. */
export function factionsOfMenu(argument: string | undefined, { factions }: Game): readonly Faction[] {
  return factions.filter(({ side }) => (side ?? NO_SIDE) === argument);
}

export function queueMenus(queue: SeenQueue, game: Game, locale: string): readonly MessageComponent[] {
  return [...factionMenus(queue, game, locale), ...vetoMenu(queue, game, locale)].map((menu) => row(menu));
}

function factionMenus({ choice, ratings, startRating }: SeenQueue, game: Game, locale: string) {
  // The only one there is needs no choice.
  if (game.factions.length === 1) return [];
  const words = wordsFor(locale).queue.menus;
  const sides = new Set(game.factions.map(({ side }) => side));
  return [...sides].map((side) => {
    const name = game.sides.find(({ id }) => id === side)?.name;
    return select({
      id: customId('queue', 'faction', side ?? NO_SIDE),
      placeholder: name === undefined ? words.faction : words.factionOf(name),
      least: 0,
      choices: factionsOfMenu(side ?? NO_SIDE, game).map((faction) => ({
        label: faction.name,
        value: faction.id,
        description: words.rating(wholeNumber(ratings.get(faction.id) ?? startRating, locale)),
        selected: choice.factions.includes(faction.id),
      })),
    });
  });
}

function vetoMenu({ choice, maps }: SeenQueue, game: Game, locale: string) {
  // One map stays at least: without any, nobody could meet him.
  const most = Math.min(game.queue.vetoes, maps.length - 1);
  if (most < 1) return [];
  return [
    select({
      id: customId('queue', 'veto'),
      placeholder: wordsFor(locale).queue.menus.vetoes(wholeNumber(most, locale)),
      least: 0,
      most,
      choices: maps.slice(0, MOST_CHOICES).map((id) => ({
        label: game.maps.find((map) => map.id === id)?.name ?? id,
        value: id,
        selected: choice.vetoes.includes(id),
      })),
    }),
  ];
}
