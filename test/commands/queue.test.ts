// /queue, through signed interactions against the running Worker: choosing, joining, leaving, and what refuses it.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { choiceRefusal } from '../../src/ladder/queue-choice.ts';
import { draws } from '../draws.ts';
import { untilWaiting } from '../lock-waits.ts';
import { players, type Reply, type RunningLadder, runningLadder } from '../running-ladder.ts';
import { liveMatch, noneOpen, offeredMatch, press } from './offered-match.ts';

const MESSAGE = 4;
const UPDATE = 7;
const EPHEMERAL = 64;
/** So long that no wave comes while this runs. */
const WAVE_SECONDS = 86_400;
const LANES = 3;
const variables = { WAVE_SECONDS: String(WAVE_SECONDS), POOL_MIN: String(LANES), POOL_MAX: String(LANES) };
const id: string = players.strong.id;
const other: string = players.ordinary.id;

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder({ players: 30, variables });
});
beforeEach(async () => {
  await noneOpen(ladder);
  await ladder.operator.query(
    `update players set queue_factions = '{}', queue_vetoes = '{}', locale = 'en-US'; update seasons set maps = '{}'`,
  );
});
afterAll(() => ladder.close());

async function place(player = id) {
  const { rows } = await ladder.operator.query(
    `select factions, vetoes, match_id, extract(epoch from ends_at - joined_at)::int as seconds
     from places where player_id = $1`,
    [player],
  );
  return rows[0] ?? null;
}

async function remember(factions: readonly string[], vetoes: readonly string[] = [], player = id) {
  await ladder.operator.query('update players set queue_factions = $2, queue_vetoes = $3 where id = $1', [
    player,
    factions,
    vetoes,
  ]);
}

/** Does it, and does not let go of it until so many others wait for it. */
async function holding(text: string) {
  const { operator } = ladder;
  await operator.query('begin');
  // Looked at anew each time.
  await operator.query('set local stats_fetch_consistency = none');
  await operator.query(text, [id]);
  return {
    async commit(waiting: number) {
      await untilWaiting(operator, waiting);
      await operator.query('commit');
    },
  };
}

const open = (as = id) => ladder.command(as, 'queue');

function chosen(reply: Reply, menu: string): readonly string[] {
  const menus = reply.components.filter(({ custom_id }) => custom_id === menu);
  return menus.flatMap(({ options = [] }) =>
    options.filter((option) => option.default).map(({ value }) => value),
  );
}

