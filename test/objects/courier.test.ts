// The courier on real workerd, with PostgreSQL before it and the local Discord behind it, which holds every request
// against Discord's own description and limits.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { KeptMessage } from '../../dev/discord-server/message.ts';
import { type DiscordServer, discordServer } from '../../dev/discord-server.ts';
import { type Answer, componentInteraction, newSnowflake } from '../../dev/signed-client.ts';
import { games } from '../../src/games/index.ts';
import type { StatusFigures } from '../../src/web/operator/figures.ts';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import { until } from '../until.ts';
import { waitingPlayers } from '../waiting-players.ts';

const [game] = games;
const MATCH_CHANNEL = '700000000000000001';
const STAFF_CHANNEL = '700000000000000002';
const OWNER = '900000000000000001';
/** What a wave of 100 matches may take until everybody is told. */
const WAVE_LIMIT_MS = 15_000;
const POST = 'POST /channels/{channel}/messages';
const PATCH = 'PATCH /channels/{channel}/messages/{message}';
const OPEN = 'POST /users/@me/channels';

let discord: DiscordServer;
let ladder: RunningLadder;
let lastId = 600_000_000_000_000_000n;

beforeAll(async () => {
  discord = await discordServer();
  discord.addChannel(MATCH_CHANNEL, 'matches');
  discord.addChannel(STAFF_CHANNEL, 'staff');
  ladder = await runningLadder({
    players: 30,
    variables: {
      WAVE_SECONDS: '1',
      DISCORD_API_URL: discord.url,
      DISCORD_BOT_TOKEN: discord.botToken,
      MATCH_CHANNEL_ID: MATCH_CHANNEL,
      STAFF_CHANNEL_ID: STAFF_CHANNEL,
      OWNER_ID: OWNER,
    },
  });
});
afterAll(async () => {
  await ladder.close();
  await discord.close();
});
beforeEach(async () => {
  // What other tests have left is none of the next one's.
  await ladder.operator.query('delete from places');
  await ladder.operator.query(
    'update outbox set sent_at = now() where sent_at is null and given_up_at is null',
  );
});
afterEach(() => expect(discord.complaints).toEqual([]));

/** Players nobody has said anything to yet; `known`: the channel of their direct messages is remembered. */
async function somebody(count: number, { known = true } = {}): Promise<readonly string[]> {
  const firstId = lastId + 1n;
  lastId += BigInt(count);
  const { ids } = await waitingPlayers(ladder.operator, { game, count, joinedAt: new Date(), firstId });
  if (!known) return ids;
  for (const id of ids) {
    await ladder.operator.query('update players set direct_channel_id = $2 where id = $1', [
      id,
      discord.direct(id).id,
    ]);
  }
  return ids;
}

interface Said {
  readonly player?: string;
  readonly channel?: 'match' | 'staff';
  readonly match?: string;
  readonly details?: object;
  /** How long it is put off; the courier, which may be about, takes what is due. */
  readonly dueIn?: string;
}

async function say(kind: string, { player, channel, match, details = {}, dueIn }: Said): Promise<string> {
  const { rows } = await ladder.operator.query<{ id: string }>(
    `insert into outbox (kind, player_id, channel, match_id, details, created_at, due_at)
     values ($1, $2, $3, $4, $5, now(), now() + $6::interval) returning id`,
    [kind, player ?? null, channel ?? null, match ?? null, JSON.stringify(details), dueIn ?? '0'],
  );
  return rows[0]?.id ?? '';
}

interface Row {
  readonly sent: boolean;
  readonly given_up: boolean;
  readonly attempts: number;
  readonly fault: string | null;
  readonly channel_id: string | null;
  readonly message_id: string | null;
}

