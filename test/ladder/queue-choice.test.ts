import { describe, expect, test } from 'vitest';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { choiceRefusal } from '../../src/ladder/queue-choice.ts';

const maps = scEvo.maps.map(({ id }) => id);
const tooMany = { reason: 'too-many-vetoes', most: 4 } as const;
const outdated = { reason: 'outdated' } as const;
const sameSide = { reason: 'factions-of-one-side' } as const;

describe('a choice', () => {
  test.for([
    { name: 'one faction', factions: ['bw-zerg'], vetoes: [], refusal: null },
    { name: 'one of each side', factions: ['bw-zerg', 'sc2-terran'], vetoes: [], refusal: null },
    {
      name: 'as many vetoes as there may be',
      factions: ['bw-zerg'],
      vetoes: maps.slice(0, 4),
      refusal: null,
    },
    {
      name: 'a veto said twice is one',
      factions: ['bw-zerg'],
      vetoes: [...maps.slice(0, 4), ...maps.slice(0, 1)],
      refusal: null,
    },
    { name: 'no faction', factions: [], vetoes: [], refusal: { reason: 'no-faction' } as const },
    { name: 'two of one side', factions: ['bw-zerg', 'bw-terran'], vetoes: [], refusal: sameSide },
    { name: 'the same twice', factions: ['bw-zerg', 'bw-zerg'], vetoes: [], refusal: sameSide },
    { name: 'three', factions: ['bw-zerg', 'sc2-zerg', 'bw-terran'], vetoes: [], refusal: sameSide },
    { name: 'a faction there is not', factions: ['bw-zerg', 'bw-ghost'], vetoes: [], refusal: outdated },
    { name: 'one veto too many', factions: ['bw-zerg'], vetoes: maps.slice(0, 5), refusal: tooMany },
    { name: 'a map of another season', factions: ['bw-zerg'], vetoes: ['old-map'], refusal: outdated },
    {
      name: 'an old menu is said before anything else',
      factions: [],
      vetoes: ['old-map'],
      refusal: outdated,
    },
  ])('$name', ({ factions, vetoes, refusal }) => {
    expect(choiceRefusal({ factions, vetoes }, scEvo, maps)).toEqual(refusal);
  });

  test.for([
    { factions: ['chess'], vetoes: [], refusal: null },
    { factions: ['chess', 'chess'], vetoes: [], refusal: sameSide },
    { factions: ['chess'], vetoes: ['eclipse'], refusal: outdated },
  ])('in a game without maps: $factions, $vetoes', ({ factions, vetoes, refusal }) => {
    expect(choiceRefusal({ factions, vetoes }, chess, [])).toEqual(refusal);
  });
});
