// A crowd that plays at random and all at once, through signed interactions: honest and not, late, doubled, on others'
// buttons; staff among them, a clock that jumps, and a Discord that fails. Afterwards nothing contradicts the rules, nobody
// was told of a fault, Discord has heard of everything once, and PostgreSQL never had to cut a circle of waiting.
//
// By hand, for longer: EDGE_LADDER_DRAWS=100 EDGE_LADDER_SEED=7 npm test -- ladder-consistency
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkResponse } from '../dev/discord-api/response.ts';
import { type DiscordServer, discordServer } from '../dev/discord-server.ts';
import { type Answer, componentInteraction, newSnowflake } from '../dev/signed-client.ts';
import { scEvo as game } from '../src/games/sc-evo.ts';
import { type Chance, chanceOf } from './chance.ts';
import { DRAWS, seedOr } from './draws.ts';
import { heardFaults } from './heard-on-discord.ts';
import { found } from './player-at-play.ts';
import { Reply, type RunningLadder, runningLadder } from './running-ladder.ts';
import { until } from './until.ts';

const STEPS = Math.ceil(200 * DRAWS);
const SEED = seedOr(20261125);
/** Rounds after the first are so much shorter. */
const SHORTER = 4;
const MOST_ROUNDS = 80;
const CROWD = 64;
const AT_ONCE = 12;
/** So many take no direct messages. */
const CLOSED = 4;
/** Discord waits no longer for an answer. */
const ANSWERED_WITHIN_MS = 3_000;
const LATE_MS = 2_000;
const OWNER = '900000000000000001';
const MATCH_CHANNEL = '700000000000000001';
const STAFF_CHANNEL = '700000000000000002';
const STAFF = ['900000000000000002', '900000000000000003'] as const;
/** What a failure shows of what led to it. */
const LAST_ACTIONS = 60;

interface KnownMatch {
  readonly id: string;
  readonly state: string;
  readonly players: readonly string[];
}

let ladder: RunningLadder;
let discord: DiscordServer;
/** Who takes no direct messages. */
let closed: ReadonlySet<string>;
/** For what goes on beside each other. */
let database: Pool;
let crowd: readonly string[];
/** How matches have ended, whatever became of them later: staff may have taken it back. */
const ways = new Set<string>();
let chance: Chance;
/** The newest match of the season that was made up: nobody was told of those. */
let lastMadeUp: string;
let matches: readonly KnownMatch[] = [];
const actions: string[] = [];
/** Answers to clicks. */
const onTheirWay: Promise<void>[] = [];
/** Messages that were clicked, and the answer came so late that Discord throws it away. */
const unanswered = new Set<string>();
/** What was answered, by its kind: that the crowd gets anywhere at all is seen here. */
const answered = new Map<string, number>();

beforeAll(async () => {
  // How its limits are kept is seen elsewhere; those of a channel would take minutes.
  discord = await discordServer({ limits: [] });
  discord.addChannel(MATCH_CHANNEL, 'matches');
  discord.addChannel(STAFF_CHANNEL, 'staff');
  ladder = await runningLadder({
    players: 120,
    variables: {
      WAVE_SECONDS: '1',
      OWNER_ID: OWNER,
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      MATCH_CHANNEL_ID: MATCH_CHANNEL,
      STAFF_CHANNEL_ID: STAFF_CHANNEL,
    },
  });
  chance = chanceOf(SEED);
  const { operator } = ladder;
  await operator.query('insert into admins select id, $1, now() from unnest($2::bigint[]) id', [
    OWNER,
    [...STAFF],
  ]);
  const { rows } = await operator.query<{ id: string }>(
    `select id from players where player_guard(players, now()) is null and id not in (select player_id from places)
     order by id limit $1`,
    [CROWD],
  );
  lastMadeUp = (await operator.query('select coalesce(max(id), 0)::text as id from matches')).rows[0].id;
  database = new Pool({ connectionString: ladder.databaseUrl, max: 4 });
  crowd = rows.map(({ id }) => id);
  const everybody = (await operator.query<{ id: string }>('select id from players')).rows.map(({ id }) => id);
  await operator.query(
    `update players set direct_channel_id = channel from unnest($1::bigint[], $2::bigint[]) known (player, channel)
     where id = player`,
    [everybody, everybody.map((id) => discord.direct(id).id)],
  );
  closed = new Set(crowd.slice(0, CLOSED));
  for (const id of closed) discord.refuseDirect(id);
  await operator.query(
    `update players set queue_factions = array[($2::text[])[1 + id % 6]], queue_vetoes = '{}' where id = any($1)`,
    [crowd, game.factions.map(({ id }) => id)],
  );
});
afterAll(async () => {
  await database.end();
  await ladder.close();
  await discord.close();
});

