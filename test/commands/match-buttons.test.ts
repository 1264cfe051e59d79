// The buttons of a match, through signed interactions against the running Worker: what each does, and every "no" that
// a click can meet.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { players, type RunningLadder, runningLadder } from '../running-ladder.ts';
import { liveMatch, noneOpen, offeredMatch, press } from './offered-match.ts';

const MESSAGE = 4;
const UPDATE = 7;
const EPHEMERAL = 64;
const first = { id: players.strong.id, faction: 'bw-zerg' };
const second = { id: players.ordinary.id, faction: 'sc2-terran' };
const [aurora, birch] = [first.id, second.id] as const;
/** The messages of the two that show the match. */
const messages = { [aurora]: '1300000000000000001', [birch]: '1300000000000000002' };

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder({ players: 30, variables: { WAVE_SECONDS: '86400' } });
});
beforeEach(async () => {
  await noneOpen(ladder);
  await ladder.operator.query('update players set aborts_used = 0, aborts_month = null');
});
afterAll(() => ladder.close());

const offered = () => offeredMatch(ladder, first, second);
const live = () => liveMatch(ladder, first, second);

async function stateOf(match: string) {
  const { rows } = await ladder.operator.query(
    `select state, outcome, ended_by,
       array(select player_id::text from places where match_id = $1 order by 1) as held
     from matches where id = $1`,
    [match],
  );
  return rows[0];
}

async function waits(player: string): Promise<boolean> {
  const { rowCount } = await ladder.operator.query(
    'select from places where player_id = $1 and match_id is null',
    [player],
  );
  return rowCount === 1;
}

/** What is said of a match to a player. */
async function told(match: string, player: string): Promise<readonly string[]> {
  const { rows } = await ladder.operator.query(
    'select kind from outbox where match_id = $1 and player_id = $2 order by id',
    [match, player],
  );
  return rows.map(({ kind }) => kind);
}

async function forget(match: string) {
  await ladder.operator.query('delete from outbox where match_id = $1', [match]);
}

/** As once the courier has posted them. */
async function posted(match: string) {
  for (const [player, message] of Object.entries(messages)) {
    await ladder.operator.query(
      'update match_players set channel_id = 1, message_id = $3 where match_id = $1 and player_id = $2',
      [match, player, message],
    );
  }
  await forget(match);
}

test('accepted by one, then by the other: the second sees where to play', async () => {
  const match = await offered();
  const one = await press(ladder, aurora, 'accept', match);
  expect(one.shown.type).toBe(UPDATE);
  expect(one.text).toContain('You have accepted');
  expect(one.text).not.toContain('Polypoid');
  expect(one.components).toEqual([]);
  const two = await press(ladder, birch, 'accept', match);
  expect(two.text).toMatch(
    /Both have accepted[\s\S]*Map\nPolypoid\nServer\nCentral Europe\nFind them as\n`.+#\d+`/,
  );
  expect(two.components.map(({ label }) => label)).toEqual(['I won', 'I lost', 'Draw', 'Abort the match']);
  expect(await stateOf(match)).toMatchObject({ state: 'live', held: [aurora, birch] });
});

test('both accept at once: it is live, and neither is refused', async () => {
  const match = await offered();
  const replies = await Promise.all([
    press(ladder, aurora, 'accept', match),
    press(ladder, birch, 'accept', match),
  ]);
  expect(replies.map(({ shown }) => shown.type)).toEqual([UPDATE, UPDATE]);
  expect(await stateOf(match)).toMatchObject({ state: 'live' });
});

test('declined: who declines leaves the queue, the other waits again', async () => {
  const match = await offered();
  const reply = await press(ladder, aurora, 'decline', match);
  expect(reply.text).toContain('You declined it, and that took you out of the queue');
  expect(await stateOf(match)).toMatchObject({ state: 'expired', ended_by: 'player', held: [] });
  expect([await waits(aurora), await waits(birch)]).toEqual([false, true]);
  const shown = await ladder.command(birch, 'queue');
  expect(shown.text).toContain('You joined the queue');
});

test.each([
  ['win', 'loss', 'first', 'You lost against Aurora'],
  ['loss', 'win', 'second', 'You won against Aurora'],
  ['draw', 'draw', 'draw', 'A draw against Aurora'],
])('reported %s and %s: decided, and the last to report sees it', async (mine, theirs, outcome, title) => {
  const match = await live();
  const one = await press(ladder, aurora, mine, match);
  expect(one.text).toContain('You have reported');
  const two = await press(ladder, birch, theirs, match);
  expect(two.text).toContain(title);
  const moved = { first: -20, second: 20, draw: 0 }[outcome] ?? Number.NaN;
  const { rows } = await ladder.operator.query(
    'select rating from standings where player_id = $1 and faction = $2',
    [birch, second.faction],
  );
  expect(two.text).toContain(
    `Your rating\n**${rows[0].rating.toLocaleString('en-US')}** (${moved > 0 ? '+' : ''}${moved})`,
  );
  expect(await stateOf(match)).toMatchObject({ state: 'decided', outcome, ended_by: 'reports', held: [] });
});

