// Two players against each other: what their meetings came to, and who would be expected to win now.
import type { Faction } from './faction.ts';
import type { Game } from './game.ts';
import type { Contestant } from './match.ts';
import { expectedScore, type Result } from './rating.ts';

/** As the first of the two sees it. */
export interface HeadToHead {
  readonly opponent: { readonly id: string; readonly name: string; readonly country: string | null };
  /** Most often met first. Of all seasons, matches that count. */
  readonly pairs: readonly FactionPair[];
  /** Newest first, a few. */
  readonly meetings: readonly Meeting[];
  /** Of the open season; empty between seasons. */
  readonly own: readonly RatedFaction[];
  readonly theirs: readonly RatedFaction[];
}

/** What each played, and on which side. */
export interface FactionPair {
  readonly contestant: Contestant;
  readonly faction: string;
  readonly opponentFaction: string;
  readonly wins: number;
  readonly losses: number;
  readonly draws: number;
  /** Points won less points lost. */
  readonly moved: number;
}

export interface Meeting extends Pick<FactionPair, 'contestant' | 'faction' | 'opponentFaction'> {
  readonly at: Date;
  readonly map: string | null;
  readonly result: Result;
  readonly moved: number;
}

export interface RatedFaction {
  readonly faction: string;
  readonly rating: number;
}

export interface Expectation {
  readonly own: RatedFaction;
  readonly theirs: RatedFaction;
  /** Of the points of a match, a draw being half: from 0 to 1. */
  readonly score: number;
}

/** For the best rated factions with which the two could meet now; null where there are none. */
export function expectation(
  { own, theirs }: Pick<HeadToHead, 'own' | 'theirs'>,
  { factions, rating }: Pick<Game, 'factions' | 'rating'>,
): Expectation | null {
  const sideOf = (id: string) => factions.find((faction: Faction) => faction.id === id)?.side ?? null;
  const couples = own.flatMap((one) =>
    theirs
      .filter(({ faction }) => mayMeet(sideOf(one.faction), sideOf(faction)))
      .map((other) => ({ own: one, theirs: other })),
  );
  const sum = (couple: (typeof couples)[number]) => couple.own.rating + couple.theirs.rating;
  const [best] = couples.toSorted((one, other) => sum(other) - sum(one));
  if (!best) return null;
  return { ...best, score: expectedScore(best.own.rating, best.theirs.rating, rating) };
}

/** Where sides are drawn by lot a faction has none, and plays either. */
function mayMeet(one: string | null, other: string | null): boolean {
  return one === null || other === null || one !== other;
}