// Should it fail, what it left is found by what follows.
const minute = () => ladder.worker.strike(new Date()).catch(() => {});

/** Every answer is one that a player may see. */
function seen(reply: Reply): Reply {
  const { type } = reply.shown;
  expect([4, 5, 6, 7, 9]).toContain(type);
  expect(reply.text).not.toMatch(/Something went wrong|not available any more/);
  const kind = type === 7 ? 'done' : type === 4 ? 'said' : 'other';
  answered.set(kind, (answered.get(kind) ?? 0) + 1);
  return reply;
}

/** `where`: the message that has this button; without, one of which Discord keeps nothing. */
async function click(
  as: string,
  customId: string,
  values?: readonly string[],
  where?: ReturnType<typeof found>,
): Promise<Reply> {
  const answers = { id: newSnowflake(), userId: as, command: 'queue' };
  const message = where
    ? { id: where.message.id, data: where.message.json }
    : { id: newSnowflake(), data: {} };
  const who = { id: as, direct: true, ...(where && { channelId: where.channel.id }) };
  const sent = componentInteraction(who, { ...message, answers }, { customId, ...(values && { values }) });
  if (where) discord.beginInteraction(sent);
  const begun = performance.now();
  const answer = await ladder.send(sent);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  expect(checkResponse(answer.body)).toEqual([]);
  const lateMs = chance.in(3) ? chance.below(LATE_MS) : 0;
  if (where) onTheirWay.push(arrives(where.message.id, sent.token, answer, begun, lateMs));
  return seen(new Reply(ladder, who, 'queue', answer));
}

/** Some answers take their time: what happens meanwhile may reach Discord before them. */
async function arrives(
  message: string,
  token: string,
  { body }: Answer,
  begun: number,
  lateMs: number,
): Promise<void> {
  if (lateMs > 0) await pause(lateMs);
  if (performance.now() - begun > ANSWERED_WITHIN_MS) unanswered.add(message);
  else discord.answerInteraction(token, body as Readonly<Record<string, unknown>>);
}

async function asks(command: string, options: Parameters<RunningLadder['command']>[2]): Promise<void> {
  const question = seen(await ladder.command(chance.of(STAFF), command, options));
  if (!question.components.some(({ label }) => label === 'Confirm')) return;
  if (chance.in(10)) return void seen(await question.click('Cancel'));
  const confirmed = await twice(chance.in(5), () => question.click('Confirm'));
  confirmed.forEach(seen);
}

/** Doubled, both are on their way at once. */
function twice<Value>(doubled: boolean, act: () => Promise<Value>): Promise<readonly Value[]> {
  return Promise.all(doubled ? [act(), act()] : [act()]);
}

/** Mostly one that is open; now and then any. */
function someMatch(...states: readonly string[]): KnownMatch | undefined {
  const fitting = matches.filter(({ state }) => states.includes(state));
  if (fitting.length > 0 && !chance.in(8)) return chance.of(fitting);
  return matches.length > 0 ? chance.of(matches) : undefined;
}

