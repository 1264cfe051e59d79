// One round trip per interaction, counted on the wire by a proxy that reads PostgreSQL's protocol; none where no
// data is needed. Every handler there is has a line in this table: one without fails the test.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandsFor } from '../src/commands/index.ts';
import type { Command, Subcommand, SubcommandGroup } from '../src/discord/command.ts';
import { games } from '../src/games/index.ts';
import { liveMatch, noneOpen, offeredMatch, press } from './commands/offered-match.ts';
import { players, type Reply, type RunningLadder, runningLadder } from './running-ladder.ts';

let ladder: RunningLadder;
let page: Reply;
let past: Reply;
let terms: Reply;
let form: Reply;
let draft: Reply;
/** Questions of staff that wait to be confirmed. */
const asked: Reply[] = [];
/** Who owns the installation as well. */
const { id } = players.strong;
const BIRCH = { player: 'Birch' };
const USER = { user: { user: '300000000000000002' } };
const newcomer = '300000000000000001';
const NAMES = { name: 'Aurora', 'battle-tag': 'Aurora#12345', 'other-1': '', 'other-2': '' };
let queued: Reply;
const own = { id, faction: 'bw-zerg' };
const opponent = { id: players.ordinary.id, faction: 'sc2-terran' };

beforeAll(async () => {
  // No wave comes while this runs, and no sign of life: their statements would be counted, too.
  ladder = await runningLadder({
    variables: { POOL_MIN: '1', POOL_MAX: '1', KEEP_WARM: 'false', WAVE_SECONDS: '86400', OWNER_ID: id },
  });
  queued = await (await ladder.command(id, 'queue')).click('faction', ['bw-zerg']);
  past = await (await ladder.command(id, 'history')).click('older');
  page = await (await ladder.command(id, 'leaderboard', { country: 'KR' })).click('Jump to me');
  for (const left of [1, 2]) asked.push(await ladder.command(id, 'admin aborts', { left, ...BIRCH }));
  terms = await ladder.command(newcomer, 'terms');
  form = await ladder.command(id, 'setup');
  draft = await form.submit(NAMES);
});
afterAll(() => ladder.close());

/** The button of a match made for it, which is not counted: straight to the database. */
async function pressed(action: string, made = liveMatch): Promise<Reply> {
  await noneOpen(ladder);
  const match = await made(ladder, own, opponent);
  ladder.wire.reset();
  return press(ladder, id, action, match);
}

/** Counted from where nobody waits. */
async function joined(): Promise<Reply> {
  await noneOpen(ladder);
  return queued.use('queue:join');
}

async function left(): Promise<Reply> {
  await joined();
  ladder.wire.reset();
  return queued.use('queue:leave');
}

async function seenInMatch(made: typeof liveMatch): Promise<Reply> {
  await noneOpen(ladder);
  await made(ladder, own, opponent);
  return ladder.command(id, 'queue');
}

