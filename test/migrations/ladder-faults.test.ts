// The ladder's check of itself: silent over a season as it is played, whatever became of its matches, and loud over
// every contradiction, each brought about by hand.
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../scripts/seed.ts';
import { chess } from '../../src/games/chess.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import type { Result } from '../../src/ladder/rating.ts';
import { createDatabase, type TestDatabase } from '../database.ts';
import { waitingPlayers } from '../waiting-players.ts';

const WAVE = new Date('2026-06-15T12:00:00Z');
const MINUTE_MS = 60_000;
const { acceptSeconds, reportMinutes, disputeHours, abortsPerMonth } = scEvo.match;

let database: TestDatabase;
let client: Client;
/** By what became of them. */
const matches: Record<string, { id: string; first: string; second: string }> = {};

beforeAll(async () => {
  database = await createDatabase();
  client = new Client(database.url);
  await client.connect();
  await seed(database.url, { players: 60, now: WAVE });
  await playEverything();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

function after(minutes: number): Date {
  return new Date(WAVE.getTime() + minutes * MINUTE_MS);
}

/** A wave pairs two players for each of these names. */
async function wave(names: readonly string[], firstId: bigint, minutes: number): Promise<void> {
  const at = after(minutes);
  const { ids } = await waitingPlayers(client, {
    game: scEvo,
    count: names.length * 2,
    joinedAt: after(minutes - 1),
    firstId,
  });
  await client.query(
    `update places set factions = '{bw-terran,sc2-terran}', vetoes = '{}' where player_id = any($1)`,
    [ids],
  );
  const seat = (player: string | undefined, faction: string) => ({
    player,
    faction,
    rating: 1500,
    win: 20,
    draw: 0,
    loss: -20,
  });
  const pairings = names.map((_, index) => ({
    map: 'eclipse',
    server: 'korea',
    first: seat(ids[index * 2], 'bw-terran'),
    second: seat(ids[index * 2 + 1], 'sc2-terran'),
  }));
  await client.query('select wave_write($1, $2, $2, $3, $4)', [
    scEvo.id,
    at,
    acceptSeconds,
    JSON.stringify(pairings),
  ]);
  for (const [index, name] of names.entries()) {
    const [first = '', second = ''] = [ids[index * 2], ids[index * 2 + 1]];
    const { rows } = await client.query('select match_id as id from places where player_id = $1', [first]);
    matches[name] = { id: rows[0].id, first, second };
  }
}

async function act(name: string, who: 'first' | 'second', event: string, at: Date, result?: Result) {
  const match = matches[name];
  const { rows } = await client.query('select refusal from match_act($1, $2, $3, $4, true, $5, $6, $7, $8)', [
    match?.id,
    match?.[who],
    event,
    result ?? null,
    at,
    reportMinutes,
    disputeHours,
    abortsPerMonth,
  ]);
  expect(rows).toEqual([{ refusal: null }]);
}

async function accept(name: string, at: Date) {
  await act(name, 'first', 'accept', at);
  await act(name, 'second', 'accept', at);
}

async function decide(name: string, at: Date, first: Result, second: Result) {
  await act(name, 'first', 'report', at, first);
  await act(name, 'second', 'report', at, second);
}

async function staff(name: string, event: string, winner: string | null, at: Date) {
  const { rows } = await client.query('select refusal from match_staff($1, $2, $3, null, $4)', [
    matches[name]?.id,
    event,
    winner,
    at,
  ]);
  expect(rows).toEqual([{ refusal: null }]);
}

async function playEverything(): Promise<void> {
  await wave(['expired', 'one-report', 'silent'], 600n, 0);
  for (const name of ['one-report', 'silent']) await accept(name, after(0.5));
  await act('one-report', 'second', 'report', after(20), 'loss');
  await client.query('select matches_run_out($1, 20)', [after(200)]);

  const names = ['live', 'disputed', 'reports', 'draw', 'undone', 'again', 'settled', 'aborted', 'void'];
  await wave([...names, 'declined', 'proposed', 'cancelled'], 700n, 240);
  for (const name of names) await accept(name, after(240.5));
  await act('declined', 'second', 'decline', after(240.5));
  await act('proposed', 'first', 'accept', after(240.5));
  await decide('disputed', after(260), 'win', 'win');
  await decide('settled', after(260), 'win', 'draw');
  await staff('settled', 'settle', 'second', after(270));
  for (const name of ['reports', 'undone', 'again']) await decide(name, after(260), 'win', 'loss');
  await decide('draw', after(260), 'draw', 'draw');
  for (const name of ['undone', 'again']) await staff(name, 'undo', null, after(270));
  await staff('again', 'settle', 'second', after(280));
  await act('aborted', 'first', 'abort', after(250));
  await staff('void', 'void', null, after(250));
  await staff('cancelled', 'void', null, after(240.6));
}

async function faults(): Promise<readonly string[]> {
  const { rows } = await client.query<{ subject: string; subject_id: string; fault: string }>(
    'select * from ladder_faults()',
  );
  return rows.map(({ subject, subject_id, fault }) => `${subject} ${subject_id} ${fault}`);
}

test('whatever became of a match, nothing contradicts the rules', async () => {
  const { rows } = await client.query(
    'select distinct state || coalesce($$ by $$ || ended_by, $$$$) as way from matches where id = any($1) order by 1',
    [Object.values(matches).map(({ id }) => id)],
  );
  expect(rows.map(({ way }) => way)).toEqual([
    'aborted by player',
    'decided by one-report',
    'decided by reports',
    'decided by staff',
    'disputed',
    'expired by deadline',
    'expired by player',
    'live',
    'proposed',
    'void by deadline',
    'void by staff',
  ]);
  expect(await faults()).toEqual([]);
});

test('a season without sides of factions, maps and servers is consistent as well', async () => {
  const other = await createDatabase();
  await seed(other.url, { players: 60, game: chess, now: WAVE });
  const theirs = new Client(other.url);
  await theirs.connect();
  expect((await theirs.query('select * from ladder_faults()')).rows).toEqual([]);
  await theirs.end();
  await other.drop();
});

interface Damage {
  readonly fault: RegExp;
  /** `$name` is the id of that match, `$name.first` of a player of it. */
  readonly by: readonly string[];
  /** What would not let it happen. */
  readonly dropping?: readonly string[];
}

const damages: Readonly<Record<string, Damage>> = {
  'a player is missing': {
    fault: /match \d+ has 1 players instead of a first and a second one/,
    by: [`delete from match_players where match_id = $expired and contestant = 'second'`],
  },
  'nobody is in it': {
    fault: /match \d+ has 0 players/,
    by: ['delete from match_players where match_id = $expired'],
  },
  'an opponent is somebody else': {
    fault: /match \d+ has \d+ and \d+, who are not each other's opponents/,
    by: [
      `update match_players set opponent_id = $live.first where match_id = $reports and contestant = 'first'`,
    ],
  },
  'stakes make points': {
    fault: /match \d+ has stakes that are not opposite: \(20,0,-20\) and \(21,0,-20\)/,
    by: [`update match_players set win = 21 where match_id = $reports and contestant = 'second'`],
  },
  'a standing is another player’s': {
    fault: /match \d+ has \d+ with standing \d+, which is not his for bw-terran in this season/,
    by: [`update match_players set standing_id = 1 where match_id = $expired and contestant = 'first'`],
  },
  'a faction is not the standing’s': {
    fault: /which is not his for bw-zerg in this season/,
    by: [`update match_players set faction = 'bw-zerg' where match_id = $reports and contestant = 'first'`],
  },
  'a standing is of another season': {
    fault: /which is not his for bw-terran in this season/,
    by: [
      `insert into seasons (game, slug, name, starts_at, ends_at, closed_at, start_rating, ranked_days)
       select game, 'other', 'Other', starts_at, ends_at, starts_at, start_rating, ranked_days from seasons`,
      `update matches set season_id = (select id from seasons where slug = 'other') where id = $expired`,
    ],
  },
  'an open match never ends': {
    fault: /match \d+ is live, with no deadline/,
    by: ['update matches set deadline = null where id = $live'],
    dropping: ['matches.matches_end', 'matches.matches_over', 'matches.matches_ended_by'],
  },
  'a match that is over would end again': {
    fault: /match \d+ is decided, with a deadline of /,
    by: ['update matches set deadline = now() where id = $reports'],
    dropping: ['matches.matches_end', 'matches.matches_over'],
  },
  'a season closed over an open match': {
    fault: /match \d+ is proposed in a season that is closed/,
    by: ['update seasons set closed_at = now()'],
  },
  'a match that never began is decided': {
    fault: /match \d+ is decided, never live/,
    by: ['update matches set live_at = null where id = $reports'],
  },
  'a match that began is expired': {
    fault: /match \d+ is expired, and was live/,
    by: ['update matches set live_at = now() where id = $expired'],
  },
  'one has not accepted a match that is live': {
    fault: /match \d+ was live, but not both accepted it/,
    by: [`update match_players set accepted_at = null where match_id = $live and contestant = 'second'`],
  },
  'both have accepted a match that is not live': {
    fault: /match \d+ never was live, but both accepted it/,
    by: ['update match_players set accepted_at = now() where match_id = $proposed'],
  },
  'nobody aborted an aborted match': {
    fault: /match \d+ is aborted by player, and 0 of them ended it/,
    by: ['update match_players set aborted = false where match_id = $aborted'],
  },
  'nobody declined a match that was declined': {
    fault: /match \d+ is expired by player, and 0 of them ended it/,
    by: ['update match_players set aborted = false where match_id = $declined'],
  },
  'an aborted match ended by itself': {
    fault: /match \d+ is aborted by deadline, and 1 of them ended it/,
    by: [`update matches set ended_by = 'deadline' where id = $aborted`],
  },
  'somebody aborted a decided match': {
    fault: /match \d+ is decided by reports, and 1 of them ended it/,
    by: [`update match_players set aborted = true where match_id = $reports and contestant = 'first'`],
  },
  'reports do not say what they decided': {
    fault: /match \d+ was decided by reports, which are win and win/,
    by: [`update match_players set report = 'win' where match_id = $reports`],
  },
  'one report alone is two': {
    fault: /match \d+ was decided by one-report, which are win and loss/,
    by: [`update match_players set report = 'win' where match_id = $one-report and contestant = 'first'`],
  },
  'a decision is a player’s': {
    fault: /match \d+ was decided by player, which are /,
    by: [`update matches set ended_by = 'player' where id = $reports`],
  },
  'a dispute is about nothing': {
    fault: /match \d+ is disputed, and the reports are win and loss/,
    by: [`update match_players set report = 'loss' where match_id = $disputed and contestant = 'second'`],
  },
  'a dispute has one report': {
    fault: /match \d+ is disputed, and the reports are win and none/,
    by: [`update match_players set report = null where match_id = $disputed and contestant = 'second'`],
  },
  'a decided match did nothing': {
    fault: /match \d+ is decided, but counts 0 times for \d+/,
    by: ['delete from ledger where match_id = $reports'],
  },
  'a match counts twice': {
    fault: /match \d+ is decided, but counts 2 times for \d+/,
    by: [
      `insert into ledger (standing_id, match_id, kind, result, before, delta, after)
       select standing_id, match_id, kind, result, before, delta, after from ledger where match_id = $reports`,
    ],
  },
  'an undone match still counts for one of them': {
    fault: /match \d+ is void, but counts 1 times for \d+/,
    by: [`delete from ledger where match_id = $undone and kind = 'undo' and result = 'win'`],
  },
  'a void match counts': {
    fault: /match \d+ is void, but counts 1 times for \d+/,
    by: [`update matches set state = 'void', outcome = null where id = $reports`],
  },
  'an expired match counts': {
    fault: /match \d+ is expired, but counts 1 times for \d+/,
    by: ['update ledger set match_id = $expired where match_id = $reports', ...asPlayersOf('expired')],
  },
  'the winner lost': {
    fault: /match \d+ is won by second, the ledger has win and loss/,
    by: [`update matches set outcome = 'second' where id = $reports`],
  },
  'both have won': {
    fault: /match \d+ is won by first, the ledger has win and win/,
    by: [`update ledger set result = 'win' where match_id = $reports`],
  },
  'it counts for a stranger': {
    fault: /ledger \d+ counts match \d+ for standing 1, which is not in it/,
    by: [`update ledger set standing_id = 1 where match_id = $reports and result = 'win'`],
  },
  'a player of a live match is nowhere': {
    fault: /match \d+ is live, and \d+ is elsewhere/,
    by: ['delete from places where player_id = $live.second'],
  },
  'a player of a proposed match waits': {
    fault: /match \d+ is proposed, and \d+ is elsewhere/,
    by: ['update places set match_id = null where player_id = $proposed.first'],
  },
  'a match that is over holds somebody': {
    fault: /place \d+ is in match \d+, which is decided$/,
    by: [hold('reports')],
  },
  'a dispute holds somebody': {
    fault: /place \d+ is in match \d+, which is disputed$/,
    by: [hold('disputed')],
  },
  'a live match holds a stranger': {
    fault: /place \d+ is in match \d+, which is live and not his/,
    by: ['update places set match_id = $live where player_id = $proposed.first'],
  },
  'a place is of another season than its match': {
    fault: /place \d+ is in match \d+, which is live and of another season/,
    by: ['update places set season_id = 99 where player_id = $live.first'],
  },
  'somebody waits in a closed season': {
    fault: /place \d+ waits in season \d+, which is closed/,
    by: [
      'update places set match_id = null where player_id = $live.first',
      'update seasons set closed_at = now()',
    ],
  },
  'a result was not announced': {
    fault: /match \d+ was decided 1 times and undone 0 times, but announced 0 and 0 times/,
    by: [`delete from outbox where match_id = $reports and kind = 'result'`],
  },
  'a result was announced twice': {
    fault: /match \d+ was decided 2 times and undone 1 times, but announced 3 and 1 times/,
    by: [
      `insert into outbox (channel, kind, match_id, created_at, due_at) values ('match', 'result', $again, now(), now())`,
    ],
  },
  'an undoing was not announced': {
    fault: /match \d+ was decided 1 times and undone 1 times, but announced 1 and 0 times/,
    by: [`delete from outbox where match_id = $undone and kind = 'result-undone'`],
  },
  'a message has no reader': {
    fault: /outbox \d+ is for nobody/,
    by: ['update outbox set player_id = null, channel = null where match_id = $reports'],
    dropping: ['outbox.outbox_has_reader'],
  },
  'a message has two readers': {
    fault: /outbox \d+ is for two readers/,
    by: [`update outbox set channel = 'match' where match_id = $reports`],
    dropping: ['outbox.outbox_has_reader'],
  },
  // Of the ledger's own check, one for all.
  'a standing is not the sum of its ledger': {
    fault: /standing 1 is \(.*\), its ledger says/,
    by: ['update standings set wins = wins + 1 where id = 1'],
  },
};

/** Makes the standings of the ledger's rows those of the match, so that only their number is wrong. */
function asPlayersOf(name: string): readonly string[] {
  return [
    `update ledger set standing_id = side.standing_id from match_players side
     where ledger.match_id = $${name} and side.match_id = $${name}
       and side.contestant = case ledger.result when 'win' then 'first' else 'second' end`,
  ];
}

function hold(name: string): string {
  return `insert into places (player_id, season_id, match_id, factions, vetoes, joined_at, ends_at)
    select $${name}.first, season_id, id, '{bw-terran}', '{}', now(), now() from matches where id = $${name}`;
}

function withIds(text: string): string {
  return text.replaceAll(/\$([a-z-]+)(?:\.(first|second))?/g, (_, name: string, who?: 'first' | 'second') => {
    const match = matches[name];
    if (!match) throw new Error(`no match ${name}`);
    return match[who ?? 'id'];
  });
}

test.each(Object.entries(damages))('%s', async (_, { fault, by, dropping = [] }) => {
  await client.query('begin');
  try {
    await client.query('set local session_replication_role = replica');
    for (const name of dropping) {
      const [table, constraint] = name.split('.');
      await client.query(`alter table ${table} drop constraint ${constraint}`);
    }
    for (const text of by) await client.query(withIds(text));
    expect(await faults()).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  } finally {
    await client.query('rollback');
  }
});