async function pressMatch(action: string, ...states: readonly string[]): Promise<void> {
  const match = someMatch(...states);
  if (!match) return;
  const owner = chance.of(match.players);
  const presses = chance.in(12) ? chance.of(crowd) : owner;
  // Buttons of before named the match alone.
  const id = `queue:${action}:${match.id}${chance.in(10) ? '' : `:${owner}`}`;
  actions.push(`${presses} ${id} (${match.state})`);
  const where = presses === owner ? found(discord.direct(owner), (one) => one === id) : null;
  await twice(chance.in(6), () => click(presses, id, undefined, where));
}

/** Both at the same time, of one mind. */
async function agree(): Promise<void> {
  await looksAround();
  const match = someMatch('live');
  const [winner, loser] = match?.players ?? [];
  if (!match || !winner || !loser) return;
  actions.push(`${winner} and ${loser} agree on match ${match.id}`);
  const says = (player: string, result: string) => {
    const id = `queue:${result}:${match.id}:${player}`;
    return click(
      player,
      id,
      undefined,
      found(discord.direct(player), (one) => one === id),
    );
  };
  await Promise.all([says(winner, 'win'), says(loser, 'loss')]);
}

async function queueClick(action: string, values?: readonly string[]): Promise<void> {
  const player = chance.of(crowd);
  actions.push(`${player} queue:${action} ${values ?? ''}`);
  await twice(chance.in(6), () => click(player, `queue:${action}`, values));
}

async function chooses(): Promise<void> {
  const side = chance.of(game.sides).id;
  const offered = game.factions.filter((faction) => faction.side === side).map(({ id }) => id);
  if (chance.in(3)) {
    const vetoes = game.maps.map(({ id }) => id).filter(() => chance.in(4));
    return queueClick('veto', vetoes.slice(0, game.queue.vetoes));
  }
  return queueClick(`faction:${side}`, chance.in(5) ? [] : [chance.of(offered)]);
}

/** Mostly of somebody who has not accepted them, if it is to accept. */
async function termsClick(action: 'accept' | 'decline'): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    'select id from players where id = any($1) and terms_accepted_at is null limit 1',
    [crowd],
  );
  const player = (action === 'accept' && rows[0]?.id) || chance.of(crowd);
  actions.push(`${player} terms:${action}`);
  await twice(chance.in(6), () => click(player, `terms:${action}`));
}

async function command(name: string, options: Parameters<RunningLadder['command']>[2] = {}): Promise<void> {
  const player = chance.of(crowd);
  actions.push(`${player} /${name} ${JSON.stringify(options)}`);
  seen(await ladder.command(player, name, options));
}

async function staffAct(name: string, options: Parameters<RunningLadder['command']>[2]): Promise<void> {
  actions.push(`staff /admin ${name} ${JSON.stringify(options)}`);
  await asks(`admin ${name}`, options);
}

async function settles(): Promise<void> {
  await looksAround();
  const match = someMatch('disputed');
  if (!match) return;
  const by = chance.in(8) ? chance.of(crowd) : chance.of(STAFF);
  const id = `admin:settle:${match.id}:${chance.of(['first', 'second', 'draw', 'void'])}`;
  actions.push(`${by} ${id} (${match.state})`);
  await twice(chance.in(4), () => click(by, id));
}

/** Time passes for one match, or for somebody who waits. */
async function jumps(): Promise<void> {
  const { worker } = ladder;
  const match = someMatch('proposed', 'live', 'disputed');
  const hours = chance.of([0.012, 0.03, 2, 80]);
  actions.push(`the clock jumps ${hours} h for match ${match?.id}`);
  await database.query(
    'update matches set deadline = deadline - make_interval(secs => $2) where id = $1 and deadline is not null',
    [match?.id, hours * 3600],
  );
  if (chance.in(4)) {
    await database.query(`update places set ends_at = now() where player_id = $1 and match_id is null`, [
      chance.of(crowd),
    ]);
  }
  await worker.wake('matchmaker');
}

/** Discord has a bad moment, or does what it is asked to and the answer is lost on its way. */
async function disturbs(): Promise<void> {
  const fault = chance.of([502, 'lost'] as const);
  actions.push(`Discord: ${fault}`);
  discord.disturb({ fault });
}