test('a report can be changed until the other comes', async () => {
  const match = await live();
  await press(ladder, aurora, 'win', match);
  expect((await press(ladder, aurora, 'loss', match)).text).toContain('You have reported **lost**');
  expect((await press(ladder, birch, 'win', match)).text).toContain('You won');
});

test('reports that differ: staff decide, and nobody is held', async () => {
  const match = await live();
  await press(ladder, aurora, 'win', match);
  const reply = await press(ladder, birch, 'win', match);
  expect(reply.text).toMatch(/Disputed[\s\S]*staff decide/);
  expect(reply.components.map(({ label }) => label)).toEqual(['Queue again']);
  expect(await stateOf(match)).toMatchObject({ state: 'disputed', held: [] });
});

test('after a match one button leads to the queue: in private, whoever presses it, and the result stays', async () => {
  const match = await live();
  await press(ladder, aurora, 'win', match);
  const over = await press(ladder, birch, 'loss', match, { sender: { direct: false } });
  for (const { id, faction } of [first, second]) {
    await ladder.operator.query('update players set queue_factions = array[$2] where id = $1', [id, faction]);
  }
  for (const [who, own] of [
    [birch, 'SC2 Terran'],
    [aurora, 'BW Zerg'],
  ] as const) {
    const panel = await over.click('Queue again', undefined, { id: who, direct: false });
    expect(panel.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(panel.text).toMatch(/^Queue · /);
    expect(panel.text).toContain(own);
    expect((await panel.click('join')).text).toContain('You joined the queue');
  }
});

describe('an abort', () => {
  test('asks first, in private, and says how many are left', async () => {
    const match = await live();
    const asked = await press(ladder, aurora, 'abort', match);
    expect(asked.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(asked.text).toContain('left this month: **3**');
    expect(await stateOf(match)).toMatchObject({ state: 'live' });
    const kept = await asked.click('Keep playing');
    expect(kept.text).toBe('The match goes on.');
    expect(kept.components).toEqual([]);
    const aborted = await asked.click('Abort the match');
    expect(aborted.shown.type).toBe(UPDATE);
    expect(aborted.text).toMatch(/^Aborted: your match[\s\S]*You aborted it/m);
    expect(await stateOf(match)).toMatchObject({ state: 'aborted', ended_by: 'player', held: [] });
    expect((await press(ladder, aurora, 'abort', await live())).text).toContain('left this month: **2**');
  });

  test('twice confirmed counts once', async () => {
    const match = await live();
    const asked = await press(ladder, aurora, 'abort', match);
    const replies = await Promise.all([1, 2, 3].map(() => asked.click('abort-confirmed')));
    expect(replies.filter(({ shown }) => shown.type === UPDATE)).toHaveLength(1);
    const { rows } = await ladder.operator.query('select aborts_used from players where id = $1', [aurora]);
    expect(rows[0].aborts_used).toBe(1);
  });
});

const done =
  (event: string, result: string | null = null) =>
  (match: string) =>
    ladder.operator.query(`select match_act($1, $2, $3, $4, true, now(), 120, 72, 3)`, [
      match,
      birch,
      event,
      result,
    ]);
const late = (match: string) =>
  ladder.operator.query(`update matches set deadline = now() - interval '1 second' where id = $1`, [match]);
const staff = (event: string, winner: string | null) => (match: string) =>
  ladder.operator.query('select match_staff($1, $2, $3, null, now())', [match, event, winner]);
const nothing = async () => {};

describe.each<
  [
    what: string,
    made: () => Promise<string>,
    then: (match: string) => Promise<unknown>,
    as: string,
    actions: readonly string[],
    words: string,
  ]
>([
  ['accepted twice', offered, done('accept'), birch, ['accept', 'decline'], 'accepted already'],
  ['accepted too late', offered, late, aurora, ['accept', 'decline'], 'Too late'],
  [
    'not accepted by both',
    offered,
    done('accept'),
    birch,
    ['win', 'loss', 'draw', 'abort', 'abort-confirmed'],
    'has not started',
  ],
  ['started already', live, nothing, aurora, ['accept', 'decline'], 'has started already'],
  ['reported too late', live, late, aurora, ['win', 'abort', 'abort-confirmed'], 'Too late'],
  [
    'reported the same twice',
    live,
    done('report', 'draw'),
    birch,
    ['draw'],
    'You have reported a draw already',
  ],
  [
    'aborted after a report',
    live,
    done('report', 'win'),
    aurora,
    ['abort', 'abort-confirmed'],
    'cannot be aborted any more',
  ],
  [
    'expired',
    offered,
    done('decline'),
    aurora,
    ['accept', 'decline', 'win', 'abort'],
    'never accepted by both',
  ],
  ['aborted', live, done('abort'), aurora, ['accept', 'win', 'abort', 'abort-confirmed'], 'was aborted'],
  ['void', live, staff('void', null), aurora, ['accept', 'win', 'abort'], 'is void'],
  ['decided', live, staff('settle', 'first'), aurora, ['accept', 'loss', 'abort'], 'decided already'],
  [
    'disputed',
    live,
    (match) =>
      done(
        'report',
        'win',
      )(match).then(() =>
        ladder.operator.query(`select match_act($1, $2, 'report', 'win', null, now(), 120, 72, 3)`, [
          match,
          aurora,
        ]),
      ),
    aurora,
    ['accept', 'loss', 'abort'],
    'staff decide',
  ],
  [
    'no aborts left',
    live,
    () =>
      ladder.operator.query(
        `update players set aborts_used = 3, aborts_month = date_trunc('month', now() at time zone 'UTC')`,
      ),
    aurora,
    ['abort', 'abort-confirmed'],
    'used all your aborts',
  ],
])('refused: %s', (_, made, then, as, actions, words) => {
  test('in private, and nothing changes', async () => {
    const match = await made();
    await then(match);
    const state = await stateOf(match);
    for (const action of actions) {
      const reply = await press(ladder, as, action, match);
      expect(reply.shown, action).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
      expect(reply.text, action).toContain(words);
    }
    expect(await stateOf(match)).toEqual(state);
  });
});

const ACTIONS = ['accept', 'decline', 'win', 'loss', 'draw', 'abort', 'abort-confirmed'];

describe.each(ACTIONS)('for somebody else: %s', (action) => {
  test.each([
    ['a third', players.withoutSetup.id, players.withoutSetup.id],
    ['a third, in the match channel', players.withoutSetup.id, aurora],
    ['the opponent, on the message of the other', birch, aurora],
  ])('%s', async (_, as, of) => {
    const match = await offered();
    const reply = await press(ladder, as, action, match, { of, sender: { direct: false } });
    expect(reply.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(reply.text).toContain('for another player');
    expect(await stateOf(match)).toMatchObject({ state: 'proposed', held: [aurora, birch] });
  });

  test('a match there never was', async () => {
    expect((await press(ladder, aurora, action, '9223372036854775807')).text).toContain('for another player');
    expect((await press(ladder, aurora, action, 'x')).text).toContain('from an older version');
  });
});

describe('the message that was pressed', () => {
  test('one’s own of the match: the reply is the edit', async () => {
    const match = await offered();
    await posted(match);
    await press(ladder, aurora, 'accept', match, { messageId: messages[aurora] });
    expect(await told(match, aurora)).toEqual([]);
    expect(await told(match, birch)).toEqual(['match']);
  });

  test('another, such as a reminder: it becomes the match, and the match’s own is edited too', async () => {
    const match = await offered();
    await posted(match);
    const reply = await press(ladder, aurora, 'accept', match);
    expect(reply.shown.data).toMatchObject({
      content: '',
      embeds: [{ title: 'Match found: you against Birch' }],
    });
    expect(await told(match, aurora)).toEqual(['match']);
  });

  test('the question before an abort: the match’s own is edited once it is confirmed', async () => {
    const match = await live();
    await posted(match);
    const asked = await press(ladder, aurora, 'abort', match, { messageId: messages[aurora] });
    expect(await told(match, aurora)).toEqual([]);
    await asked.click('abort-confirmed');
    expect(await told(match, aurora)).toEqual(['match']);
    expect(await told(match, birch)).toEqual(['match', 'aborted']);
  });

  test('in a channel it goes on naming whom it is for, without a ping', async () => {
    const match = await offered();
    const reply = await press(ladder, aurora, 'accept', match, { sender: { direct: false } });
    expect(reply.shown.data).toMatchObject({ content: `<@${aurora}>`, allowed_mentions: { parse: [] } });
  });

  test('in a channel it does not say what the opponent is called in the game; in private it does', async () => {
    const match = await offered();
    await press(ladder, aurora, 'accept', match);
    const shown = await press(ladder, birch, 'accept', match, { sender: { direct: false } });
    expect(shown.text).toMatch(/Both have accepted[\s\S]*Polypoid[\s\S]*`\/queue`/);
    expect(shown.text).not.toMatch(/#\d{3}/);
    const own = await ladder.command({ id: birch, direct: false }, 'queue');
    expect(own.shown.data?.flags).toBe(EPHEMERAL);
    expect(own.text).toMatch(/`.+#\d{3,}`/);
  });

  test('a refusal changes no message', async () => {
    const match = await live();
    await posted(match);
    await press(ladder, aurora, 'accept', match);
    expect(await told(match, aurora)).toEqual([]);
  });
});
