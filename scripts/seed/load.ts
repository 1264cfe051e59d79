// Loads a made-up season into empty tables: the season as it is played and its players with it, then what it came to.
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Game } from '../../src/ladder/game.ts';
import { loadBare } from './bare-tables.ts';
import type { Chance } from './chance.ts';
import { Copies } from './copies.ts';
import { PlayerRows } from './player-rows.ts';
import { populate, SEASON_AGE_DAYS } from './population.ts';
import { SeasonRows } from './rows.ts';
import { playSeason } from './season.ts';

const DAY_MS = 86_400_000;
const REPORT_EVERY_MS = 2_000;
const MATCHES_A_BREATH = 100;

/** Those that a season is made of. */
export const TABLES = [
  'players',
  'seasons',
  'standings',
  'matches',
  'match_players',
  'ledger',
  'standing_counts',
];

/** Of what is still under way, of which a season that was played has nothing: to build them takes a walk through all. */
const EMPTY_INDEXES = ['matches_by_deadline', 'matches_to_remind'];

export interface SeasonOptions {
  readonly players: number;
  readonly game: Game;
  readonly chance: Chance;
  readonly now: Date;
  readonly report: (line: string) => void;
}

export interface SeedResult {
  readonly players: number;
  readonly standings: number;
  readonly matches: number;
}

/** Inside a transaction of its caller. */
export async function loadSeason(client: Client, options: SeasonOptions): Promise<SeedResult> {
  let result: SeedResult | null = null;
  const load = async () => {
    result = await fill(client, options);
  };
  await loadBare(client, { tables: TABLES, staying: EMPTY_INDEXES, load, report: options.report });
  if (result === null) throw new Error('nothing was loaded');
  return result;
}

async function fill(client: Client, options: SeasonOptions): Promise<SeedResult> {
  const { players, game, chance, now, report } = options;
  const progress = paced(report);
  const season = await openSeason(client, game, now);
  const copies = new Copies(client);

  report('players');
  const population = populate(players, game, chance);
  const playerRows = new PlayerRows(copies, population, game, chance.apart(), now);
  const rows = new SeasonRows(copies, season, game, population, chance);
  let matches = 0;
  // The server takes in what there is while more of it is made: but only where this process lets its socket be heard.
  const breathe = async () => {
    await nextTurn();
    await rows.flush();
    await playerRows.flush();
  };
  const standings = await playSeason({
    population,
    game,
    chance,
    now,
    onMatch: (match, sofar) => {
      matches += 1;
      rows.match(match, sofar);
      return matches % MATCHES_A_BREATH === 0 ? breathe() : undefined;
    },
    onEntry: (entry) => rows.entry(entry),
    onSpan: (done) => {
      playerRows.write(done);
      progress(() => `matches ${percent(done)}`);
    },
  });
  await playerRows.end();

  report('standings');
  const rankedSince = now.getTime() - game.rankedDays * DAY_MS;
  for (let id = 1; id <= standings.count; id++) {
    rows.standing(id, standings, rankedSince);
    if (id % MATCHES_A_BREATH === 0) await breathe();
  }
  await rows.end();
  await copies.end();
  await client.query(
    `select setval(pg_get_serial_sequence(name, 'id'), greatest(1, last))
     from unnest($1::text[], $2::bigint[]) as numbered (name, last)`,
    [
      ['ledger', 'standings', 'matches'],
      [rows.entries, standings.count, matches],
    ],
  );
  report('counts');
  await client.query('select recount_standings()');
  return { players, standings: standings.count, matches };
}

async function openSeason(client: Client, game: Game, now: Date): Promise<number> {
  const start = new Date(now.getTime() - SEASON_AGE_DAYS * DAY_MS);
  const { rows } = await client.query<{ id: number }>(
    `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days, maps)
     values ($1, 'season-1', 'Season 1', $2, $3, $4, $5, $6) returning id`,
    [
      game.id,
      start,
      new Date(start.getTime() + game.season.days * DAY_MS),
      game.rating.start,
      game.rankedDays,
      game.maps.map(({ id }) => id),
    ],
  );
  return rows[0]?.id ?? 0;
}

/** Reports now and then, however often it is called. */
function paced(report: (line: string) => void): (line: () => string) => void {
  let last = performance.now();
  return (line) => {
    const now = performance.now();
    if (now - last < REPORT_EVERY_MS) return;
    last = now;
    report(line());
  };
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}