/** Nobody answers, until it is too late. */
async function lapses(): Promise<void> {
  await looksAround();
  const match = someMatch('proposed');
  actions.push(`match ${match?.id} lapses`);
  await database.query("update matches set deadline = now() where id = $1 and state = 'proposed'", [
    match?.id,
  ]);
  await ladder.worker.wake('matchmaker');
}

async function looksAround(): Promise<void> {
  const { rows } = await database.query<KnownMatch>(
    `select match.id, state, array_agg(player_id::text) as players
     from matches match join match_players on match_id = match.id
     where player_id = any($1::bigint[]) and match.id > (select max(id) - 60 from matches)
     group by match.id`,
    [crowd],
  );
  matches = rows;
}

const deeds: readonly (readonly [weight: number, deed: () => Promise<void>])[] = [
  [22, () => queueClick('join')],
  [3, () => queueClick('leave')],
  [5, chooses],
  [2, () => queueClick('refresh')],
  [30, () => pressMatch('accept', 'proposed')],
  [2, () => pressMatch('decline', 'proposed')],
  [22, () => pressMatch(chance.of(['win', 'win', 'loss', 'loss', 'draw']), 'live')],
  [5, agree],
  [2, () => pressMatch(chance.of(['abort', 'abort-confirmed', 'abort-confirmed']), 'live')],
  [6, settles],
  [2, () => staffAct('void', { match: Number(someMatch('decided', 'live')?.id ?? 1) })],
  [1, () => staffAct('void', { match: Number(someMatch('proposed')?.id ?? 1) })],
  [
    2,
    () =>
      staffAct('resolve', {
        match: Number(someMatch('disputed', 'void')?.id ?? 1),
        outcome: chance.of(['first', 'second', 'draw', 'void']),
      }),
  ],
  [2, () => staffAct('ban', { user: { user: chance.of(crowd) }, reason: 'chance', duration: '1h' })],
  [3, () => staffAct('unban', { user: { user: chance.of(crowd) } })],
  [
    2,
    () =>
      staffAct('adjust', {
        user: { user: chance.of(crowd) },
        faction: chance.of(game.factions).id,
        mode: chance.of(['set', 'add', 'subtract']),
        value: chance.of([0, 3, 100, 1500]),
        reason: 'chance',
      }),
  ],
  [2, () => staffAct('dequeue', { user: { user: chance.of(crowd) }, reason: 'chance' })],
  [1, () => staffAct('aborts', { user: { user: chance.of(crowd) }, left: chance.of([0, 1, 3]) })],
  [0.3, () => staffAct('clear-queue', { reason: 'chance' })],
  // The next one follows in the same act.
  [0.2, () => staffAct('season close', { 'void-open': true })],
  [0.3, () => termsClick('decline')],
  [3, () => termsClick('accept')],
  [1, () => command('setup')],
  [2, () => command('setcountry', { country: chance.of(['DE', 'KR', 'US']) })],
  [1, () => command('profile')],
  [1, () => command('history')],
  [1, () => command('queue')],
  [8, jumps],
  [3, disturbs],
  [4, looksAround],
];
const totalWeight = deeds.reduce((sum, [weight]) => sum + weight, 0);

async function step(): Promise<void> {
  let drawn = chance.below(totalWeight * 10) / 10;
  for (const [weight, deed] of deeds) {
    drawn -= weight;
    if (drawn < 0) return deed();
  }
}

/** How a season's matches end, and what leads there: which it is in the first round is chance, and seldom all of them. */
const WAYS: ReadonlyMap<string, () => Promise<void>> = new Map([
  ['decided by reports', agree],
  ['decided by staff', settles],
  ['expired by deadline', lapses],
]);

async function rowsOf(text: string, parameters: readonly unknown[] = []): Promise<readonly unknown[]> {
  return (await ladder.operator.query(text, [...parameters])).rows;
}

