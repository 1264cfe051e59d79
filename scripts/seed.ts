// `npm run db:seed -- --players N`: fills the database with a believable season of any size, the same for the same
// seed (times apart, which count back from now). All or nothing; what was there goes only when told so, and another
// machine's database is written to only when that is named.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { Obstacle, runCommand } from '../dev/obstacle.ts';
import { games } from '../src/games/index.ts';
import { clientConfig, openTarget, printableTarget } from './database-target.ts';
import { loadBare, RowWriter } from './seed/bulk-load.ts';
import { Chance } from './seed/chance.ts';
import { requireConsent } from './seed/consent.ts';
import { demonstrationPlayers } from './seed/demonstration.ts';
import { PLAYER_COLUMNS, populate, SEASON_AGE_DAYS } from './seed/population.ts';
import { type Outcome, playSeason, type Standings } from './seed/season.ts';

export { demonstrationPlayers } from './seed/demonstration.ts';

const DAY_MS = 86_400_000;
const TABLES = ['players', 'seasons', 'standings', 'ledger', 'standing_counts'];
/** Up to so many players the result is checked against its ledger, which takes as long as loading it. */
const CHECKED_PLAYERS = 50_000;
const REPORT_EVERY_MS = 2_000;

export interface SeedOptions {
  readonly players: number;
  readonly seed?: number;
  /** Times count back from it. */
  readonly now?: Date;
  /** Throws away what is there. */
  readonly replace?: boolean;
  readonly report?: (line: string) => void;
}

export interface SeedResult {
  readonly players: number;
  readonly standings: number;
  readonly matches: number;
}

export async function seed(url: string, options: SeedOptions): Promise<SeedResult> {
  const { players, now = new Date(), replace = false, report = () => {} } = options;
  const least = Object.keys(demonstrationPlayers).length;
  if (!Number.isInteger(players) || players < least) {
    throw new Obstacle(`A season needs at least ${least} players: the first ones are for demonstration.`);
  }
  const client = new Client(clientConfig(url));
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`set local maintenance_work_mem = '256MB'`);
    await client.query('lock table players in access exclusive mode');
    if (!replace && !(await isUntouched(client))) {
      throw new Obstacle(
        `${printableTarget(url)} holds players or seasons already: --replace throws all of them away.`,
      );
    }
    const chance = new Chance(options.seed ?? 1);
    const result = await load(client, { players, chance, now, report });
    if (players <= CHECKED_PLAYERS) await check(client);
    await client.query('commit');
    report('statistics');
    await client.query(`vacuum (analyze) ${TABLES.join(', ')}`);
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if ((error as { code?: string }).code === '42P01') {
      throw new Obstacle(`${printableTarget(url)} has no tables yet: npm run db:migrate`, { cause: error });
    }
    throw error;
  } finally {
    await client.end();
  }
}

/** Whether nobody has begun a ladder there: loading a season would cost nobody anything. */
export async function isUntouched(client: Client): Promise<boolean> {
  const { rowCount } = await client.query(
    '(select from players limit 1) union all (select from seasons limit 1)',
  );
  return rowCount === 0;
}

