// /prune: which messages go, and that each goes once. That the courier deletes them is tested with the courier.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heldRow } from '../held-row.ts';
import { players, type RunningLadder } from '../running-ladder.ts';

export function describePrune(given: () => RunningLadder): void {
  describe('/prune', () => {
    let ladder: RunningLadder;

    beforeAll(async () => {
      ladder = given();
      await ladder.operator.query(`update players set direct_channel_id = id + 1 where id = any($1)`, [
        [ID, OTHER],
      ]);
    });
    beforeEach(() => ladder.operator.query('truncate outbox'));

    const ID: string = players.ordinary.id;
    const OTHER: string = players.strong.id;

    /** A message that was sent. */
    async function sent(
      message: number,
      {
        id = ID,
        kind = 'decided',
        ago = '1 day',
        channel = 1,
        match = null as string | null,
        deleted = false,
      } = {},
    ): Promise<void> {
      await ladder.operator.query(
        `insert into outbox (player_id, kind, match_id, created_at, due_at, sent_at, channel_id, message_id, deleted_at)
     select $1::bigint, $2, $3, at, at, at, $1::bigint + $4, $5, case when $6 then at end from (select now() - $7::interval as at) sent`,
        [id, kind, match, channel, message, deleted, ago],
      );
    }

    /** What the courier is told to delete, as `channel-of-the-player + n: message`. */
    async function queued(id = ID): Promise<number[]> {
      const { rows } = await ladder.operator.query(
        `select details ->> 'channelId' as channel, details ->> 'messageId' as message from outbox
     where kind = 'delete' and player_id = $1 and sent_at is null order by details ->> 'messageId'`,
        [id],
      );
      for (const { channel } of rows) expect(BigInt(channel)).toBe(BigInt(id) + 1n);
      return rows.map(({ message }) => Number(message));
    }

    async function newMatch(state: 'live' | 'decided' | 'disputed'): Promise<string> {
      const over = state === 'decided';
      const { rows } = await ladder.operator.query(
        `insert into matches (season_id, state, wave_at, deadline, ended_at, outcome, ended_by)
     select id, $1, now(), case when $2 then null else now() + interval '1 hour' end, case when $2 then now() end,
       case when $2 then 'draw' end, case when $2 then 'reports' end from seasons where closed_at is null returning id`,
        [state, over],
      );
      return rows[0].id;
    }

    test('old messages go, each once, whoever asks again or twice at the same time', async () => {
      await sent(1);
      await sent(2, { ago: '6 minutes' });
      const release = await heldRow(ladder, ID);
      const asked = [ladder.command(ID, 'prune'), ladder.command(ID, 'prune')] as const;
      await release(2);
      const [one, other] = await Promise.all(asked);
      const told = [one.text, other.text].sort();
      expect(told[0]).toMatch(
        /^Old messages of mine that I delete .*: \*\*2\*\*\. What is newer than 5 minutes stays/,
      );
      expect(told[1]).toMatch(/^There is nothing old of mine/);
      expect(one.shown.data?.flags).toBe(64);
      expect(await queued()).toEqual([1, 2]);
      expect((await ladder.command(ID, 'prune')).text).toMatch(/^There is nothing old/);
      expect(await queued()).toEqual([1, 2]);
    });

    test('what is new, of a match that is not over, elsewhere, somebody else’s, not sent or deleted already stays', async () => {
      await sent(1, { ago: '1 minute' });
      await sent(2, { match: await newMatch('live'), kind: 'match' });
      await sent(3, { match: await newMatch('disputed'), kind: 'disputed' });
      await sent(4, { channel: 7 });
      await sent(5, { id: OTHER });
      await sent(6, { deleted: true });
      await sent(7, { kind: 'delete' });
      await ladder.operator.query(
        `insert into outbox (player_id, kind, created_at, due_at) values ($1, 'unbanned', now() - interval '1 day', now() + interval '1 day')`,
        [ID],
      );
      expect((await ladder.command(ID, 'prune')).text).toMatch(/^There is nothing old/);
      expect(await queued()).toEqual([]);
      expect((await ladder.command(OTHER, 'prune')).text).toContain('**1**');
      expect(await queued(OTHER)).toEqual([5]);
    });

    test('an edited message goes once, unless it was edited just now, and its match forgets it', async () => {
      const match = await newMatch('decided');
      await sent(1, { match, kind: 'match' });
      await sent(1, { match, kind: 'match', ago: '2 hours' });
      await sent(2, { match, kind: 'match' });
      await sent(2, { match, kind: 'match', ago: '1 second' });
      await ladder.operator.query(
        `insert into match_players (match_id, contestant, player_id, opponent_id, standing_id, faction, rating, win, draw, loss, channel_id, message_id)
     select $1, 'first', $2::bigint, $3, id, faction, 1500, 20, 0, -20, $2::bigint + 1, 1 from standings where player_id = $2::bigint limit 1`,
        [match, ID, OTHER],
      );
      expect((await ladder.command(ID, 'prune')).text).toContain('**1**');
      expect(await queued()).toEqual([1]);
      const { rows } = await ladder.operator.query(
        'select channel_id, message_id from match_players where match_id = $1',
        [match],
      );
      expect(rows).toEqual([{ channel_id: null, message_id: null }]);
    });

    test('a hundred at a time, the newest first', async () => {
      await ladder.operator.query(
        `insert into outbox (player_id, kind, created_at, due_at, sent_at, channel_id, message_id)
     select $1::bigint, 'decided', at, at, at, $1::bigint + 1, number
     from generate_series(1, 130) number, lateral (select now() - interval '2 days' as at) sent`,
        [ID],
      );
      const first = await ladder.command(ID, 'prune');
      expect(first.text).toMatch(/\*\*100\*\*\. There are more; `\/prune` again/);
      expect(Math.min(...(await queued()))).toBe(31);
      // A few at a time.
      const { rows } = await ladder.operator.query(
        `select count(*)::int as count, extract(epoch from due_at - created_at)::int as seconds,
       min((details ->> 'messageId')::int) as oldest
     from outbox where kind = 'delete' group by 2 order by 2`,
      );
      expect(rows).toHaveLength(20);
      expect(rows[0]).toEqual({ count: 5, seconds: 0, oldest: 126 });
      expect(rows[19]).toEqual({ count: 5, seconds: 38, oldest: 31 });
      const second = await ladder.command(ID, 'prune');
      expect(second.text).toMatch(/\*\*30\*\*\. What is newer/);
      expect(await queued()).toHaveLength(130);
    });

    test.each([
      ['a stranger', '300000000000000001'],
      ['the banned', players.banned.id],
    ])('%s may ask, too', async (_, id) => {
      expect((await ladder.command(id, 'prune')).text).toMatch(/^There is nothing old/);
    });
  });
}