/** Everything that is still open comes to its end; whoever comes back to the queue by it may just be paired again. */
async function windsUp(): Promise<void> {
  const ends = async () => {
    await ladder.operator.query('delete from places where match_id is null');
    await ladder.operator.query(
      'update matches set deadline = now() where deadline is not null and deadline > now()',
    );
  };
  await ends();
  await minute();
  await until(async () => {
    await ladder.worker.wake('matchmaker');
    if ((await rowsOf('select from matches where deadline is not null')).length === 0) return true;
    await ends();
    return false;
  }, 30_000);
}

/** Everything is sent, and Discord has heard of it once. */
async function isHeard(): Promise<void> {
  const waits = 'select from outbox where sent_at is null and given_up_at is null limit 1';
  await until(async () => {
    await ladder.worker.wake('courier');
    return (await rowsOf(waits)).length === 0;
  }, 60_000);
  const listening = { discord, matchChannel: MATCH_CHANNEL, staffChannel: STAFF_CHANNEL, closed, unanswered };
  expect(await heardFaults(ladder.operator, listening)).toEqual([]);
  expect(discord.complaints).toEqual([]);
  expect(discord.figures().tooMany).toBe(0);
}

async function holds(): Promise<void> {
  expect(await rowsOf('select * from ladder_faults()')).toEqual([]);
  // Ratings come from adjustments alone; matches only move them about.
  expect(
    await rowsOf(
      `select (select sum(rating - start_rating) from standings join seasons on seasons.id = season_id)
         - (select coalesce(sum(delta), 0) from ledger where kind in ('adjustment', 'season')) as made`,
    ),
  ).toEqual([{ made: '0' }]);
  expect(await rowsOf('select id from standings where rating < 0')).toEqual([]);
  // Nobody plays twice at once, and whoever is banned is nowhere.
  expect(
    await rowsOf(
      `select player_id from match_players join matches on matches.id = match_id
       where state in ('proposed', 'live') group by 1 having count(*) > 1`,
    ),
  ).toEqual([]);
  expect(
    await rowsOf('select player_id from places join players on id = player_id where banned_until > now()'),
  ).toEqual([]);
  // What happens once is said once: to a reader of a match, as often as it was decided or undone.
  expect(
    await rowsOf(
      `select match_id, kind, player_id, channel, count(*) from outbox said
       where match_id is not null and kind not in ('match', 'dispute', 'opponent-reported')
       group by 1, 2, 3, 4
       having count(*) > case
         when kind in ('decided', 'result') then (
           select count(*) / 2 from ledger where ledger.match_id = said.match_id and ledger.kind = 'match')
         when kind in ('undone', 'result-undone') then (
           select count(*) / 2 from ledger where ledger.match_id = said.match_id and ledger.kind = 'undo')
         else 1 end`,
    ),
  ).toEqual([]);
  // And never not at all: every match that was made here has been told of, each way it went, to each whom it concerns. Who
  // brings something about by a click is told by its answer.
  expect(
    await rowsOf(
      `select * from (
         select match.id, match.state, match.ended_by,
           unnest(array['match', 'live', 'disputed', 'dispute', 'result', 'decided', 'undone', 'result-undone', 'void',
             'aborted', 'expired']) as kind,
           unnest(array[
             least(2, said.match), said.live, said.disputed, least(1, said.dispute), said.result,
             2 * said.by_reports + said.by_others, said.undone, said.result_undone, said.void, said.aborted, said.expired
           ]) as told,
           unnest(array[
             2,
             (match.live_at is not null)::int,
             differs::int,
             differs::int,
             ratings.decided, 2 * ratings.decided, 2 * ratings.undone, ratings.undone,
             case when match.state <> 'void' or ratings.decided > 0 then said.void
               when match.ended_by = 'ban' then greatest(1, least(2, said.void)) else 2 end,
             (match.state = 'aborted')::int,
             case when match.state <> 'expired' then 0 when match.ended_by = 'player' then 1 else 2 end
           ]::int[]) as due
         from matches match
         cross join lateral (
           select count(*) filter (where kind = 'match') / 2 as decided, count(*) filter (where kind = 'undo') / 2 as undone
           from ledger where match_id = match.id
         ) ratings
         cross join lateral (
           select coalesce(other.report is not null and one.report <> case other.report when 'win' then 'loss' when 'loss' then 'win' else 'draw' end,
             false) as differs
           from match_players one join match_players other on other.match_id = one.match_id
           where one.match_id = match.id and one.contestant = 'first' and other.contestant = 'second'
         ) reports
         cross join lateral (
           select count(*) filter (where kind = 'match') as match, count(*) filter (where kind = 'live') as live,
             count(*) filter (where kind = 'disputed') as disputed, count(*) filter (where kind = 'dispute') as dispute,
             count(*) filter (where kind = 'result') as result,
             count(*) filter (where kind = 'decided' and details ->> 'by' = 'reports') as by_reports,
             count(*) filter (where kind = 'decided' and details ->> 'by' <> 'reports') as by_others,
             count(*) filter (where kind = 'undone') as undone,
             count(*) filter (where kind = 'result-undone') as result_undone,
             count(*) filter (where kind = 'void') as void, count(*) filter (where kind = 'aborted') as aborted,
             count(*) filter (where kind in ('left-queue', 'returned-to-queue')) as expired
           from outbox where match_id = match.id
         ) said
         where match.id > $1
       ) compared where told <> due`,
      [lastMadeUp],
    ),
  ).toEqual([]);
}

