// Asking and confirming: by the one who asked, once, in time, and only what still holds.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reply } from '../running-ladder.ts';
import { ADMIN, COLLEAGUE, OWNER, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describeConfirm(given: () => StaffedLadder): void {
  describe('asking and confirming', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });

    const somebody = (): Player => ladder.pair()[0];

    const abortsOf = ({ id }: Player, left: number) => ({ left, user: { user: id } });

    async function used({ id }: Player): Promise<unknown> {
      return (await ladder.one('select aborts_used from players where id = $1', [id]))['aborts_used'];
    }

    test('nothing happens before it is confirmed; then it does, is written down, and the player is told', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', abortsOf(player, 1));
      expect(question.text).toMatch(/3 → \*\*1\*\*/);
      expect(question.text).toContain('Nothing has happened yet');
      expect(question.components.map(({ label }) => label)).toEqual(['Confirm', 'Cancel']);
      expect(await used(player)).toBe(0);
      expect(await ladder.told(player)).toEqual([]);
      const done = await question.click('Confirm');
      expect(done.shown.type).toBe(7);
      expect(done.components).toEqual([]);
      expect(done.text).toContain('are set');
      expect(await used(player)).toBe(2);
      expect(await ladder.told(player)).toEqual(['aborts-set']);
      expect(
        await ladder.one('select actor_id, action, details from audit_log where player_id = $1', [player.id]),
      ).toEqual({
        actor_id: ADMIN,
        action: 'aborts',
        details: { left: 1, perMonth: 3, before: 3, after: 1 },
      });
    });

    test('another admin cannot confirm or cancel it, and it stays with its caller', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', abortsOf(player, 0));
      for (const id of [COLLEAGUE, OWNER])
        for (const button of ['Confirm', 'Cancel']) {
          const reply = await question.click(button, undefined, { id });
          expect(reply.shown.type).toBe(4);
          expect(reply.text).toBe('Only the one who called the command can answer this.');
        }
      expect(await used(player)).toBe(0);
      await question.click('Confirm');
      expect(await used(player)).toBe(3);
    });

    test('confirmed twice, or twice at once, it is done once', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', abortsOf(player, 0));
      const replies = await Promise.all([question.click('Confirm'), question.click('Confirm')]);
      expect(replies.filter(({ text }) => text.includes('are set'))).toHaveLength(1);
      const late = await question.click('Confirm');
      expect(late.text).toBe('This changes nothing: it was confirmed or cancelled already, or is too old.');
      // Beside what came of it, which stays.
      expect(late.shown.type).toBe(4);
      expect(await ladder.told(player)).toEqual(['aborts-set']);
    });

    test('cancelled, it cannot be confirmed any more', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', abortsOf(player, 0));
      const cancelled = await question.click('Cancel');
      expect(cancelled.text).toBe('Cancelled: nothing has happened.');
      expect((await question.click('Confirm')).text).toContain('confirmed or cancelled already');
      expect(await used(player)).toBe(0);
    });

    test('after its time it is refused, and later forgotten', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', abortsOf(player, 0));
      await ladder.operator.query(`update confirmations set expires_at = now() - interval '1 second'`);
      const late = await question.click('Confirm');
      expect(late.text).toContain('This question is too old');
      expect(await used(player)).toBe(0);
      await ladder.ask('admin aborts', abortsOf(player, 0));
      await ladder.operator.query(`update confirmations set expires_at = now() - interval '2 days'`);
      await ladder.ask('admin aborts', abortsOf(player, 1));
      expect(await ladder.one('select count(*)::int from confirmations')).toEqual({ count: 1 });
    });

    /** What he asked as an admin, who is none any more. */
    async function askedBefore(newest: string, player: Player): Promise<Reply> {
      await ladder.act('owner admin add', { user: { user: newest } }, OWNER);
      const question = await ladder.ask('admin aborts', abortsOf(player, 0), newest);
      await ladder.act('owner admin remove', { user: { user: newest } }, OWNER);
      return question;
    }

    test('who is no admin any more cannot confirm what he asked as one', async () => {
      const player = somebody();
      const question = await askedBefore('900000000000000010', player);
      expect((await question.click('Confirm')).text).toBe('Only staff of the ladder can do this.');
      expect(await used(player)).toBe(0);
    });

    test('nor can who is made an admin again: what he asked went with his rights', async () => {
      const player = somebody();
      const newest = '900000000000000012';
      const question = await askedBefore(newest, player);
      await ladder.act('owner admin add', { user: { user: newest } }, OWNER);
      expect((await question.click('Confirm')).text).toContain('This changes nothing');
      expect(await used(player)).toBe(0);
    });

    test('what only the owner may do is not done for who is the owner no more', async () => {
      const newest = '900000000000000011';
      const question = await ladder.ask('owner admin add', { user: { user: newest } }, OWNER);
      // The installation's owner is a setting: to the one who asked, it is as if somebody else were it now.
      await ladder.operator.query('update confirmations set actor_id = $1 where actor_id = $2', [
        ADMIN,
        OWNER,
      ]);
      const reply = await question.click('Confirm', undefined, { id: ADMIN });
      expect(reply.text).toBe('Only the owner of this installation can do this.');
      expect(await ladder.one('select is_admin($1) as admin', [newest])).toEqual({ admin: false });
    });

    test('a player who is renamed meanwhile is still the one who was shown', async () => {
      const player = somebody();
      const question = await ladder.ask('admin aborts', { left: 0, player: player.name });
      await ladder.operator.query(`update players set name = 'Renamed', name_key = 'renamed' where id = $1`, [
        player.id,
      ]);
      await question.click('Confirm');
      expect(await used(player)).toBe(3);
    });

    test.each([
      ['nobody', {}, /Say who/],
      [
        'a name that nobody bears',
        { player: 'Nobodyhere' },
        /Nobody on the ladder is called \*\*Nobodyhere\*\*/,
      ],
      [
        'a member who never played',
        { user: { user: '300000000000000077' } },
        /<@300000000000000077> has never used/,
      ],
    ])('%s is refused', async (_, whom, words) => {
      const reply = await ladder.ask('admin aborts', { left: 0, ...whom });
      expect(reply.text).toMatch(words);
    });
  });
}
