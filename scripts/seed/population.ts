// The players of a made-up season: who they are (written as rows at once) and how they play (kept for the
// simulation, in arrays, since there may be a million).
import type { Game } from '../../src/ladder/game.ts';
import { nameKey } from '../../src/ladder/player.ts';
import type { Chance } from './chance.ts';
import {
  DEMONSTRATION_BAN,
  type DemonstrationPlayer,
  demonstrationPlayers,
  type PlayerState,
} from './demonstration.ts';
import { type Home, homes } from './homes.ts';
import { Names } from './names.ts';
import type { RowWriter } from './row-writer.ts';

/** The beginning of the season, in days before now. */
export const SEASON_AGE_DAYS = 60;
const DAY_MS = 86_400_000;
export const MOST_FACTIONS = 3;

// Discord ids: milliseconds since 2015 (Discord's own epoch) above 22 bits. Players joined Discord in these years.
const FIRST_JOIN_MS = 200_000_000_000;
const JOIN_YEARS_MS = 135_000_000_000;

/** What the simulation needs to know of each player, by his number. */
export interface Population {
  readonly count: number;
  readonly ids: BigInt64Array;
  readonly countries: readonly string[];
  /** Numbers of regions in the game's list; 255: none. */
  readonly regions: Uint8Array;
  readonly skill: Float32Array;
  readonly games: Uint16Array;
  /** First and last day of play, in days of the season. */
  readonly from: Float32Array;
  readonly until: Float32Array;
  /** MOST_FACTIONS for each player: numbers of factions in the game's list; 255: none. */
  readonly factions: Uint8Array;
}

export const PLAYER_COLUMNS = [
  'id',
  'name',
  'name_key',
  'battle_tag',
  'alternate_name_1',
  'alternate_name_2',
  'country',
  'region',
  'terms_accepted_at',
  'setup_completed_at',
  'banned_at',
  'banned_until',
  'ban_reason',
  'created_at',
];

/** Draws `count` players and writes them. */
export async function populate(options: {
  readonly count: number;
  readonly game: Game;
  readonly chance: Chance;
  readonly now: Date;
  readonly rows: RowWriter;
  /** How many there are so far. */
  readonly onPlayer: (written: number) => void;
}): Promise<Population> {
  const { count, game, chance, now, rows, onPlayer } = options;
  const names = new Names(chance);
  const demonstrations: readonly DemonstrationPlayer[] = Object.values(demonstrationPlayers);
  for (const { name } of demonstrations) if (name !== null) names.take(name);
  const homesTotal = homes.reduce((sum, { weight }) => sum + weight, 0);

  const ids = new BigInt64Array(count);
  const countries: string[] = [];
  const population = {
    count,
    ids,
    countries,
    regions: new Uint8Array(count),
    skill: new Float32Array(count),
    games: new Uint16Array(count),
    from: new Float32Array(count),
    until: new Float32Array(count),
    factions: new Uint8Array(count * MOST_FACTIONS).fill(255),
  };

  for (let number = 0; number < count; number++) {
    const known = demonstrations[number];
    const home = chance.pickWeighted(homes, homesTotal);
    const person = fitted(known ? demonstrated(known) : drawn(number, count, home, chance, names), game);
    const play = known ? demonstratedPlay(known, game) : drawnPlay(person, game, chance);
    ids[number] = person.id;
    countries.push(person.country ?? '');
    population.regions[number] = game.regions.findIndex(({ id }) => id === person.region);
    population.skill[number] = play.skill;
    population.games[number] = play.games;
    population.from[number] = play.from;
    population.until[number] = play.until;
    population.factions.set(play.factions, number * MOST_FACTIONS);
    writePlayer(rows, person, play.from, now);
    onPlayer(number + 1);
    const writing = rows.flush();
    if (writing) await writing;
  }
  return population;
}

interface Person {
  readonly id: bigint;
  readonly name: { readonly name: string; readonly key: string } | null;
  readonly battleTag: string | null;
  readonly alternates: readonly [string | null, string | null];
  readonly country: string | null;
  readonly region: string | null;
  readonly state: PlayerState;
  readonly ban: { readonly daysAgo: number; readonly daysLeft: number; readonly reason: string } | null;
}

interface Play {
  readonly skill: number;
  readonly games: number;
  readonly from: number;
  readonly until: number;
  readonly factions: readonly number[];
}

function demonstrated(player: DemonstrationPlayer): Person {
  const { id, name, state } = player;
  const set = name !== null;
  return {
    id: BigInt(id),
    name: set ? { name, key: nameKey(name) } : null,
    battleTag: set ? `${name}#21${id.slice(-3)}` : null,
    alternates: [null, null],
    country: set ? player.country : null,
    region: set ? player.region : null,
    state,
    ban:
      state === 'banned'
        ? { daysAgo: 2, daysLeft: DEMONSTRATION_BAN.days, reason: DEMONSTRATION_BAN.reason }
        : null,
  };
}

/** As the game has him: not every game is played with a BattleTag. */
function fitted(person: Person, { names }: Game): Person {
  return names.battleTag === null ? { ...person, battleTag: null } : person;
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

function drawn(number: number, count: number, home: Home, chance: Chance, names: Names): Person {
  const id = discordId(number, count, chance);
  const fate = chance.share();
  const state = fate < 0.005 ? 'no-terms' : fate < 0.015 ? 'no-setup' : fate < 0.018 ? 'banned' : 'whole';
  if (state === 'no-terms' || state === 'no-setup') {
    return {
      id,
      name: null,
      battleTag: null,
      alternates: [null, null],
      country: null,
      region: null,
      state,
      ban: null,
    };
  }
  // Many take a name that the others can type, and keep their own beside it.
  const native = home.script !== 'latin';
  const name = names.fresh(native && chance.happens(0.5) ? home.script : 'latin');
  const tag = native && chance.happens(0.3) ? names.draw(home.script) : names.draw('latin');
  return {
    id,
    name,
    battleTag: `${tag}#${1000 + chance.below(chance.happens(0.5) ? 9000 : 99_000)}`,
    alternates: [
      chance.happens(native ? 0.4 : 0.08) ? names.draw(home.script) : null,
      chance.happens(0.03) ? names.draw('latin', 3) : null,
    ],
    country: home.country,
    region: home.region,
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

function writePlayer(rows: RowWriter, person: Person, firstDay: number, now: Date): void {
  const at = (day: number) => now.getTime() - Math.round((SEASON_AGE_DAYS - day) * DAY_MS);
  const { id, name, battleTag, alternates, country, region, state, ban } = person;
  rows.row();
  rows.id(id);
  rows.text(name?.name ?? null);
  rows.text(name?.key ?? null);
  rows.text(battleTag);
  rows.text(alternates[0]);
  rows.text(alternates[1]);
  rows.word(country);
  rows.word(region);
  rows.time(state === 'no-terms' ? null : at(firstDay - 0.02));
  rows.time(name === null ? null : at(firstDay - 0.01));
  rows.time(ban === null ? null : at(SEASON_AGE_DAYS - ban.daysAgo));
  rows.time(ban === null ? null : at(SEASON_AGE_DAYS + ban.daysLeft));
  rows.word(ban?.reason ?? null);
  rows.time(at(firstDay - 0.03));
}
