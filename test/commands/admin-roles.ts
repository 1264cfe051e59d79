// Who may use the commands of staff: each of them as the owner, as an admin, as a player.
import { beforeAll, describe, expect, test } from 'vitest';
import { admin } from '../../src/commands/admin.ts';
import { owner } from '../../src/commands/owner.ts';
import { scEvo } from '../../src/games/sc-evo.ts';
import { players } from '../running-ladder.ts';
import { ADMIN, OWNER, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describeRoles(given: () => StaffedLadder): void {
  describe('who may use them', () => {
    let ladder: StaffedLadder;
    let live: string;
    let disputed: string;
    let waiting: Player;

    beforeAll(async () => {
      ladder = given();
      live = await ladder.match(ladder.pair(), 'live');
      disputed = await ladder.match(ladder.pair(), 'disputed');
      [waiting] = ladder.pair();
      await ladder.queued(waiting);
    });

    const reason = 'because';
    /** By their names; those that ask are not confirmed here. */
    const COMMANDS: Readonly<Record<string, () => Parameters<StaffedLadder['command']>[2]>> = {
      'admin snapshot': () => ({}),
      'admin player': () => ({ player: 'Birch' }),
      'admin match': () => ({ match: Number(live) }),
      'admin resolve': () => ({ match: Number(live), outcome: 'draw' }),
      'admin void': () => ({ match: Number(live) }),
      'admin adjust': () => ({ faction: 'bw-zerg', mode: 'add', value: 5, reason, player: 'Birch' }),
      'admin ban': () => ({ reason, duration: '3d', user: { user: players.ordinary.id } }),
      'admin unban': () => ({ user: { user: players.banned.id } }),
      'admin dequeue': () => ({ user: { user: waiting.id } }),
      'admin clear-queue': () => ({}),
      'admin aborts': () => ({ left: 1, player: 'Birch' }),
      'admin forget': () => ({ player: 'Birch' }),
      'admin season open': () => ({ name: 'Another' }),
      'admin season close': () => ({ 'void-open': true }),
      'admin season maps': () => ({}),
      'admin export': () => ({ what: 'standings' }),
    };

    describe.each(Object.entries(COMMANDS))('/%s', (name, options) => {
      test.each([
        ['a player', players.strong.id],
        ['nobody the ladder knows', '300000000000000009'],
      ])('is refused to %s', async (_, id) => {
        const reply = await ladder.command(id, name, options());
        expect(reply.text).toBe('Only staff of the ladder can do this.');
        expect(reply.components).toEqual([]);
        expect(reply.shown.data?.flags).toBe(64);
      });

      test('is refused to a player whom Discord shows as an administrator', async () => {
        const reply = await ladder.command({ id: players.strong.id, permissions: 8n }, name, options());
        expect(reply.text).toBe('Only staff of the ladder can do this.');
      });

      test.each([
        ['an admin', ADMIN],
        ['the owner', OWNER],
      ])('answers %s', async (_, id) => {
        const reply = await ladder.command({ id, direct: true }, name, options());
        // A season is open: that is the one refusal among them.
        if (name === 'admin season open') expect(reply.text).toContain('A season is open already');
        else expect(reply.text).not.toMatch(/^Only|^There is no|^Nobody on/);
      });
    });

    test('every sub-command is in the table', () => {
      const { subcommands = [] } = admin(scEvo);
      const names = subcommands.flatMap((child) =>
        'subcommands' in child
          ? child.subcommands.map((inner) => `admin ${child.name} ${inner.name}`)
          : [`admin ${child.name}`],
      );
      expect(Object.keys(COMMANDS).sort()).toEqual([...names].sort());
    });

    test.each(['owner admin list', 'owner admin add', 'owner admin remove'])(
      '/%s is the owner’s',
      async (name) => {
        const options = name.endsWith('list') ? {} : { user: { user: ADMIN } };
        for (const id of [ADMIN, players.strong.id]) {
          const reply = await ladder.command(id, name, options);
          expect(reply.text).toBe('Only the owner of this installation can do this.');
        }
      },
    );

    test('open matches are suggested to staff alone, disputes first', async () => {
      const suggested = await ladder.complete(ADMIN, 'admin match', 'match', '');
      expect(suggested.shown.data?.choices?.map(({ value }) => value)).toEqual([
        Number(disputed),
        Number(live),
      ]);
      expect(suggested.shown.data?.choices?.[0]?.name).toContain('in dispute');
      const none = await ladder.complete(players.strong.id, 'admin match', 'match', '');
      expect(none.shown.data?.choices).toEqual([]);
    });

    test('a player’s click on the staff’s buttons is refused privately, and changes nothing', async () => {
      const question = await ladder.ask('admin void', { match: Number(live) });
      for (const id of ['admin:settle', 'confirm', 'cancel']) {
        const customId =
          id === 'admin:settle' ? `admin:settle:${disputed}:first` : question.component(id).custom_id;
        const reply = await question.use(customId, undefined, { id: players.strong.id });
        expect(reply.shown.type).toBe(4);
        expect(reply.shown.data?.flags).toBe(64);
        expect(reply.text).toMatch(/Only (staff of the ladder|the one who called)/);
      }
      const maps = await ladder.ask('admin season maps');
      const chosen = await maps.use('admin:maps', ['radeon'], { id: players.strong.id });
      expect(chosen.text).toBe('Only staff of the ladder can do this.');
      const { states } = await ladder.one(
        'select array_agg(state order by id) as states from matches where id in ($1, $2)',
        [live, disputed],
      );
      expect(states).toEqual(['live', 'disputed']);
    });

    test('Discord shows neither to an ordinary member', () => {
      expect([admin(scEvo).defaultMemberPermissions, owner.defaultMemberPermissions]).toEqual([32n, 0n]);
    });
  });
}
