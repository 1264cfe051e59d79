// What staff may not do to themselves and to each other; and that what is shown before it is confirmed is what moves.
import { beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, COLLEAGUE, OWNER, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describeBounds(given: () => StaffedLadder): void {
  describe('what staff may not do', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });

    const reason = 'because';
    const user = ({ id }: Pick<Player, 'id'>) => ({ user: { user: id } });
    const named = (match: string) => ({ match: Number(match) });

    async function made(player: Player): Promise<void> {
      await ladder.operator.query('insert into admins values ($1, $2, now())', [player.id, OWNER]);
    }

    describe('an admin who plays', () => {
      test('does not decide about his own match; a colleague does', async () => {
        const who = ladder.pair();
        const [player] = who;
        await made(player);
        const match = await ladder.match(who, 'disputed');
        const refused = 'You play in this match';
        expect((await ladder.settle(match, 'first', player.id)).text).toContain(refused);
        const asked = { ...named(match), outcome: 'first' };
        expect((await ladder.ask('admin resolve', asked, player.id)).text).toContain(refused);
        expect((await ladder.ask('admin void', named(match), player.id)).text).toContain(refused);
        const ban = { reason, ...user(who[1]) };
        expect((await ladder.ask('admin ban', ban, player.id)).text).toContain(refused);
        expect((await ladder.settle(match, 'first', COLLEAGUE)).text).toContain('the dispute is over');
        expect((await ladder.ask('admin void', named(match), player.id)).text).toContain(refused);
      });

      test('does not close the season over it, however early he asked; a colleague does', async () => {
        const who = ladder.pair();
        const [player] = who;
        await made(player);
        const refused = 'You play in this match';
        const asked = { 'void-open': true };
        const early = await ladder.ask('admin season close', asked, player.id);
        expect(early.text).toContain('Close the season');
        const match = await ladder.match(who, 'live');
        expect((await early.click('Confirm')).text).toContain(refused);
        expect((await ladder.ask('admin season close', asked, player.id)).text).toContain(refused);
        expect((await ladder.ask('admin season close', {}, player.id)).text).not.toContain(refused);
        expect((await ladder.ask('admin season close', asked, COLLEAGUE)).text).toContain('Close the season');
        expect((await ladder.ask('admin season close', asked, OWNER)).text).toContain('Close the season');
        await ladder.act('admin void', named(match));
        expect((await ladder.ask('admin season close', asked, player.id)).text).toContain('Close the season');
      });

      test('who becomes one after he has asked may not either', async () => {
        const who = ladder.pair();
        const match = await ladder.match(who, 'live');
        const question = await ladder.ask('admin resolve', { ...named(match), outcome: 'first' });
        await ladder.operator.query(
          `update match_players set player_id = $2 where match_id = $1 and contestant = 'first'`,
          [match, (await known(ADMIN)).id],
        );
        expect((await question.click('Confirm')).text).toContain('You play in this match');
        await ladder.operator.query(
          `update match_players set player_id = $2 where match_id = $1 and contestant = 'first'`,
          [match, who[0].id],
        );
        await ladder.act('admin void', named(match));
      });

      test('does not change his own rating or aborts', async () => {
        const [player] = ladder.pair();
        await made(player);
        const asked = { faction: 'bw-zerg', mode: 'add', value: 500, reason, ...user(player) };
        expect((await ladder.ask('admin adjust', asked, player.id)).text).toContain('concerns yourself');
        const byName = { faction: 'bw-zerg', mode: 'add', value: 500, reason, player: player.name };
        expect((await ladder.ask('admin adjust', byName, player.id)).text).toContain('concerns yourself');
        expect((await ladder.ask('admin aborts', { left: 3, ...user(player) }, player.id)).text).toContain(
          'concerns yourself',
        );
        expect((await ladder.act('admin adjust', asked, COLLEAGUE)).text).toContain('is changed');
      });

      test('is the owner: he may, where nobody else can, and it is in the log', async () => {
        const [, second] = ladder.pair();
        const owner = { id: OWNER, name: 'Owner' };
        await ladder.operator.query(
          `insert into players (id, name, name_key, country, region, terms_accepted_at, setup_completed_at)
       values ($1, 'Owner', 'owner', 'KR', 'korea-japan', now(), now())`,
          [OWNER],
        );
        const match = await ladder.match([owner, second], 'disputed');
        expect((await ladder.settle(match, 'first', OWNER)).text).toContain('the dispute is over');
        expect(
          await ladder.one('select actor_id, action from audit_log where match_id = $1', [match]),
        ).toEqual({
          actor_id: OWNER,
          action: 'resolve',
        });
      });
    });

    async function known(id: string): Promise<{ id: string }> {
      await ladder.operator.query('insert into players (id) values ($1) on conflict do nothing', [id]);
      return { id };
    }

    describe('a ban', () => {
      test('is not for the owner, and of an admin only by the owner', async () => {
        const [player] = ladder.pair();
        await made(player);
        const ban = (who: { id: string }) => ({ reason, ...user(who) });
        expect((await ladder.ask('admin ban', ban({ id: OWNER }))).text).toContain('cannot be banned');
        expect((await ladder.ask('admin ban', ban({ id: OWNER }), OWNER)).text).toContain('cannot be banned');
        expect((await ladder.ask('admin ban', ban(player))).text).toContain('Only the owner bans an admin');
        expect((await ladder.ask('admin ban', { reason, player: player.name })).text).toContain(
          'Only the owner bans an admin',
        );
        expect((await ladder.ask('admin snapshot', {}, player.id)).text).toContain('The ladder right now');
        const asked = await ladder.ask('admin clear-queue', {}, player.id);
        expect((await ladder.act('admin ban', ban(player), OWNER)).text).toContain('is banned');
        expect((await ladder.ask('admin unban', user(player))).text).toContain(
          'Only the owner bans an admin',
        );
        // Banned, he is not staff, nor for what he has asked before.
        expect((await ladder.ask('admin snapshot', {}, player.id)).text).toContain('Only staff');
        if (asked.components.some(({ label }) => label === 'Confirm'))
          expect((await asked.click('Confirm')).text).toContain('Only staff');
        await ladder.act('admin unban', user(player), OWNER);
        expect((await ladder.ask('admin snapshot', {}, player.id)).text).toContain('The ladder right now');
      });

      test('of one already banned shows the ban it replaces', async () => {
        const [player] = ladder.pair();
        await ladder.act('admin ban', { reason: 'cheats', ...user(player) });
        const shorter = await ladder.ask('admin ban', { reason, duration: '1h', ...user(player) });
        expect(shorter.text).toMatch(/Banned already, without an end.*\nReason: cheats\n\nUntil <t/);
        // Meanwhile it is not the same ban any more.
        const other = await ladder.ask('admin ban', { reason, duration: '2d', ...user(player) }, COLLEAGUE);
        expect((await other.click('Confirm')).text).toContain('is banned from the ladder');
        expect((await shorter.click('Confirm')).text).toContain('since you were asked');
        const again = await ladder.ask('admin ban', { reason, duration: '1h', ...user(player) });
        expect(again.text).toMatch(/Banned already until <t:\d+:f>/);
        const { hours } = await ladder.one(
          `select round(extract(epoch from banned_until - banned_at) / 3600)::int as hours from players where id = $1`,
          [player.id],
        );
        expect(hours).toBe(48);
      });
    });

    describe('points that are not there', () => {
      test('are not said to move, neither before nor after, nor to the two', async () => {
        const who = ladder.pair();
        const match = await ladder.decided(who, 'first');
        const set = (value: number, { id }: Player, faction: string) =>
          ladder.act('admin adjust', { faction, mode: 'set', value, reason, ...user({ id }) });
        await set(5, who[0], 'bw-zerg');
        const question = await ladder.ask('admin void', named(match));
        const moves = `Ratings: ${who[0].name} -5, ${who[1].name} +5.`;
        expect(question.text).toContain(moves);
        expect((await question.click('Confirm')).text).toContain(moves);
        expect(
          await ladder.one(`select details from outbox where match_id = $1 and kind = 'undone' limit 1`, [
            match,
          ]),
        ).toEqual({ details: { first: -5 } });
        // Given a result again: his twenty come from one who has no more than three.
        await set(3, who[1], 'sc2-terran');
        const again = await ladder.ask('admin resolve', { ...named(match), outcome: 'first' });
        const small = `Ratings: ${who[0].name} +3, ${who[1].name} -3.`;
        expect(again.text).toContain(small);
        expect((await again.click('Confirm')).text).toContain(small);
        expect(await ladder.faults()).toEqual([]);
      });
    });
  });
}