async function row(id: string): Promise<Row> {
  const { rows } = await ladder.operator.query<Row>(
    `select sent_at is not null as sent, given_up_at is not null as given_up, attempts, fault, channel_id, message_id
     from outbox where id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error(`no row ${id}`);
  return rows[0];
}

async function done(...ids: readonly string[]): Promise<readonly Row[]> {
  await ladder.worker.wake('courier');
  await until(
    async () => (await Promise.all(ids.map(row))).every(({ sent, given_up }) => sent || given_up),
    20_000,
  );
  return Promise.all(ids.map(row));
}

const shown = ({ json }: KeptMessage) => {
  const embeds = json['embeds'] as readonly { title?: string }[];
  return [json['content'], ...embeds.map(({ title }) => title)].filter(Boolean).join(' | ');
};
const direct = (id: string) => discord.direct(id).messages.map(shown);
const channel = (id: string) => discord.channel(id).messages.map(shown);
const requests = (route: string) => discord.figures().byRoute[route] ?? 0;

/** A match between two, as a wave makes it; nothing of it is said yet. */
async function proposed(ids: readonly string[]): Promise<string> {
  const [first, second] = ids;
  const { rows } = await ladder.operator.query<{ id: string }>(
    `with made as (
       insert into matches (season_id, state, wave_at, map, server, deadline)
       select id, 'proposed', now(), $3, $4, now() + interval '1 hour' from seasons where closed_at is null
       returning id, season_id
     ), standing as (
       insert into standings (season_id, player_id, faction)
       select season_id, player, 'bw-zerg' from made, unnest(array[$1, $2]::bigint[]) player returning id, player_id
     )
     insert into match_players
       (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss)
     select made.id, case player_id when $1 then 'first' else 'second' end, player_id,
       case player_id when $1 then $2 else $1 end, standing.id, 'bw-zerg', 1500, 20, 0, -20
     from made, standing returning match_id as id`,
    [first, second, game.maps[0]?.id, game.servers[0]?.id],
  );
  return rows[0]?.id ?? '';
}

const act = (match: string, player: string | undefined, event: string, result: string | null = null) =>
  ladder.operator.query('select refusal from match_act($1, $2, $3, $4, true, now(), 120, 72, 3)', [
    match,
    player,
    event,
    result,
  ]);

test('a notice reaches the player, and is written down', async () => {
  const [player = ''] = await somebody(1);
  const id = await say('unbanned', { player });
  const [written] = await done(id);
  expect(direct(player)).toEqual([expect.stringMatching(/^Your ban is lifted/)]);
  expect(written).toEqual({
    sent: true,
    given_up: false,
    attempts: 0,
    fault: null,
    channel_id: discord.direct(player).id,
    message_id: discord.direct(player).messages[0]?.id,
  });
});

test('the channel of direct messages is asked for once and remembered', async () => {
  const [player = ''] = await somebody(1, { known: false });
  const before = requests(OPEN);
  await done(await say('unbanned', { player }), await say('admin-granted', { player }));
  await done(await say('admin-revoked', { player }));
  expect(requests(OPEN) - before).toBe(1);
  expect(direct(player)).toHaveLength(3);
  const { rows } = await ladder.operator.query('select direct_channel_id from players where id = $1', [
    player,
  ]);
  expect(rows).toEqual([{ direct_channel_id: discord.direct(player).id }]);
});

test('a match is posted once and edited afterwards; notices about it answer that message', async () => {
  const ids = await somebody(2);
  const [one = '', other = ''] = ids;
  const match = await proposed(ids);
  await done(await say('match', { player: one, match }), await say('match', { player: other, match }));
  expect(direct(one)).toEqual([
    expect.stringMatching(/^You have a match against \*\*Player.* \| Match found/),
  ]);

  await act(match, one, 'accept');
  await act(match, other, 'accept');
  const before = { posts: requests(POST), edits: requests(PATCH) };
  await ladder.worker.wake('courier');
  await until(() => direct(one).length === 2);
  // Both clicks changed the message of the one who clicked first; it is edited once, as it stands.
  await until(() => direct(one)[0]?.includes('Match on'));
  expect(requests(POST) - before.posts).toBe(1);
  expect(direct(one)[1]).toMatch(/has accepted, your match is on/);
  const [shows, notice] = discord.direct(one).messages;
  expect(notice?.json['message_reference'] ?? null).toMatchObject({ message_id: shows?.id });
  expect(discord.direct(other).messages).toHaveLength(1);
});

test('a match message that somebody deleted is posted anew, and edited there', async () => {
  const ids = await somebody(2);
  const [one = ''] = ids;
  const match = await proposed(ids);
  await done(await say('match', { player: one, match }));
  const { id: channelId, messages } = discord.direct(one);
  discord.deleteMessage(channelId, messages[0]?.id ?? '');
  await done(await say('match', { player: one, match }));
  expect(direct(one)).toHaveLength(1);
  await done(await say('match', { player: one, match }));
  expect(direct(one)).toHaveLength(1);
});

test('closed direct messages: called in the channel of the matches, alone, and the match is edited there', async () => {
  const ids = await somebody(2);
  const [one = ''] = ids;
  discord.refuseDirect(one);
  const match = await proposed(ids);
  const before = channel(MATCH_CHANNEL).length;
  const [written] = await done(await say('match', { player: one, match }));
  expect(written).toMatchObject({ sent: true, channel_id: MATCH_CHANNEL });
  const [posted] = discord.channel(MATCH_CHANNEL).messages.slice(before);
  expect(posted?.json['content']).toMatch(new RegExp(`^<@${one}> You have a match`));
  expect(posted?.json['mentions']).toEqual([expect.objectContaining({ id: one })]);
  await act(match, ids[1], 'accept');
  await done(await say('match', { player: one, match }));
  expect(channel(MATCH_CHANNEL)).toHaveLength(before + 1);
  // Once for what was asked here, and once for the acceptance, unless one drain found both.
  expect(discord.channel(MATCH_CHANNEL).messages.at(-1)?.history.length).toBeGreaterThan(0);
});

test('what is private is not said in a channel: it is given up, and staff are told once a day', async () => {
  const [player = ''] = await somebody(1);
  discord.refuseDirect(player);
  const before = { staff: channel(STAFF_CHANNEL).length, match: channel(MATCH_CHANNEL).length };
  const details = { until: null, reason: 'nothing of theirs' };
  const [banned] = await done(await say('banned', { player, details }), await say('unbanned', { player }));
  expect(banned).toMatchObject({ sent: false, given_up: true, fault: expect.stringContaining('403') });
  await until(() => channel(STAFF_CHANNEL).length > before.staff);
  expect(channel(STAFF_CHANNEL).slice(before.staff)).toEqual([
    expect.stringMatching(new RegExp(`^A message to <@${player}> \\(\`banned\`\\) could not be delivered`)),
  ]);
  expect(channel(MATCH_CHANNEL)).toHaveLength(before.match);
});