/** By the name that dispatch gives the handler. */
const TABLE: Readonly<Record<string, readonly [trips: number, use: () => Promise<Reply>]>> = {
  'command queue': [1, () => ladder.command(id, 'queue')],
  'command queue, in a match': [1, () => seenInMatch(liveMatch)],
  'command queue, refused': [1, () => ladder.command(players.banned.id, 'queue')],
  'component queue:refresh': [1, () => queued.click('refresh')],
  'component queue:join': [1, joined],
  'component queue:join, refused': [1, () => queued.use('queue:join', undefined, { id: players.banned.id })],
  'component queue:again': [1, () => queued.use('queue:again')],
  'component queue:leave': [1, left],
  'component queue:leave, refused': [
    1,
    () => queued.use('queue:leave', undefined, { id: players.banned.id }),
  ],
  'component queue:faction': [1, () => queued.use('queue:faction:bw', ['bw-terran'])],
  'component queue:faction, outdated': [0, () => queued.use('queue:faction:bw', ['sc2-zerg'])],
  'component queue:veto': [1, () => queued.click('veto', ['retro'])],
  'component queue:accept': [1, () => pressed('accept', offeredMatch)],
  'component queue:accept, too late': [1, () => pressed('accept')],
  'component queue:accept, of another': [0, () => queued.use(`queue:accept:1:${opponent.id}`)],
  'component queue:decline': [1, () => pressed('decline', offeredMatch)],
  'component queue:win': [1, () => pressed('win')],
  'component queue:loss': [1, () => pressed('loss')],
  'component queue:draw': [1, () => pressed('draw')],
  'component queue:abort': [1, () => pressed('abort')],
  'component queue:abort-confirmed': [1, () => pressed('abort-confirmed')],
  'component queue:keep': [0, () => queued.use('queue:keep')],
  'command profile': [1, () => ladder.command(id, 'profile')],
  'command profile, of another by name': [1, () => ladder.command(id, 'profile', { player: 'Birch' })],
  'command profile, of nobody': [1, () => ladder.command(id, 'profile', { player: 'Nobody' })],
  'command profile, refused': [1, () => ladder.command(players.banned.id, 'profile')],
  'autocomplete profile': [1, () => ladder.complete(id, 'profile', 'player', 'a')],
  'command leaderboard': [1, () => ladder.command(id, 'leaderboard')],
  'command leaderboard, every filter': [
    1,
    () =>
      ladder.command(id, 'leaderboard', { faction: 'bw-zerg', rank: 'C', country: 'KR', 'best-only': true }),
  ],
  'command leaderboard, of a season': [1, () => ladder.command(id, 'leaderboard', { season: 'season-1' })],
  'autocomplete leaderboard, of a season': [1, () => ladder.complete(id, 'leaderboard', 'season', 'sea')],
  'command leaderboard, at a place': [1, () => ladder.command(id, 'leaderboard', { place: 100 })],
  'autocomplete leaderboard': [0, () => ladder.complete(id, 'leaderboard', 'country', 'ge')],
  'component leaderboard:above': [1, () => page.click('above')],
  'component leaderboard:below': [1, () => page.click('below')],
  'component leaderboard:me': [1, () => page.click('me')],
  'component leaderboard:best': [1, () => page.click('best')],
  'component leaderboard:world': [1, () => page.click('world')],
  'component leaderboard:faction': [1, () => page.click('faction', ['bw-zerg'])],
  'component leaderboard:rank': [1, () => page.click('rank', ['B'])],
  'command terms': [1, () => ladder.command(id, 'terms')],
  'component terms:accept': [1, () => terms.click('Accept')],
  'component terms:decline': [1, () => terms.click('Decline')],
  'command setup': [1, () => ladder.command(id, 'setup')],
  'modal setup:names': [1, () => form.submit(NAMES)],
  'component setup:edit': [1, () => draft.click('Edit')],
  'component setup:region': [1, () => draft.click('region', ['china'])],
  'component setup:country': [1, () => draft.click('country', ['KR'])],
  'component setup:countries': [1, () => draft.click('countries', ['2'])],
  'component setup:confirm': [1, () => draft.click('Confirm')],
  'command setcountry': [1, () => ladder.command(id, 'setcountry', { country: 'KR' })],
  'autocomplete setcountry': [0, () => ladder.complete(id, 'setcountry', 'country', 'ge')],
  'command prune': [1, () => ladder.command(id, 'prune')],
  'command admin snapshot': [1, () => ladder.command(id, 'admin snapshot')],
  'command admin snapshot, refused': [1, () => ladder.command(players.ordinary.id, 'admin snapshot')],
  'command admin player': [1, () => ladder.command(id, 'admin player', BIRCH)],
  'autocomplete admin player': [1, () => ladder.complete(id, 'admin player', 'player', 'a')],
  'command admin match': [1, () => ladder.command(id, 'admin match', { match: 1 })],
  'autocomplete admin match': [1, () => ladder.complete(id, 'admin match', 'match', '1')],
  'command admin resolve': [1, () => ladder.command(id, 'admin resolve', { match: 1, outcome: 'draw' })],
  'autocomplete admin resolve': [1, () => ladder.complete(id, 'admin resolve', 'match', '')],
  'command admin void': [1, () => ladder.command(id, 'admin void', { match: 1 })],
  'autocomplete admin void': [1, () => ladder.complete(id, 'admin void', 'match', '')],
  'command admin adjust': [
    1,
    () =>
      ladder.command(id, 'admin adjust', {
        faction: 'bw-zerg',
        mode: 'add',
        value: 1,
        reason: 'x',
        ...BIRCH,
      }),
  ],
  'autocomplete admin adjust': [1, () => ladder.complete(id, 'admin adjust', 'player', 'b')],
  'command admin ban': [1, () => ladder.command(id, 'admin ban', { reason: 'x', ...BIRCH })],
  'command admin ban, unreadable': [
    0,
    () => ladder.command(id, 'admin ban', { reason: 'x', duration: 'x', ...BIRCH }),
  ],
  'autocomplete admin ban': [1, () => ladder.complete(id, 'admin ban', 'player', 'b')],
  'command admin unban': [1, () => ladder.command(id, 'admin unban', BIRCH)],
  'autocomplete admin unban': [1, () => ladder.complete(id, 'admin unban', 'player', 'b')],
  'command admin dequeue': [1, () => ladder.command(id, 'admin dequeue', BIRCH)],
  'autocomplete admin dequeue': [1, () => ladder.complete(id, 'admin dequeue', 'player', 'b')],
  'command admin clear-queue': [1, () => ladder.command(id, 'admin clear-queue')],
  'command admin aborts': [1, () => ladder.command(id, 'admin aborts', { left: 1, ...BIRCH })],
  'autocomplete admin aborts': [1, () => ladder.complete(id, 'admin aborts', 'player', 'b')],
  'autocomplete admin forget': [1, () => ladder.complete(id, 'admin forget', 'player', 'b')],
  'command admin forget': [1, () => ladder.command(id, 'admin forget', { user: { user: id } })],
  'command admin season open': [1, () => ladder.command(id, 'admin season open', { name: 'Next' })],
  'command admin season close': [1, () => ladder.command(id, 'admin season close')],
  'command admin season maps': [1, () => ladder.command(id, 'admin season maps')],
  'command admin export': [1, () => ladder.command(id, 'admin export', { what: 'ledger' })],
  'autocomplete admin export': [1, () => ladder.complete(id, 'admin export', 'season', 'a')],
  'component admin:confirm': [1, () => asked.shift()?.click('Confirm') ?? page.use('admin:confirm:1')],
  'component admin:cancel': [1, () => page.use('admin:cancel:1')],
  'component admin:settle': [1, () => page.use('admin:settle:1:first')],
  'component admin:maps': [1, () => page.use('admin:maps', ['retro'])],
  'command owner admin add': [1, () => ladder.command(id, 'owner admin add', USER)],
  'command owner admin remove': [1, () => ladder.command(id, 'owner admin remove', USER)],
  'command owner admin list': [1, () => ladder.command(id, 'owner admin list')],
  'command history': [1, () => ladder.command(id, 'history')],
  'command history, of another by name': [1, () => ladder.command(id, 'history', { player: 'Birch' })],
  'command history, refused': [1, () => ladder.command(players.banned.id, 'history')],
  'autocomplete history': [1, () => ladder.complete(id, 'history', 'player', 'a')],
  'component history:older': [1, () => past.click('older')],
  'component history:newer': [1, () => past.click('newer')],
  'command versus': [1, () => ladder.command(id, 'versus', BIRCH)],
  'command versus, refused': [1, () => ladder.command(players.banned.id, 'versus', BIRCH)],
  'autocomplete versus': [1, () => ladder.complete(id, 'versus', 'player', 'a')],
  'command help': [0, () => ladder.command(id, 'help')],
};