async function load(
  client: Client,
  options: { players: number; chance: Chance; now: Date; report: (line: string) => void },
): Promise<SeedResult> {
  const { players, chance, now, report } = options;
  const [game] = games;
  let matches = 0;
  let standings: Standings | null = null;
  const progress = paced(report);

  await loadBare(
    client,
    TABLES,
    async () => {
      const start = new Date(now.getTime() - SEASON_AGE_DAYS * DAY_MS);
      const { rows } = await client.query<{ id: number }>(
        `insert into seasons (game, slug, name, starts_at, ends_at, start_rating, ranked_days)
         values ($1, 'season-1', 'Season 1', $2, $3, $4, $5) returning id`,
        [
          game.id,
          start,
          new Date(start.getTime() + game.season.days * DAY_MS),
          game.rating.start,
          game.rankedDays,
        ],
      );
      const season = rows[0]?.id ?? 0;

      const playerRows = new RowWriter(client, `players (${PLAYER_COLUMNS})`);
      let written = 0;
      const population = await populate({
        count: players,
        game,
        chance,
        now,
        write: (row) => {
          written += 1;
          progress(() => `players ${percent(written / players)}`);
          return playerRows.write(row);
        },
      });
      await playerRows.end();

      const ledger = new RowWriter(
        client,
        'ledger (id, standing_id, match_id, kind, result, before, delta, after, at)',
      );
      let ledgerId = 0;
      let batch = '';
      const row = ({ standing, result, before, delta }: Outcome, at: string) => {
        ledgerId += 1;
        return `${ledgerId}\t${standing}\t${matches}\tmatch\t${result}\t${before}\t${delta}\t${before + delta}\t${at}\n`;
      };
      standings = await playSeason({
        population,
        game,
        chance,
        now,
        onMatch: ({ first, second, at }) => {
          matches += 1;
          const time = new Date(at).toISOString();
          batch += row(first, time) + row(second, time);
        },
        onSpan: (done) => {
          progress(() => `matches ${percent(done)}`);
          const rows = batch;
          batch = '';
          return ledger.write(rows);
        },
      });
      await ledger.end();

      report('standings');
      const standingRows = new RowWriter(
        client,
        'standings (id, season_id, player_id, faction, rating, peak, wins, losses, draws, last_played_at, ranked, country)',
      );
      const rankedSince = now.getTime() - game.rankedDays * DAY_MS;
      for (let id = 1; id <= standings.count; id++) {
        const player = standings.player[id] ?? 0;
        const played = standings.lastPlayed[id] ?? 0;
        const fields = [
          id,
          season,
          population.ids[player],
          game.factions[standings.faction[id] ?? 0]?.id,
          standings.rating[id],
          standings.peak[id],
          standings.wins[id],
          standings.losses[id],
          standings.draws[id],
          new Date(played).toISOString(),
          played >= rankedSince,
          population.countries[player] || '\\N',
        ];
        const writing = standingRows.write(`${fields.join('\t')}\n`);
        if (writing) await writing;
      }
      await standingRows.end();
      await client.query(
        `select setval(pg_get_serial_sequence('ledger', 'id'), $1), setval(pg_get_serial_sequence('standings', 'id'), $2)`,
        [Math.max(1, ledgerId), Math.max(1, standings.count)],
      );
      report('counts');
      await client.query('select recount_standings()');
    },
    report,
  );
  return { players, standings: (standings as Standings | null)?.count ?? 0, matches };
}

async function check(client: Client): Promise<void> {
  const { rows } = await client.query<{ subject: string; subject_id: string; fault: string }>(
    'select * from ledger_faults() limit 5',
  );
  const found = rows.map((row) => `${row.subject} ${row.subject_id} ${row.fault}`);
  if (found.length > 0) throw new Error(`the season contradicts its ledger:\n${found.join('\n')}`);
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

const USAGE = 'usage: npm run db:seed -- --players N [--seed S] [--replace] [--yes-into HOST]';

interface Arguments {
  readonly players: number;
  readonly seed: number;
  readonly replace: boolean;
  readonly yesInto: string | undefined;
}

function readArguments(args: string[]): Arguments {
  let values: { players?: string; seed?: string; replace?: boolean; 'yes-into'?: string };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        players: { type: 'string' },
        seed: { type: 'string' },
        replace: { type: 'boolean' },
        'yes-into': { type: 'string' },
      },
    }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message.split('\n')[0]} (${USAGE})`, { cause });
  }
  const players = wholeNumber(values.players);
  const chosen = wholeNumber(values.seed ?? '1');
  if (players === null || chosen === null) throw new Obstacle(USAGE);
  return { players, seed: chosen, replace: values.replace ?? false, yesInto: values['yes-into'] };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

async function main(): Promise<number> {
  const { yesInto, ...options } = readArguments(process.argv.slice(2));
  const target = await openTarget(console.log);
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`;
  try {
    await requireConsent(target.url, { yesInto, emptied: options.replace ? TABLES : [] });
    const made = await seed(target.url, {
      ...options,
      report: (line) => console.log(`${seconds()}  ${line}`),
    });
    const count = (number: number) => number.toLocaleString('en-US');
    console.log(
      `${seconds()}  done: ${count(made.players)} players, ${count(made.standings)} standings, ${count(made.matches)} matches`,
    );
    for (const { id, name, state } of Object.values(demonstrationPlayers)) {
      console.log(`${' '.repeat(10)}${id}  ${name ?? '-'} (${state})`);
    }
  } finally {
    await target.close();
  }
  return 0;
}

if (import.meta.main) await runCommand(main);