test('a remembered channel that is gone is asked for again', async () => {
  const [player = ''] = await somebody(1);
  discord.removeChannel(discord.direct(player).id);
  const [written] = await done(await say('unbanned', { player }));
  expect(written).toMatchObject({ sent: true, channel_id: discord.direct(player).id });
  expect(direct(player)).toHaveLength(1);
});

test.each([502, 'lost', 429] as const)(
  'after %s from Discord the message comes once, and in its order',
  async (fault) => {
    const [player = ''] = await somebody(1);
    discord.disturb({ route: POST, fault });
    const [first] = await done(
      await say('admin-granted', { player }),
      await say('admin-revoked', { player }),
    );
    expect(first).toMatchObject({ sent: true, attempts: fault === 429 ? 0 : 1 });
    expect(direct(player)).toEqual([
      expect.stringMatching(/^You are one of the staff/),
      expect.stringMatching(/^You are not one of the staff/),
    ]);
  },
);

test('an offer that arrived unheard, and is asked for again before it is tried again, is one message', async () => {
  const ids = await somebody(2);
  const [one = ''] = ids;
  const match = await proposed(ids);
  discord.disturb({ route: POST, fault: 'lost' });
  const first = await say('match', { player: one, match });
  await ladder.worker.wake('courier');
  await until(async () => (await row(first)).attempts === 1);
  await act(match, ids[1] ?? '', 'accept');
  await done(first, await say('match', { player: one, match }));
  expect(direct(one)).toEqual([expect.stringMatching(/Match found/)]);
  expect(JSON.stringify(discord.direct(one).messages[0]?.json)).toContain('has accepted and waits for you');
});