test.each(Object.entries(TABLE))('%s', async (_, [trips, use]) => {
  await use(); // the statement is parsed once per connection
  ladder.wire.reset();
  const reply = await use();
  expect(ladder.wire.figures()).toMatchObject({
    roundTrips: trips,
    executions: trips,
    connections: 0,
    parses: 0,
  });
  expect(reply.answer.timing).toMatchObject({ roundTrips: trips, cold: false });
});

test('a statement new to its connection costs no second round trip', async () => {
  ladder.wire.reset();
  await ladder.command(id, 'leaderboard', { rank: 'S', 'best-only': true });
  expect(ladder.wire.figures()).toMatchObject({ roundTrips: 1, parses: 1 });
});

/** What is called by its name, be it two groups down; then what its messages hold. */
function handlersOf(command: Command<never>): readonly string[] {
  return [
    ...named(command.name, command),
    ...Object.keys(command.components ?? {}).map((action) => `component ${command.name}:${action}`),
    ...Object.keys(command.modals ?? {}).map((action) => `modal ${command.name}:${action}`),
  ];
}

function named(
  name: string,
  entry: Command<never> | Subcommand<never> | SubcommandGroup<never>,
): readonly string[] {
  if ('subcommands' in entry && entry.subcommands)
    return entry.subcommands.flatMap((child) => named(`${name} ${child.name}`, child));
  const completes = 'autocomplete' in entry && entry.autocomplete;
  return [`command ${name}`, ...(completes ? [`autocomplete ${name}`] : [])];
}

test('every handler is in the table', () => {
  expect(Object.keys(TABLE)).toEqual(expect.arrayContaining(commandsFor(games[0]).flatMap(handlersOf)));
});

test('a row is asked of everything that dispatch can reach', () => {
  const never = () => {
    throw new Error('not to be called');
  };
  const described = { description: 'x' };
  const season = {
    name: 'season',
    ...described,
    subcommands: [
      { name: 'open', ...described, execute: never, autocomplete: never },
      { name: 'close', ...described, execute: never },
    ],
  };
  const ban = { name: 'ban', ...described, execute: never, autocomplete: never };
  const admin = {
    name: 'admin',
    ...described,
    subcommands: [season, ban],
    components: { confirm: never },
    modals: { reason: never },
  };
  expect(handlersOf(admin)).toEqual([
    'command admin season open',
    'autocomplete admin season open',
    'command admin season close',
    'command admin ban',
    'autocomplete admin ban',
    'component admin:confirm',
    'modal admin:reason',
  ]);
});
