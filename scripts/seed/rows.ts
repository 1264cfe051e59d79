// The rows of a made-up season, table by table.
import type { Game } from '../../src/ladder/game.ts';
import { chooseServer } from '../../src/ladder/server-choice.ts';
import type { Chance } from './chance.ts';
import type { Into } from './copies.ts';
import type { Population } from './population.ts';
import type { RowWriter } from './row-writer.ts';
import type { Entry, SeasonMatch } from './season.ts';
import type { Standings } from './standings.ts';

const LEDGER_COLUMNS = words('id standing_id match_id kind result before delta after at');
const MATCH_COLUMNS = words(
  'id season_id state wave_at map server reminded live_at ended_at outcome ended_by',
);
const MATCH_PLAYER_COLUMNS = words(
  'match_id contestant player_id opponent_id standing_id faction rating win draw loss accepted_at report aborted',
);
const STANDING_COLUMNS = words(
  'id season_id player_id faction rating peak wins losses draws last_played_at ranked country',
);

const OUTCOMES = { win: 'first', draw: 'draw', loss: 'second' } as const;

export class SeasonRows {
  readonly #season: number;
  readonly #game: Game;
  readonly #population: Population;
  readonly #chance: Chance;
  readonly #factions: readonly string[];
  /** The fairest one for each two regions. */
  readonly #servers: readonly (readonly (string | null)[])[];
  readonly #matches: RowWriter;
  readonly #matchPlayers: RowWriter;
  readonly #ledger: RowWriter;
  readonly #standings: RowWriter;
  #entries = 0;

  constructor(into: Into, season: number, game: Game, population: Population, chance: Chance) {
    this.#season = season;
    this.#game = game;
    this.#population = population;
    this.#chance = chance;
    const { regions, servers } = game;
    this.#factions = game.factions.map(({ id }) => id);
    this.#servers = regions.map((one) =>
      regions.map((other) => chooseServer(servers, one, other)?.id ?? null),
    );
    this.#matches = into('matches', MATCH_COLUMNS);
    this.#matchPlayers = into('match_players', MATCH_PLAYER_COLUMNS);
    this.#ledger = into('ledger', LEDGER_COLUMNS);
    this.#standings = into('standings', STANDING_COLUMNS);
  }

  /** How many rows of the ledger there are. */
  get entries(): number {
    return this.#entries;
  }

  entry({ match, standing, kind, result, before, delta, at }: Entry): void {
    this.#entries += 1;
    const rows = this.#ledger;
    rows.row();
    rows.long(this.#entries);
    rows.long(standing);
    rows.long(match);
    rows.word(kind);
    rows.word(result);
    rows.int(before);
    rows.int(delta);
    rows.int(before + delta);
    rows.time(at);
  }

  match(match: SeasonMatch, standings: Standings): void {
    const { id, first, second, course } = match;
    const { state, waveAt, liveAt, endedAt, endedBy, result, accepted } = course;
    const { maps } = this.#game;
    const rows = this.#matches;
    rows.row();
    rows.long(id);
    rows.int(this.#season);
    rows.word(state);
    rows.time(waveAt);
    rows.word(maps[this.#chance.below(maps.length)]?.id ?? null);
    rows.word(this.#servers[this.#region(first, standings)]?.[this.#region(second, standings)] ?? null);
    // Whoever had not accepted by the deadline was reminded before it.
    rows.flag(liveAt === null && endedBy === 'deadline' && (accepted[0] === null || accepted[1] === null));
    rows.time(liveAt);
    rows.time(endedAt);
    rows.word(state === 'decided' && result !== null ? OUTCOMES[result] : null);
    rows.word(endedBy);
    this.#matchPlayer(match, 0, standings);
    this.#matchPlayer(match, 1, standings);
  }

  standing(id: number, standings: Standings, rankedSince: number): void {
    const played = standings.lastPlayed[id] ?? 0;
    const player = standings.player[id] ?? 0;
    const rows = this.#standings;
    rows.row();
    rows.long(id);
    rows.int(this.#season);
    rows.id(this.#population.ids[player] ?? 0n);
    rows.word(this.#faction(id, standings));
    rows.int(standings.rating[id] ?? 0);
    rows.int(standings.peak[id] ?? 0);
    rows.int(standings.wins[id] ?? 0);
    rows.int(standings.losses[id] ?? 0);
    rows.int(standings.draws[id] ?? 0);
    rows.time(played === 0 ? null : played);
    rows.flag(played >= rankedSince);
    rows.word(this.#population.countries[player] ?? null);
  }

  /** To be awaited now and then: waits only when there is something to send and the server is behind. */
  async flush(): Promise<void> {
    for (const rows of this.#all()) await rows.flush();
  }

  /** Sends what is left. */
  async end(): Promise<void> {
    for (const rows of this.#all()) await rows.end();
  }

  #all(): readonly RowWriter[] {
    return [this.#matches, this.#matchPlayers, this.#ledger, this.#standings];
  }

  #matchPlayer(
    { id, first, second, ratings, stakes, course }: SeasonMatch,
    own: 0 | 1,
    standings: Standings,
  ) {
    const [standing, opponent] = own === 0 ? [first, second] : [second, first];
    const { win, draw, loss } = own === 0 ? stakes.own : stakes.opponent;
    const rows = this.#matchPlayers;
    rows.row();
    rows.long(id);
    rows.word(own === 0 ? 'first' : 'second');
    rows.id(this.#player(standing, standings));
    rows.id(this.#player(opponent, standings));
    rows.long(standing);
    rows.word(this.#faction(standing, standings));
    rows.int(ratings[own]);
    rows.int(win);
    rows.int(draw);
    rows.int(loss);
    rows.time(course.accepted[own]);
    rows.word(course.reports[own]);
    rows.flag(course.aborter === own);
  }

  #player(standing: number, standings: Standings): bigint {
    return this.#population.ids[standings.player[standing] ?? 0] ?? 0n;
  }

  #faction(standing: number, standings: Standings): string {
    return this.#factions[standings.faction[standing] ?? 0] ?? '';
  }

  #region(standing: number, standings: Standings): number {
    return this.#population.regions[standings.player[standing] ?? 0] ?? 0;
  }
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