test('an offer that arrived unheard, and is tried again once it is live, shows what is by now', async () => {
  const ids = await somebody(2);
  const [one = '', other = ''] = ids;
  const match = await proposed(ids);
  discord.disturb({ route: POST, fault: 'lost' });
  const first = await say('match', { player: one, match });
  await ladder.worker.wake('courier');
  await until(async () => (await row(first)).attempts === 1);
  await act(match, one, 'accept');
  await act(match, other, 'accept');
  await done(first);
  await until(() => direct(one).some((text) => text.includes('Match on')));
  expect(direct(one).filter((text) => /Match (found|on)/.test(text))).toHaveLength(1);
});

/**
 * A click on the message that shows the match, as far as the Worker's answer; `arrives`: only then Discord hears of it.
 */
async function clicked(player: string, match: string, action: string) {
  const { id: channelId, messages } = discord.direct(player);
  const [shows] = messages;
  const answers = { id: newSnowflake(), userId: player, command: 'queue' };
  const sent = componentInteraction(
    { id: player, direct: true, channelId },
    { id: shows?.id ?? '', data: shows?.json ?? {}, answers },
    { customId: `queue:${action}:${match}:${player}` },
  );
  discord.beginInteraction(sent);
  const answer: Answer = await ladder.send(sent);
  const body = answer.body as Readonly<Record<string, unknown>>;
  return { type: body['type'], arrives: () => discord.answerInteraction(sent.token, body) };
}

/** Two who have their offer before them. */
async function offered() {
  const ids = await somebody(2);
  const [one = '', other = ''] = ids;
  const match = await proposed(ids);
  await done(await say('match', { player: one, match }), await say('match', { player: other, match }));
  return { one, other, match };
}

test('an answer that reaches Discord after the edit of what followed it is not the last word', async () => {
  const { one, other, match } = await offered();
  const answer = await clicked(one, match, 'accept');
  (await clicked(other, match, 'accept')).arrives();
  await until(() => direct(one)[0]?.includes('Match on'));
  const edits = () => discord.direct(one).messages[0]?.history.length;
  answer.arrives();
  expect(direct(one)[0]).toContain('Match found');
  const before = edits();
  await until(() => direct(one)[0]?.includes('Match on'));
  expect(edits()).toBe(Number(before) + 1);
});

test('an answer that is thrown away is made good by the next click, which is refused', async () => {
  const { one, other, match } = await offered();
  const { operator } = ladder;
  await clicked(one, match, 'accept');
  // All that is said to him of it is lost as well.
  await operator.query('begin');
  await act(match, other, 'accept');
  await operator.query('update outbox set sent_at = now() where player_id = $1 and sent_at is null', [one]);
  await operator.query('commit');
  expect(direct(one)[0]).toContain('Match found');
  expect((await clicked(one, match, 'accept')).type).toBe(4);
  await until(() => direct(one)[0]?.includes('Match on'));
});