test(`${CROWD} players, ${STEPS} deeds, ${AT_ONCE} at once`, {
  timeout: 60_000 + STEPS * (1 + MOST_ROUNDS / SHORTER) * 100,
}, async () => {
  let done = 0;
  async function acts(until: number, missing: readonly (() => Promise<void>)[]): Promise<void> {
    while (done < until) {
      done += 1;
      await (missing.length > 0 && chance.in(2) ? chance.of(missing)() : step());
    }
  }
  try {
    await looksAround();
    for (let round = 0; round < MOST_ROUNDS && !isSeason(); round += 1) {
      const missing = round === 0 ? [] : [...WAYS].filter(([way]) => !ways.has(way)).map(([, deed]) => deed);
      const until = STEPS * (1 + round / SHORTER);
      const acting = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => acts(until, missing)));
      for (const each of acting) if (each.status === 'rejected') throw each.reason;
      await looksHowTheyEnd();
    }
    await Promise.all(onTheirWay);
    await holds();
    await windsUp();
    await holds();
    await isHeard();
    // On a machine with much else to do an answer may be late, and this Discord keeps no message that most clicks are on.
    const errors = ladder.worker.log.filter(
      ({ level, error }) => level === 'error' && !/Invalid Webhook Token|Unknown Webhook/.test(String(error)),
    );
    expect(errors).toEqual([]);
    expect(
      await rowsOf(
        `select pg_stat_force_next_flush()::text as flushed, deadlocks::int from pg_stat_database where datname = current_database()`,
      ),
    ).toEqual([{ flushed: '', deadlocks: 0 }]);
  } catch (error) {
    // PostgreSQL's own words on who waited for whom, where it is its error.
    const { detail = '', where = '' } = Object(error) as {
      readonly detail?: string;
      readonly where?: string;
    };
    const led = actions.slice(-LAST_ACTIONS).join('\n');
    console.error(`seed ${SEED}, after ${done} deeds:\n${led}\n${detail}\n${where}`);
    throw error;
  }
  // It was a season, and not a row of refusals.
  expect([...answered.keys()]).toEqual(expect.arrayContaining(['done', 'said']));
  expect([...ways]).toEqual(expect.arrayContaining([...WAYS.keys()]));
});

async function looksHowTheyEnd(): Promise<void> {
  const { rows } = await ladder.operator.query<{ way: string }>(
    `select distinct state || ' by ' || ended_by as way from matches
       join match_players on match_id = matches.id where player_id = any($1) and wave_at > now() - interval '1 hour'`,
    [crowd],
  );
  for (const { way } of rows) ways.add(way);
}

const isSeason = () => [...WAYS.keys()].every((way) => ways.has(way));
