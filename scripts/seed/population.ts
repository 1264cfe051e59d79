// The players of a made-up season: where they are at home, how far they have come, and how they play. Kept in arrays,
// since there may be a million; their names come later (player-rows.ts), for which the simulation need not wait.
import type { Game } from '../../src/ladder/game.ts';
import type { Chance } from './chance.ts';
import {
  DEMONSTRATION_BAN,
  type DemonstrationPlayer,
  demonstrationPlayers,
  type PlayerState,
} from './demonstration.ts';
import { homes } from './homes.ts';

/** The beginning of the season, in days before now. */
export const SEASON_AGE_DAYS = 60;
export const MOST_FACTIONS = 3;

// Discord ids: milliseconds since 2015 (Discord's own epoch) above 22 bits. Players joined Discord in these years.
const FIRST_JOIN_MS = 200_000_000_000;
const JOIN_YEARS_MS = 135_000_000_000;

/** What is known of each player, by his number. */
export interface Population {
  readonly count: number;
  readonly ids: BigInt64Array;
  /** Null: he has not said yet. */
  readonly countries: readonly (string | null)[];
  /** Numbers of regions in the game's list; 255: none. */
  readonly regions: Uint8Array;
  /** Numbers in the list of homes, of those who are not known from the demonstration. */
  readonly homes: Uint8Array;
  /** Of those who may not simply play. */
  readonly states: ReadonlyMap<number, PlayerState>;
  readonly bans: ReadonlyMap<number, Ban>;
  readonly skill: Float32Array;
  readonly games: Uint16Array;
  /** First and last day of play, in days of the season. */
  readonly from: Float32Array;
  readonly until: Float32Array;
  /** MOST_FACTIONS for each player: numbers of factions in the game's list; 255: none. */
  readonly factions: Uint8Array;
}

interface Ban {
  readonly daysAgo: number;
  readonly daysLeft: number;
  readonly reason: string;
}

interface Person {
  readonly id: bigint;
  readonly home: number;
  readonly country: string | null;
  readonly region: string | null;
  readonly state: PlayerState;
  readonly ban: Ban | null;
}

interface Play {
  readonly skill: number;
  readonly games: number;
  readonly from: number;
  readonly until: number;
  readonly factions: readonly number[];
}

/** Those of the demonstration first. */
export const demonstrations: readonly DemonstrationPlayer[] = Object.values(demonstrationPlayers);

const homesTotal = homes.reduce((sum, { weight }) => sum + weight, 0);

export function populate(count: number, game: Game, chance: Chance): Population {
  const countries: (string | null)[] = [];
  const states = new Map<number, PlayerState>();
  const bans = new Map<number, Ban>();
  const population = {
    count,
    ids: new BigInt64Array(count),
    countries,
    regions: new Uint8Array(count),
    homes: new Uint8Array(count),
    states,
    bans,
    skill: new Float32Array(count),
    games: new Uint16Array(count),
    from: new Float32Array(count),
    until: new Float32Array(count),
    factions: new Uint8Array(count * MOST_FACTIONS).fill(255),
  };
  const regions = new Map(game.regions.map(({ id }, number) => [id, number]));

  for (let number = 0; number < count; number++) {
    const known = demonstrations[number];
    const person = known ? demonstrated(known) : drawn(number, count, chance);
    const play = known ? demonstratedPlay(known, game) : drawnPlay(person, game, chance);
    countries.push(person.country);
    if (person.state !== 'whole') states.set(number, person.state);
    if (person.ban !== null) bans.set(number, person.ban);
    population.ids[number] = person.id;
    population.regions[number] = regions.get(person.region ?? '') ?? 255;
    population.homes[number] = person.home;
    population.skill[number] = play.skill;
    population.games[number] = play.games;
    population.from[number] = play.from;
    population.until[number] = play.until;
    population.factions.set(play.factions, number * MOST_FACTIONS);
  }
  return population;
}

function demonstrated({ id, name, country, region, state }: DemonstrationPlayer): Person {
  const { days, reason } = DEMONSTRATION_BAN;
  return {
    id: BigInt(id),
    home: 0,
    country: name === null ? null : country,
    region: name === null ? null : region,
    state,
    ban: state === 'banned' ? { daysAgo: 2, daysLeft: days, reason } : null,
  };
}

function demonstratedPlay(player: DemonstrationPlayer, game: Game): Play {
  const numberOf = (id: string) => game.factions.findIndex((faction) => faction.id === id);
  const known = player.factions.map(numberOf).filter((number) => number >= 0);
  // In a game that has none of them he plays what comes first in it.
  const factions = known.length > 0 || player.factions.length === 0 ? known : [0];
  const until = player.state === 'banned' ? SEASON_AGE_DAYS - 2 : SEASON_AGE_DAYS;
  return { skill: player.skill, games: player.games, from: 1, until, factions };
}

const banReasons = [
  'Abuse in the chat',
  'Played on another account',
  'Reported a match falsely',
  'Used a map hack',
] as const;

function drawn(number: number, count: number, chance: Chance): Person {
  const home = chance.pickWeighted(homes, homesTotal);
  const id = discordId(number, count, chance);
  const fate = chance.share();
  const state = fate < 0.005 ? 'no-terms' : fate < 0.015 ? 'no-setup' : fate < 0.018 ? 'banned' : 'whole';
  const set = state === 'whole' || state === 'banned';
  return {
    id,
    home: homes.indexOf(home),
    country: set ? home.country : null,
    region: set ? home.region : null,
    state,
    ban:
      state === 'banned'
        ? {
            daysAgo: chance.share() * 20,
            daysLeft: chance.happens(0.3) ? Number.POSITIVE_INFINITY : 1 + chance.below(60),
            reason: chance.pick(banReasons),
          }
        : null,
  };
}

function drawnPlay({ state, ban }: Person, game: Game, chance: Chance): Play {
  // Most come at the start of a season; a quarter has stopped since.
  const from = SEASON_AGE_DAYS * chance.share() ** 2 * 0.98;
  const stays = chance.happens(0.75);
  const leaves = stays ? SEASON_AGE_DAYS : from + (SEASON_AGE_DAYS - from) * chance.share();
  const until = Math.min(leaves, SEASON_AGE_DAYS - (ban?.daysAgo ?? 0));
  const plays = state === 'whole' || state === 'banned';
  // A few play a lot, most play little.
  const games = plays ? Math.min(400, Math.round(Math.exp(1.7 + 1.1 * chance.normal()))) : 0;
  const fate = chance.share();
  const wanted = Math.min(fate < 0.55 ? 1 : fate < 0.85 ? 2 : MOST_FACTIONS, game.factions.length);
  const factions = new Set<number>();
  while (factions.size < wanted) factions.add(chance.below(game.factions.length));
  // Who plays much is better on the whole.
  const skill = game.rating.start + 220 * chance.normal() + 25 * Math.log(1 + games) - 50;
  return { skill, games, from: Math.min(from, until), until, factions: [...factions] };
}

/** Rising with the number, and so never twice. */
function discordId(number: number, count: number, chance: Chance): bigint {
  const step = JOIN_YEARS_MS / count;
  const joinedMs = FIRST_JOIN_MS + Math.floor((number + chance.share() * 0.9) * step);
  return (BigInt(joinedMs) << 22n) | BigInt(chance.below(1 << 22));
}
