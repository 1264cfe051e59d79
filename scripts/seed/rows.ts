// The rows of a made-up season in COPY's text format. Nothing in them holds a tab, a backslash or a line break.
import type { Game } from '../../src/ladder/game.ts';
import { chooseServer } from '../../src/ladder/server-choice.ts';
import type { Chance } from './chance.ts';
import type { Population } from './population.ts';
import type { Entry, SeasonMatch } from './season.ts';
import type { Standings } from './standings.ts';

export const LEDGER_COLUMNS = 'id, standing_id, match_id, kind, result, before, delta, after, at';
export const MATCH_COLUMNS =
  'id, season_id, state, wave_at, map, server, reminded, live_at, ended_at, outcome, ended_by';
export const MATCH_PLAYER_COLUMNS =
  'match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss, accepted_at, report, aborted';
export const STANDING_COLUMNS =
  'id, season_id, player_id, faction, rating, peak, wins, losses, draws, last_played_at, ranked, country';

const NULL = '\\N';
const OUTCOMES = { win: 'first', draw: 'draw', loss: 'second' } as const;

export class SeasonRows {
  readonly #season: number;
  readonly #game: Game;
  readonly #population: Population;
  readonly #chance: Chance;
  /** The fairest one for each two regions. */
  readonly #servers: readonly (readonly string[])[];
  #entries = 0;

  constructor(season: number, game: Game, population: Population, chance: Chance) {
    this.#season = season;
    this.#game = game;
    this.#population = population;
    this.#chance = chance;
    const { regions, servers } = game;
    this.#servers = regions.map((one) =>
      regions.map((other) => chooseServer(servers, one, other)?.id ?? NULL),
    );
  }

  /** How many rows of the ledger there are. */
  get entries(): number {
    return this.#entries;
  }

  entry({ match, standing, kind, result, before, delta, at }: Entry): string {
    this.#entries += 1;
    return `${this.#entries}\t${standing}\t${match}\t${kind}\t${result}\t${before}\t${delta}\t${before + delta}\t${time(at)}\n`;
  }

  match({ id, first, second, course }: SeasonMatch, standings: Standings): string {
    const { state, waveAt, liveAt, endedAt, endedBy, result, accepted } = course;
    const { maps } = this.#game;
    const region = (standing: number) => this.#population.regions[standings.player[standing] ?? 0] ?? 0;
    const map = maps[this.#chance.below(maps.length)]?.id ?? NULL;
    const server = this.#servers[region(first)]?.[region(second)] ?? NULL;
    const outcome = state === 'decided' && result !== null ? OUTCOMES[result] : NULL;
    // Whoever had not accepted by the deadline was reminded before it.
    const reminded = liveAt === null && endedBy === 'deadline' && accepted.includes(null);
    return `${id}\t${this.#season}\t${state}\t${time(waveAt)}\t${map}\t${server}\t${reminded}\t${time(liveAt)}\t${time(endedAt)}\t${outcome}\t${endedBy}\n`;
  }

  matchPlayers({ id, first, second, ratings, stakes, course }: SeasonMatch, standings: Standings): string {
    const { own, opponent } = stakes;
    const { accepted, reports, aborter } = course;
    const one = this.#player(first, standings);
    const other = this.#player(second, standings);
    return (
      `${id}\tfirst\t${one.id}\t${other.id}\t${first}\t${one.faction}\t${ratings[0]}\t${own.win}\t${own.draw}\t${own.loss}\t${time(accepted[0])}\t${reports[0] ?? NULL}\t${aborter === 0}\n` +
      `${id}\tsecond\t${other.id}\t${one.id}\t${second}\t${other.faction}\t${ratings[1]}\t${opponent.win}\t${opponent.draw}\t${opponent.loss}\t${time(accepted[1])}\t${reports[1] ?? NULL}\t${aborter === 1}\n`
    );
  }

  standing(id: number, standings: Standings, rankedSince: number): string {
    const played = standings.lastPlayed[id] ?? 0;
    const fields = [
      id,
      this.#season,
      this.#player(id, standings).id,
      this.#player(id, standings).faction,
      standings.rating[id],
      standings.peak[id],
      standings.wins[id],
      standings.losses[id],
      standings.draws[id],
      time(played === 0 ? null : played),
      played >= rankedSince,
      this.#population.countries[standings.player[id] ?? 0] || NULL,
    ];
    return `${fields.join('\t')}\n`;
  }

  #player(standing: number, standings: Standings): { id: string; faction: string } {
    const id = this.#population.ids[standings.player[standing] ?? 0] ?? '';
    return { id, faction: this.#game.factions[standings.faction[standing] ?? 0]?.id ?? '' };
  }
}

// Twenty million times are written for a million players: put together from parts, each is made once.
const hours = new Map<number, string>();
const HOUR_MS = 3_600_000;
const two = (number: number) => String(number).padStart(2, '0');
const seconds = Array.from(
  { length: 3600 },
  (_, second) => `${two(Math.floor(second / 60))}:${two(second % 60)}.`,
);
const milliseconds = Array.from({ length: 1000 }, (_, number) => `${String(number).padStart(3, '0')}Z`);

/** ISO 8601. */
function time(at: number | null): string {
  if (at === null) return NULL;
  const hour = Math.floor(at / HOUR_MS);
  let begin = hours.get(hour);
  if (begin === undefined) {
    begin = new Date(hour * HOUR_MS).toISOString().slice(0, 'YYYY-MM-DDThh:'.length);
    hours.set(hour, begin);
  }
  const rest = at - hour * HOUR_MS;
  return `${begin}${seconds[Math.floor(rest / 1000)]}${milliseconds[rest % 1000]}`;
}
