// Loads a made-up season into empty tables: the season as it is played and its players with it, then what it came to.
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Game } from '../../src/ladder/game.ts';
import { Aborts } from './aborts.ts';
import { BareTables } from './bare-tables.ts';
import { type Branches, type Loading, oneCoreEach, together } from './branches.ts';
import type { Chance } from './chance.ts';
import { Copies, type Into } from './copies.ts';
import { renew } from './empty-tables.ts';
import { PlayerRows } from './player-rows.ts';
import { populate, SEASON_AGE_DAYS } from './population.ts';
import { missingReferences } from './references.ts';
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

/** Some tables, and the connection that loads them. */
interface Place extends Loading {
  readonly bare: BareTables;
  readonly copies: Copies;
}

/**
 * Inside a transaction of its caller's on the trunk. Those of the branches end here; should anything fail afterwards, the
 * caller has them abandon what they did.
 */
export async function loadSeason(
  client: Client,
  {
    branches,
    trusted,
    ...options
  }: SeasonOptions & { readonly branches: Branches; readonly trusted: boolean },
): Promise<SeedResult> {
  const { report } = options;
  const branching = branches.all.flatMap(({ tables }) => tables);
  const tables = TABLES.filter((table) => !branching.includes(table));
  if (branching.length > 0) {
    await oneCoreEach(client);
    await renew(client, tables);
  } else await client.query(`truncate ${tables.join(', ')} restart identity cascade`);

  const places: Place[] = [];
  for (const own of [{ client, tables }, ...branches.all]) {
    const bare = await BareTables.strip(own.client, {
      tables: own.tables,
      staying: EMPTY_INDEXES,
      trusted,
      report,
    });
    places.push({ ...own, bare, copies: new Copies(own.client) });
  }
  const into: Into = (table, columns) => {
    const place = places.find(({ tables }) => tables.includes(table));
    if (!place) throw new Error(`nobody loads ${table}`);
    return place.copies.into(table, columns);
  };
  const made = fill(client, into, options);
  // Also where it fails: no copy is under way afterwards.
  await made.catch(() => {});
  await together([made, ...places.map(({ copies }) => copies.end())]);
  const { numbers, aborts, ...result } = await made;

  await together(
    places.map(async ({ client: own, tables, bare }) => {
      for (const [table, last] of numbers) if (tables.includes(table)) await goOnFrom(own, table, last);
      if (own === client) {
        report('counts');
        await client.query('select recount_standings()');
      }
      await bare.index();
      if (own === client) await aborts.write(client);
      else await bare.guard();
    }),
  );
  await branches.commit();
  if (trusted) {
    const missing = await missingReferences(client, TABLES, report);
    if (missing.length > 0) throw new Error(`rows refer to what is not there: ${missing.join(', ')}`);
  }
  await places[0]?.bare.guard();
  return result;
}

interface Filled extends SeedResult {
  /** How far the numbers of tables have come. */
  readonly numbers: readonly (readonly [table: string, last: number])[];
  readonly aborts: Aborts;
}

async function fill(client: Client, into: Into, options: SeasonOptions): Promise<Filled> {
  const { players, game, chance, now, report } = options;
  const progress = paced(report);
  const season = await openSeason(client, game, now);

  report('players');
  const population = populate(players, game, chance);
  const playerRows = new PlayerRows(into, population, game, chance.apart(), now);
  const rows = new SeasonRows(into, season, game, population, chance);
  const aborts = new Aborts(now);
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
      aborts.count(match, sofar, population);
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
  return {
    players,
    standings: standings.count,
    matches,
    aborts,
    numbers: [
      ['ledger', rows.entries],
      ['standings', standings.count],
      ['matches', matches],
    ],
  };
}

/** The next row's number follows. */
async function goOnFrom(client: Client, table: string, last: number): Promise<void> {
  await client.query(`select setval(pg_get_serial_sequence($1, 'id'), greatest(1, $2::bigint))`, [
    table,
    last,
  ]);
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