test('an answer that had to be deferred, and is edited in after what followed it, is not the last word', async () => {
  const { one, other, match } = await offered();
  const { operator } = ladder;
  await operator.query('begin');
  await operator.query('select from matches where id = $1 for update', [match]);
  const answer = await clicked(one, match, 'accept');
  expect(answer.type).toBe(6);
  answer.arrives();
  // Longer than any answer that is not deferred may take.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const edits = () => discord.direct(one).messages[0]?.history.length ?? 0;
  discord.disturb({
    route: 'PATCH /webhooks/{application}/{token}/messages/{message}',
    fault: 502,
    times: 5,
  });
  await operator.query('commit');
  await until(async () => {
    const { rows } = await operator.query(
      'select from match_players where match_id = $1 and accepted_at is not null',
      [match],
    );
    return rows.length > 0;
  });
  (await clicked(other, match, 'accept')).arrives();
  await until(() => direct(one)[0]?.includes('Match on') && edits() === 1);
  await until(() => edits() >= 3);
  expect(direct(one)[0]).toContain('Match on');
});

test('behind one that was put off the courier sleeps: it does not ask the database again and again', async () => {
  const [player = '', other = ''] = await somebody(2);
  await say('admin-granted', { player, dueIn: '1 hour' });
  const behind = await say('admin-revoked', { player });
  // Another reader's message shows that it has looked.
  await done(await say('unbanned', { player: other }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  ladder.wire.reset();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  // The pool's own alarm may look after its connections meanwhile.
  expect(ladder.wire.figures().roundTrips).toBeLessThanOrEqual(2);
  expect(await row(behind)).toMatchObject({ sent: false });
});

test('an offer is seen at once, whatever old notice Discord has put off', async () => {
  const ids = await somebody(2);
  const [one = ''] = ids;
  await say('unbanned', { player: one, dueIn: '10 minutes' });
  await done(await say('match', { player: one, match: await proposed(ids) }));
  expect(direct(one)).toEqual([expect.stringMatching(/Match found/)]);
});

test('what could not be written down is written down later, and not sent again', async () => {
  const [player = ''] = await somebody(1);
  const { operator } = ladder;
  const before = requests(POST);
  const failures = () =>
    ladder.worker.log.filter(({ event, level }) => event === 'courier' && level === 'error');
  const failed = failures().length;
  await operator.query('alter function outbox_record rename to outbox_record_away');
  const id = await say('unbanned', { player });
  await ladder.worker.wake('courier');
  await until(() => failures().length >= failed + 2);
  await operator.query('alter function outbox_record_away rename to outbox_record');
  const [written] = await done(id);
  expect(requests(POST) - before).toBe(1);
  expect(written).toMatchObject({ sent: true, message_id: discord.direct(player).messages[0]?.id });
  // It is over: the pause after the next failure is a first one again.
  await until(async () => {
    const response = await fetch(`${ladder.worker.url}/status/figures`);
    return ((await response.json()) as StatusFigures).courier?.failures === 0;
  });
});

test('dying after a message was sent and before that is written down: it is sent again, and is one', async () => {
  const [player = ''] = await somebody(1);
  const { operator } = ladder;
  const before = requests(POST);
  await operator.query('alter function outbox_record rename to outbox_record_away');
  const id = await say('unbanned', { player });
  await ladder.worker.wake('courier');
  await until(() => requests(POST) - before === 1);
  await ladder.restart();
  await operator.query('alter function outbox_record_away rename to outbox_record');
  const [written] = await done(id);
  expect(requests(POST) - before).toBe(2);
  expect(direct(player)).toHaveLength(1);
  expect(written).toMatchObject({ sent: true, message_id: discord.direct(player).messages[0]?.id });
});

test('a message is taken out of the direct messages; one that is gone already is fine', async () => {
  const [player = ''] = await somebody(1);
  const [written] = await done(await say('unbanned', { player }));
  const details = { channelId: written?.channel_id, messageId: written?.message_id };
  const [first] = await done(await say('delete', { player, details }));
  expect(direct(player)).toEqual([]);
  const [second] = await done(await say('delete', { player, details }));
  for (const deletion of [first, second]) expect(deletion).toMatchObject({ sent: true, message_id: null });
});

test('what is taken out later holds up nothing', async () => {
  const [player = ''] = await somebody(1);
  const details = { channelId: discord.direct(player).id, messageId: '1' };
  const waiting = await say('delete', { player, details, dueIn: '1 hour' });
  await done(await say('unbanned', { player }));
  expect(direct(player)).toHaveLength(1);
  expect(await row(waiting)).toMatchObject({ sent: false });
});

test('a dispute calls staff with its buttons, and is edited when it is over', async () => {
  const ids = await somebody(2);
  const [one, other] = ids;
  const match = await proposed(ids);
  const before = { staff: channel(STAFF_CHANNEL).length, match: channel(MATCH_CHANNEL).length };
  for (const player of [one, other]) await act(match, player, 'accept');
  for (const player of [one, other]) await act(match, player, 'report', 'win');
  await ladder.worker.wake('courier');
  await until(() => channel(STAFF_CHANNEL).length > before.staff);
  await ladder.operator.query(`select match_staff($1, 'settle', 'first', null, now())`, [match]);
  await ladder.worker.wake('courier');
  await until(() => discord.channel(STAFF_CHANNEL).messages.at(-1)?.json['components']?.toString() === '');
  expect(channel(STAFF_CHANNEL)).toHaveLength(before.staff + 1);
  await until(() => channel(MATCH_CHANNEL).length > before.match);
  expect(channel(MATCH_CHANNEL).at(-1)).toMatch(/beat .* on .*1,520.* \(\+20\).*1,480.* \(-20\)/);
});

test('a dispute that staff cannot be told of waits for them, and the owner hears of it, once', async () => {
  const ids = await somebody(2);
  const match = await proposed(ids);
  for (const player of ids) await act(match, player, 'accept');
  const log = ladder.worker.log.length;
  discord.removeChannel(STAFF_CHANNEL);
  try {
    for (const player of ids) await act(match, player, 'report', 'win');
    await ladder.worker.wake('courier');
    await until(() => direct(OWNER).length > 0);
    const { rows } = await ladder.operator.query<Row & { id: string; waits: string }>(
      `select id, sent_at is not null as sent, given_up_at is not null as given_up, fault,
         extract(epoch from due_at - now())::int as waits
       from outbox where kind = 'dispute' and match_id = $1`,
      [match],
    );
    expect(rows).toEqual([expect.objectContaining({ sent: false, given_up: false })]);
    expect(Number(rows[0]?.waits)).toBeGreaterThan(60);
    expect(ladder.worker.log.slice(log)).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'dispute.unheard', id: rows[0]?.id }),
    );
    // Tried once more, and still not heard.
    await ladder.operator.query('update outbox set due_at = now() where id = $1', [rows[0]?.id]);
    await ladder.worker.wake('courier');
    await until(async () => (await row(rows[0]?.id ?? '')).attempts === 2);
  } finally {
    discord.addChannel(STAFF_CHANNEL, 'staff');
  }
  await ladder.operator.query(`update outbox set due_at = now() where kind = 'dispute' and match_id = $1`, [
    match,
  ]);
  await ladder.worker.wake('courier');
  await until(() =>
    channel(STAFF_CHANNEL).some((text) => text.includes(`Match ${match}: the reports differ`)),
  );
  const told = discord.direct(OWNER).messages;
  expect(told.map(shown)).toEqual([
    expect.stringMatching(/^Staff do not hear of this dispute.* \| Match \d+: the reports/),
  ]);
  expect(JSON.stringify(told[0]?.json['components'])).toContain(`admin:settle:${match}:first`);
});

test('a wave of 100 matches is told to everybody without one 429', async () => {
  const ids = await somebody(200);
  const before = discord.figures();
  await ladder.worker.wake('matchmaker');
  const told = () => ids.filter((id) => discord.direct(id).messages.length > 0).length;
  await until(() => told() > 0);
  await until(() => told() === 200, WAVE_LIMIT_MS);
  expect(discord.figures().tooMany).toBe(before.tooMany);
});