describe('the message', () => {
  test('is private, offers a menu for each side and the maps, and asks for a faction before joining', async () => {
    const reply = await open();
    expect(reply.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(reply.components.map(({ custom_id }) => custom_id)).toEqual([
      'queue:faction:bw',
      'queue:faction:sc2',
      'queue:veto',
      'queue:join',
      'queue:refresh',
    ]);
    expect(reply.component('veto').options?.map(({ value }) => value)).toEqual(
      scEvo.maps.map((map) => map.id),
    );
    expect(reply.text).toMatch(/not in the queue. Choose what you play/);
    expect(reply.component('join').disabled).toBe(true);
  });

  test('tells the next wave by the clock', async () => {
    const [, seconds] = /<t:(\d+):R>/.exec((await open()).text) ?? [];
    expect(Number(seconds) % WAVE_SECONDS).toBe(0);
    expect(Number(seconds) * 1000).toBeGreaterThan(Date.now());
  });

  test('says when the season is meant to end, as long as staff have not closed it', async () => {
    const { rows } = await ladder.operator.query<{ at: Date }>('select ends_at as at from seasons');
    await ladder.operator.query(`update seasons set ends_at = starts_at + interval '1 minute'`);
    // Not that it ends, which it does not by itself.
    const over = (await open()).text;
    await ladder.operator.query('update seasons set ends_at = $1', [rows[0]?.at]);
    expect(over).toMatch(/The season is meant to end\n?.*<t:\d+:R>/);
    expect(over).not.toContain('The season ends');
  });

  test('offers the maps of the season where it names some', async () => {
    await ladder.operator.query(`update seasons set maps = '{retro,radeon,unheard-of}'`);
    await remember(['bw-zerg'], ['polypoid', 'retro']);
    const reply = await open();
    expect(reply.component('veto').options?.map(({ label }) => label)).toEqual([
      'Retro',
      'Radeon',
      'unheard-of',
    ]);
    expect(chosen(reply, 'queue:veto')).toEqual(['retro']);
  });

  test('what is chosen is remembered', async () => {
    const first = await open();
    const one = await first.click('faction', ['bw-zerg']);
    expect(one.shown.type).toBe(UPDATE);
    expect(one.component('join').disabled).toBeUndefined();
    const two = await one.use('queue:faction:sc2', ['sc2-terran']);
    await two.click('veto', ['retro', 'polypoid']);
    const again = await open();
    expect(chosen(again, 'queue:faction:bw')).toEqual(['bw-zerg']);
    expect(chosen(again, 'queue:faction:sc2')).toEqual(['sc2-terran']);
    expect(chosen(again, 'queue:veto').toSorted()).toEqual(['polypoid', 'retro']);
    // Another of the same side takes its place, and none at all takes it away.
    expect(chosen(await again.use('queue:faction:bw', ['bw-protoss']), 'queue:faction:bw')).toEqual([
      'bw-protoss',
    ]);
    const none = await again.use('queue:faction:bw', []);
    expect(chosen(none, 'queue:faction:bw')).toEqual([]);
    expect(chosen(none, 'queue:faction:sc2')).toEqual(['sc2-terran']);
    expect(await place()).toBeNull();
  });
});

describe('joining', () => {
  test('takes the choice, for as long as the game says, and keeps the language', async () => {
    await remember(['bw-zerg', 'sc2-terran'], ['retro']);
    const before = await open();
    const joined = await before.click('join', undefined, { id, locale: 'en-GB' });
    expect(joined.shown.type).toBe(UPDATE);
    expect(joined.text).toMatch(/You joined the queue <t:\d+:R>/);
    expect(joined.text).toContain('within **100** points');
    expect(joined.text).toContain('Players waiting\n1');
    expect(joined.components.at(-2)?.custom_id).toBe('queue:leave');
    expect(await place()).toEqual({
      factions: ['bw-zerg', 'sc2-terran'],
      vetoes: ['retro'],
      match_id: null,
      seconds: 150 * 60,
    });
    const { rows } = await ladder.operator.query('select locale from players where id = $1', [id]);
    expect(rows[0].locale).toBe('en-GB');
  });

  test('the window opens with each wave waited', async () => {
    await remember(['bw-zerg']);
    const joined = await (await open()).click('join');
    await ladder.operator.query('update places set joined_at = joined_at - make_interval(secs => $1)', [
      10 * WAVE_SECONDS,
    ]);
    expect((await joined.click('refresh')).text).toContain('within **600** points');
  });

  test('twice at once is once', async () => {
    await remember(['bw-zerg']);
    const shown = await open();
    const { commit } = await holding('select from players where id = $1 for update');
    const joining = Array.from({ length: 4 }, () => shown.click('join'));
    // As many as the pool has lanes; the others stand behind them.
    await commit(LANES);
    const replies = await Promise.all(joining);
    expect(replies.filter(({ shown }) => shown.type === UPDATE)).toHaveLength(1);
    const refused = replies.filter(({ shown }) => shown.type === MESSAGE);
    for (const { text } of refused) expect(text).toContain('waiting in the queue already');
    expect(await place()).not.toBeNull();
  });

  test('while a ban is being written: it waits, and is refused', async () => {
    await remember(['bw-zerg']);
    const shown = await open();
    const { commit } = await holding(
      `update players set banned_at = now(), banned_until = 'infinity' where id = $1`,
    );
    const joining = shown.click('join');
    await commit(1);
    expect((await joining).text).toContain('You are banned');
    expect(await place()).toBeNull();
    await ladder.operator.query('update players set banned_at = null, banned_until = null where id = $1', [
      id,
    ]);
  });

  test.each([
    ['who waits', async () => (await open()).use('queue:join')],
    ['who plays', () => liveMatch(ladder, { id, faction: 'bw-zerg' }, { id: other, faction: 'sc2-terran' })],
    ['who does neither', async () => {}],
  ])('whatever is pressed while somebody is banned, %s: he has no place then', async (_, first) => {
    const shown = await open();
    for (let round = 0; round < 5; round += 1) {
      await noneOpen(ladder);
      await remember(['bw-zerg']);
      await first();
      const match = await ladder.operator.query('select match_id from places where player_id = $1', [id]);
      const ban = ladder.operator.query(`select staff_ban(1, $1, true, now())`, [
        JSON.stringify({ player: id, seconds: 60, reason: null }),
      ]);
      const pressed = ['queue:join', 'queue:leave', 'queue:join'].map((button) => shown.use(button));
      const chosen = [['bw-terran'], ['bw-zerg'], []].map((values) => shown.use('queue:faction:bw', values));
      const aborted = press(ladder, id, 'abort-confirmed', match.rows[0]?.match_id ?? '1');
      await ban;
      for (const { text } of [...(await Promise.all([...pressed, ...chosen])), await aborted]) {
        expect(text).not.toContain('went wrong');
      }
      expect(await place()).toBeNull();
      await ladder.operator.query('update players set banned_at = null, banned_until = null where id = $1', [
        id,
      ]);
    }
  });

  test('a choice that nobody could have made now is refused, or what is left of it counts', async () => {
    const shown = await (await open()).click('faction', ['bw-zerg']);
    await remember([]);
    expect((await shown.click('join')).text).toContain('Choose at least one faction');
    await remember(['bw-zerg', 'bw-terran']);
    expect((await shown.click('join')).text).toContain('one faction a side');
    await remember(
      ['bw-zerg'],
      scEvo.maps.slice(0, 5).map((map) => map.id),
    );
    expect((await shown.click('join')).text).toContain('4 maps at most');
    expect(await place()).toBeNull();
    await remember(['bw-zerg', 'of-another-game'], ['gone', 'retro']);
    expect((await shown.click('join')).shown.type).toBe(UPDATE);
    expect(await place()).toMatchObject({ factions: ['bw-zerg'], vetoes: ['retro'] });
  });

  test('the statement refuses what the rule refuses', async () => {
    const factions = scEvo.factions.map((faction) => faction.id);
    const maps = scEvo.maps.map((map) => map.id);
    await fc.assert(
      fc.asyncProperty(fc.subarray(factions), fc.subarray(maps), async (some, refused) => {
        await remember(some, refused);
        const { rows } = await ladder.operator.query(
          `select refusal from queue_join('sc-evo', $1, now(), $2, $3, $4, 4, now() + interval '1 hour', 'en-US')`,
          [id, factions, maps, scEvo.factions.map(({ side }) => side)],
        );
        await ladder.operator.query('delete from places');
        const rule = choiceRefusal({ factions: some, vetoes: refused }, scEvo, maps);
        expect(rows[0].refusal).toBe(rule?.reason ?? null);
      }),
      draws(30),
    );
  });
});

describe('who waits', () => {
  let waiting: Reply;
  beforeEach(async () => {
    await remember(['bw-zerg'], ['retro']);
    waiting = await (await open()).click('join');
  });

  test('changes his place by choosing anew, and keeps the time he has waited', async () => {
    const { rows: before } = await ladder.operator.query('select joined_at from places');
    await waiting.use('queue:faction:sc2', ['sc2-zerg']);
    await waiting.click('veto', []);
    expect(await place()).toMatchObject({ factions: ['bw-zerg', 'sc2-zerg'], vetoes: [] });
    const { rows: after } = await ladder.operator.query('select joined_at from places');
    expect(after).toEqual(before);
  });

  test('cannot wait with nothing to play', async () => {
    expect((await waiting.use('queue:faction:bw', [])).text).toContain('Choose at least one faction');
    expect(await place()).toMatchObject({ factions: ['bw-zerg'] });
  });

  test('is not held by a wave to what he has given up since it was reckoned', async () => {
    const offer = () =>
      offeredMatch(
        ladder,
        { id, faction: 'bw-zerg' },
        { id: other, faction: 'sc2-terran' },
        { map: 'retro' },
      );
    expect(await offer()).toBeNull();
    await waiting.click('veto', []);
    await waiting.use('queue:faction:bw', ['bw-terran']);
    expect(await offer()).toBeNull();
    await waiting.use('queue:faction:bw', ['bw-zerg']);
    expect(await offer()).not.toBeNull();
  });

  test('cannot join again', async () => {
    expect((await waiting.use('queue:join')).text).toContain('waiting in the queue already');
  });

  test('leaves, once', async () => {
    const left = await waiting.click('leave');
    expect(left.shown.type).toBe(UPDATE);
    expect(left.text).toContain('You are not in the queue');
    expect(await place()).toBeNull();
    const again = await waiting.click('leave');
    expect(again.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(again.text).toContain('You are not waiting');
  });

  test('sees how many others wait', async () => {
    await remember(['sc2-terran'], [], other);
    await (await open(other)).click('join');
    expect((await waiting.click('refresh')).text).toContain('Players waiting\n2');
  });
});

describe('who is in a match', () => {
  const seats = [
    { id, faction: 'bw-zerg' },
    { id: other, faction: 'sc2-terran' },
  ] as const;

  test('sees it when it is proposed, and can accept it there', async () => {
    const match = await offeredMatch(ladder, ...seats);
    const shown = await open();
    expect(shown.text).toContain('Match found: you against Birch');
    expect(shown.components.map(({ custom_id }) => custom_id)).toEqual([
      `queue:accept:${match}:${id}`,
      `queue:decline:${match}:${id}`,
      'queue:refresh',
    ]);
    const accepted = await shown.click('Accept');
    expect(accepted.shown.type).toBe(UPDATE);
    expect(accepted.text).toContain('You have accepted');
    expect((await accepted.click('Refresh')).text).toContain('You have accepted');
  });

  test('sees it when it is live, and can report there', async () => {
    await liveMatch(ladder, ...seats);
    const shown = await open();
    expect(shown.text).toContain('Match on: you against Birch');
    expect((await shown.click('I won')).text).toContain('You have reported **won**');
  });

  test.each([
    ['proposed', offeredMatch, 'accept or decline it first'],
    ['live', liveMatch, 'report its result first'],
  ])('cannot join or leave the queue while it is %s', async (_, made, words) => {
    await remember(['bw-zerg']);
    const old = await open();
    await made(ladder, ...seats);
    expect((await old.click('join')).text).toContain(words);
    expect((await old.use('queue:leave')).text).toContain(words);
    expect(await place()).toMatchObject({ match_id: expect.any(String) });
  });

  test('comes back with what he has chosen meanwhile', async () => {
    await remember(['bw-zerg']);
    const old = await open();
    const match = await offeredMatch(ladder, ...seats);
    await old.use('queue:faction:bw', ['bw-terran']);
    await ladder.operator.query(`select match_act($1, $2, 'decline', null, null, now(), 120, 72, 3)`, [
      match,
      other,
    ]);
    expect(await place()).toMatchObject({ match_id: null, factions: ['bw-terran'] });
  });
});

const USES: readonly [string, (as: string, old: Reply) => Promise<Reply>][] = [
  ['the command', (as) => open(as)],
  ['refresh', (as, old) => old.use('queue:refresh', undefined, { id: as })],
  ['join', (as, old) => old.use('queue:join', undefined, { id: as })],
  ['a faction', (as, old) => old.use('queue:faction:bw', ['bw-zerg'], { id: as })],
  ['a veto', (as, old) => old.use('queue:veto', ['retro'], { id: as })],
];

describe.each(USES)('refused: %s', (_, use) => {
  test.each([
    ['banned', players.banned.id, '`/admin unban`'],
    ['terms', players.withoutTerms.id, '`/terms`'],
    ['set-up', players.withoutSetup.id, '`/setup`'],
    ['terms, for a newcomer', '300000000000000009', '`/terms`'],
  ])('%s', async (_, as, words) => {
    await ladder.operator.query(`update players set queue_factions = '{bw-zerg}'`);
    const reply = await use(as, await open());
    expect(reply.shown).toMatchObject({ type: MESSAGE, data: { flags: EPHEMERAL } });
    expect(reply.text).toContain(words);
    expect(await place(as)).toBeNull();
  });

  test('between seasons', async () => {
    const old = await open();
    await ladder.operator.query('update seasons set closed_at = now()');
    try {
      expect((await use(id, old)).text).toContain('no open season');
    } finally {
      await ladder.operator.query('update seasons set closed_at = null');
    }
  });
});

test.each([
  ['a faction that is gone', 'queue:faction:bw', ['bw-human']],
  ['a faction of the other side', 'queue:faction:bw', ['sc2-zerg']],
  ['a side that is gone', 'queue:faction:wc3', ['bw-zerg']],
  ['a map that is gone', 'queue:veto', ['lost-temple']],
])('an old menu is refused: %s', async (_, menu, values) => {
  const reply = await (await open()).use(menu, values);
  expect(reply.text).toContain('from an older version');
  const { rows } = await ladder.operator.query(
    'select queue_factions, queue_vetoes from players where id = $1',
    [id],
  );
  expect(rows).toEqual([{ queue_factions: [], queue_vetoes: [] }]);
});

test.each([
  ['two factions of a side', 'queue:faction:bw', ['bw-zerg', 'bw-terran'], 'one faction a side'],
  ['too many vetoes', 'queue:veto', scEvo.maps.slice(0, 5).map((map) => map.id), '4 maps at most'],
])('a menu that allowed more is refused: %s', async (_, menu, values, words) => {
  expect((await (await open()).use(menu, values)).text).toContain(words);
});
