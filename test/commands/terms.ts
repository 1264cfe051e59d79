// /terms: how a user becomes a player, and how he stops being one.
import { beforeAll, describe, expect, test } from 'vitest';
import { heldRow } from '../held-row.ts';
import { players, type RunningLadder } from '../running-ladder.ts';

export function describeTerms(given: () => RunningLadder): void {
  describe('/terms', () => {
    let ladder: RunningLadder;

    beforeAll(() => {
      ladder = given();
    });

    const NEWCOMER = '300000000000000001';

    async function stored(id: string) {
      const { rows } = await ladder.operator.query(
        'select terms_accepted_at as accepted, locale from players where id = $1',
        [id],
      );
      return rows[0];
    }

    async function changes(id: string) {
      const { rows } = await ladder.operator.query(
        `select field, before, after, changed_by = player_id as own from player_changes where player_id = $1 and field = 'terms_accepted_at' order by id`,
        [id],
      );
      return rows;
    }

    test('a newcomer reads them, accepts them, and is led to his set-up', async () => {
      const shown = await ladder.command({ id: NEWCOMER, locale: 'lt' }, 'terms');
      expect(shown.shown.data?.flags).toBe(64);
      expect(shown.text).toMatch(
        /One account\..*Report honestly\..*What is kept:.*staff see everything.*Leaving:/s,
      );
      expect(shown.text).toContain('You have not accepted the terms.');
      expect(await stored(NEWCOMER)).toBeUndefined();

      const accepted = await shown.click('Accept');
      expect(accepted.shown.type).toBe(7);
      expect(accepted.text).toMatch(
        /You accepted the terms on <t:\d+:f> \(<t:\d+:R>\)\.\nNext: \*\*Set up\*\*, or `\/setup`/,
      );
      expect(accepted.component('Accept').disabled).toBe(true);
      const { accepted: at, locale } = await stored(NEWCOMER);
      expect(locale).toBe('lt');
      expect(await changes(NEWCOMER)).toEqual([
        { field: 'terms_accepted_at', before: null, after: at.toISOString(), own: true },
      ]);
      const again = await ladder.command(NEWCOMER, 'terms');
      expect(again.text).toContain(`<t:${Math.floor(at.getTime() / 1000)}:f>`);
      const form = await accepted.click('Set up');
      expect(form.shown.type).toBe(9);
    });

    test('who is banned is told so, and not that he can play', async () => {
      const shown = await ladder.command(players.banned.id, 'terms');
      expect(shown.text).toMatch(
        /You accepted the terms on .*\nYou are banned from the ladder until <t:\d+:f>/,
      );
      expect(shown.text).not.toContain('/queue');
    });

    test('twice accepted is once accepted, also at the same time', async () => {
      const id = '300000000000000002';
      const shown = await ladder.command(id, 'terms');
      await Promise.all([shown.click('Accept'), shown.click('Accept'), shown.click('Accept')]);
      const { accepted } = await stored(id);
      expect((await shown.click('Accept')).text).toContain('You accepted the terms');
      expect((await stored(id)).accepted).toEqual(accepted);
      expect(await changes(id)).toHaveLength(1);
    });

    test('declining takes the acceptance back, and it can be given again', async () => {
      const id = players.ordinary.id;
      const before = (await stored(id)).accepted.toISOString();
      const shown = await ladder.command(id, 'terms');
      expect(shown.text).toContain('You can play: `/queue`');
      const release = await heldRow(ladder, id);
      const clicks = [1, 2, 3].map(() => shown.click('Decline'));
      await release(3);
      const [declined = shown, ...others] = await Promise.all(clicks);
      for (const { text } of [declined, ...others])
        expect(text).toContain('you cannot play. You can accept them here at any time.');
      expect((await ladder.command(id, 'profile')).text).toContain('`/terms` shows them');
      expect(await changes(id)).toEqual([{ field: 'terms_accepted_at', before, after: null, own: true }]);
      // His set-up is kept.
      expect((await declined.click('Accept')).text).toContain('You can play: `/queue`');
      expect((await ladder.command(id, 'profile')).text).toContain('Birch');
    });

    test('who declines without ever having accepted leaves no trace', async () => {
      const id = '300000000000000003';
      const declined = await (await ladder.command(id, 'terms')).click('Decline');
      expect(declined.text).toContain('you cannot play');
      expect(await stored(id)).toBeUndefined();
    });

    test('the banned may read them, accept and leave', async () => {
      const shown = await ladder.command(players.banned.id, 'terms');
      expect((await shown.click('Decline')).text).toContain('you cannot play');
      expect((await shown.click('Accept')).text).toContain('You accepted the terms');
    });

    test('nobody declines while he waits or plays', async () => {
      const { id } = players.strong;
      const { rows } = await ladder.operator.query('select id from seasons where closed_at is null');
      const season = rows[0].id;
      await ladder.operator.query(
        `insert into places (player_id, season_id, factions, vetoes, joined_at, ends_at)
     values ($1, $2, '{bw-zerg}', '{}', now(), now() + interval '1 hour')`,
        [id, season],
      );
      const shown = await ladder.command(id, 'terms');
      const waiting = await shown.click('Decline');
      expect(waiting.shown.type).toBe(4);
      expect(waiting.text).toMatch(/You are in the queue.*`\/queue`/);
      await ladder.operator.query(
        `with made as (
       insert into matches (season_id, state, wave_at, deadline)
       values ($2, 'live', now(), now() + interval '1 hour') returning id
     )
     update places set match_id = made.id from made where player_id = $1`,
        [id, season],
      );
      expect((await shown.click('Decline')).text).toContain('You are in a match');
      expect((await stored(id)).accepted).not.toBeNull();
      await ladder.operator.query('delete from places where player_id = $1', [id]);
      expect((await shown.click('Decline')).text).toContain('you cannot play');
    });
  });
}
