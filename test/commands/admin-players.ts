// What staff do to a player: ban him wherever he is, lift it, take him out of the queue, set his aborts and his rating;
// and what they see of him.
import { Client } from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { untilWaiting } from '../lock-waits.ts';
import { players } from '../running-ladder.ts';
import { ADMIN, COLLEAGUE, OWNER, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describePlayers(given: () => StaffedLadder): void {
  describe('what is done to a player', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });
    afterEach(async () => {
      expect(await ladder.faults()).toEqual([]);
    });

    const reason = 'left *three* matches';
    const user = ({ id }: Pick<Player, 'id'>) => ({ user: { user: id } });

    async function placeOf({ id }: Player): Promise<unknown> {
      const { place } = await ladder.one(
        `select coalesce((select coalesce(match_id::text, 'waits') from places where player_id = $1), 'none') as place`,
        [id],
      );
      return place;
    }

    async function stateOf(match: string): Promise<unknown> {
      return ladder.one('select state, ended_by from matches where id = $1', [match]);
    }

    describe('a ban', () => {
      test('for some time: until when and why are shown, told, and keep him out', async () => {
        const [player] = ladder.pair();
        const question = await ladder.ask('admin ban', { reason, duration: '1d 12h', ...user(player) });
        expect(question.text).toMatch(/^Ban .* from the ladder\n<@\d+>\nUntil <t:\d+:f> \(<t:\d+:R>\)\./);
        expect(question.text).toContain('Reason: left \\*three\\* matches');
        const done = await question.click('Confirm');
        expect(done.text).toContain('is banned from the ladder');
        const { hours } = await ladder.one(
          `select round(extract(epoch from banned_until - banned_at) / 3600)::int as hours from players where id = $1`,
          [player.id],
        );
        expect(hours).toBe(36);
        const { details } = await ladder.one(
          `select details from outbox where player_id = $1 and kind = 'banned'`,
          [player.id],
        );
        expect(details).toEqual({
          reason,
          until: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/),
        });
        expect((await ladder.command(player.id, 'profile')).text).toContain('You are banned');
        expect((await ladder.ask('admin player', user(player))).text).toMatch(
          /\*\*banned\*\* since <t:\d+:f>, until/,
        );
      });

      test('without an end, of one who has never played', async () => {
        const stranger = { id: '300000000000000055' };
        const done = await ladder.act('admin ban', { reason, ...user(stranger) });
        expect(done.text).toContain('Without an end');
        expect(
          await ladder.one('select banned_until::text from players where id = $1', [stranger.id]),
        ).toEqual({
          banned_until: 'infinity',
        });
        expect((await ladder.command(stranger.id, 'profile')).text).toContain('until staff lift the ban');
        expect(await ladder.told(stranger)).toEqual(['banned']);
      });

      test('in the queue: he leaves it', async () => {
        const [player] = ladder.pair();
        await ladder.queued(player);
        const question = await ladder.ask('admin ban', { reason, ...user(player) });
        expect(question.text).toContain('Waits in the queue, and leaves it.');
        await question.click('Confirm');
        expect(await placeOf(player)).toBe('none');
      });

      test('in a match not accepted yet: it is void, and the other waits again', async () => {
        const [player, other] = ladder.pair();
        const match = await ladder.match([player, other], 'proposed');
        await ladder.told(other);
        const question = await ladder.ask('admin ban', { reason, ...user(player) });
        expect(question.text).toContain('Open matches that become void: 1');
        await question.click('Confirm');
        expect(await stateOf(match)).toEqual({ state: 'void', ended_by: 'ban' });
        expect([await placeOf(player), await placeOf(other)]).toEqual(['none', 'waits']);
        expect(await ladder.told(other)).toEqual(['match', 'void']);
        await ladder.operator.query('delete from places where player_id = $1', [other.id]);
      });

      test.each(['live', 'disputed'] as const)(
        'in a match that is %s: it is void, no rating moves',
        async (state) => {
          const [player, other] = ladder.pair();
          const match = await ladder.match([player, other], state);
          await ladder.act('admin ban', { reason, ...user(player) });
          expect(await stateOf(match)).toEqual({ state: 'void', ended_by: 'ban' });
          expect([await placeOf(player), await placeOf(other)]).toEqual(['none', 'none']);
          expect(await ladder.one('select count(*)::int from ledger where match_id = $1', [match])).toEqual({
            count: 0,
          });
          expect((await ladder.ask('admin match', { match: Number(match) })).text).toContain(
            `by <@${ADMIN}>`,
          );
        },
      );

      test('does not touch what is decided', async () => {
        const [player, other] = ladder.pair();
        const match = await ladder.decided([player, other], 'second');
        await ladder.act('admin ban', { reason, ...user(player) });
        expect(await stateOf(match)).toEqual({ state: 'decided', ended_by: 'reports' });
      });

      test('that waits for a match which the two decide does not claim to have ended it', async () => {
        const [player, other] = ladder.pair();
        const match = await ladder.match([player, other], 'live');
        const reports = (client: Pick<Client, 'query'>, { id }: Player, result: string) =>
          client.query(`select match_act($1, $2, 'report', $3, null, now(), 120, 72, 3)`, [
            match,
            id,
            result,
          ]);
        await reports(ladder.operator, player, 'win');
        const question = await ladder.ask('admin ban', { reason, ...user(player) });
        expect(question.text).toContain('Open matches that become void: 1');
        const deciding = new Client(ladder.databaseUrl);
        await deciding.connect();
        await deciding.query('begin');
        await reports(deciding, other, 'loss');
        const confirmed = question.click('Confirm');
        await untilWaiting(ladder.operator);
        await deciding.query('commit');
        await deciding.end();
        expect((await confirmed).text).not.toContain('Open matches that become void');
        expect(await stateOf(match)).toEqual({ state: 'decided', ended_by: 'reports' });
        expect(await ladder.one('select count(*)::int from audit_log where match_id = $1', [match])).toEqual({
          count: 0,
        });
      });

      test.each(['cheats', 'cheats.', 'cheats!'])('for "%s" says just that to who is banned', async (why) => {
        const [player] = ladder.pair();
        await ladder.act('admin ban', { reason: why, ...user(player) });
        const { text } = await ladder.command(player.id, 'queue');
        expect(text.replaceAll('\\', '').split('\n').slice(1)).toEqual([
          `Reason: ${why}`,
          'Staff can lift it with `/admin unban`.',
        ]);
      });

      test('for a reason with what the database cannot hold says where it was', async () => {
        const [player] = ladder.pair();
        const question = await ladder.ask('admin ban', { reason: 'che\0ats \ud800', ...user(player) });
        expect(question.text).toContain('Reason: che\ufffdats \ufffd');
      });

      test.each(['soon', '0h', '3 days ago', '11000000d', '-1h'])('is not for "%s"', async (duration) => {
        const [player] = ladder.pair();
        const reply = await ladder.ask('admin ban', { reason, duration, ...user(player) });
        expect(reply.text).toContain('is no length of time');
      });

      test('is lifted once; who is not banned cannot be', async () => {
        const [player] = ladder.pair();
        await ladder.act('admin ban', { reason, duration: '2w', ...user(player) });
        await ladder.told(player);
        const questions = [
          await ladder.ask('admin unban', user(player)),
          await ladder.ask('admin unban', user(player)),
        ];
        expect(questions[0]?.text).toContain('It would have lasted until <t:');
        expect((await questions[0]?.click('Confirm'))?.text).toContain('is not banned any more');
        expect((await questions[1]?.click('Confirm'))?.text).toBe('This player is not banned.');
        expect(await ladder.told(player)).toEqual(['unbanned']);
        expect((await ladder.ask('admin unban', user(player))).text).toBe('This player is not banned.');
        expect((await ladder.command(player.id, 'profile')).text).not.toContain('banned');
      });

      test('that a colleague has made since is not lifted with the one that was shown', async () => {
        const [player] = ladder.pair();
        await ladder.act('admin ban', { reason, duration: '1h', ...user(player) });
        const question = await ladder.ask('admin unban', user(player));
        await ladder.act('admin ban', { reason: 'Cheated', ...user(player) }, COLLEAGUE);
        expect((await question.click('Confirm')).text).toContain(
          'since you were asked, so nothing has happened',
        );
        expect(await ladder.one('select ban_reason from players where id = $1', [player.id])).toEqual({
          ban_reason: 'Cheated',
        });
        expect((await ladder.act('admin unban', user(player))).text).toContain('is not banned any more');
      });
    });

    describe('the queue', () => {
      test('one is taken out of it, and told why', async () => {
        const [player] = ladder.pair();
        expect((await ladder.ask('admin dequeue', user(player))).text).toContain(
          'does not wait in the queue',
        );
        await ladder.queued(player);
        await ladder.act('admin dequeue', { reason, ...user(player) });
        expect(await placeOf(player)).toBe('none');
        expect(await ladder.told(player)).toEqual(['removed-from-queue']);
      });

      test('who is in a match stays in it, even if he has been paired since it was asked', async () => {
        const [player, other] = ladder.pair();
        await ladder.queued(player);
        const question = await ladder.ask('admin dequeue', user(player));
        await ladder.operator.query('delete from places where player_id = $1', [player.id]);
        const match = await ladder.match([player, other], 'live');
        expect((await question.click('Confirm')).text).toContain('does not wait in the queue');
        expect(await placeOf(player)).toBe(match);
      });

      test('all are', async () => {
        await ladder.operator.query('delete from places where match_id is null');
        expect((await ladder.ask('admin clear-queue')).text).toBe('Nobody waits in the queue.');
        const [one, other] = ladder.pair();
        const [playing, opponent] = ladder.pair();
        await ladder.match([playing, opponent], 'proposed');
        await ladder.queued(one);
        await ladder.queued(other);
        const question = await ladder.ask('admin clear-queue', { reason });
        expect(question.text).toContain('Players who wait in it: 2');
        expect((await question.click('Confirm')).text).toContain('The queue is empty');
        expect([await placeOf(one), await placeOf(other)]).toEqual(['none', 'none']);
        expect(await placeOf(playing)).toMatch(/^\d+$/);
        expect(await ladder.told(one)).toEqual(['removed-from-queue']);
      });
    });

    describe('a rating', () => {
      async function rating({ id }: Player, faction = 'bw-zerg') {
        return (
          await ladder.one(
            `select rating from standings join seasons on seasons.id = season_id and closed_at is null
         where player_id = $1 and faction = $2`,
            [id, faction],
          )
        )['rating'];
      }
      const adjusted = (player: Player, mode: string, value: number) =>
        ladder.ask('admin adjust', { faction: 'bw-zerg', mode, value, reason, ...user(player) });

      test.each([
        ['set', 1700, 1700],
        ['add', 30, 1530],
        ['subtract', 30, 1470],
        ['subtract', 2000, 0],
        ['set', 0, 0],
      ])('%s %i makes 1500 %i', async (mode, value, after) => {
        const [player] = ladder.pair();
        await ladder.operator.query(
          `insert into ledger (standing_id, kind, before, delta, after)
       select id, 'adjustment', rating, 1500 - rating, 1500 from standings
       where player_id = $1 and faction = 'bw-zerg' and season_id = (select id from seasons where closed_at is null)`,
          [player.id],
        );
        const question = await adjusted(player, mode, value);
        expect(question.text.replaceAll(',', '')).toContain(`1500 → **${after}**`);
        const done = await question.click('Confirm');
        expect(done.text).toContain('is changed');
        expect(await rating(player)).toBe(after);
        expect(
          await ladder.one(
            `select kind, before, after, reason from ledger join standings on standings.id = standing_id
         where player_id = $1 and faction = 'bw-zerg' order by ledger.id desc limit 1`,
            [player.id],
          ),
        ).toEqual({ kind: 'adjustment', before: 1500, after, reason });
        expect(await ladder.told(player)).toEqual(['rating-adjusted']);
      });

      test('that would stay as it is, or has changed meanwhile, is left alone', async () => {
        const [player] = ladder.pair();
        await (await adjusted(player, 'set', 1234)).click('Confirm');
        expect((await adjusted(player, 'set', 1234)).text).toContain('nothing would change');
        const [one, other] = [await adjusted(player, 'add', 10), await adjusted(player, 'add', 10)];
        expect((await one.click('Confirm')).text).toContain('→ **1,244**');
        expect((await other.click('Confirm')).text).toContain('has changed since you were asked');
        expect(await rating(player)).toBe(1244);
      });
    });

    describe('the owner', () => {
      test('makes an admin, who then is one, until he is none any more', async () => {
        // Listed last, by when he became one and not by his number.
        const newest = { id: '100000000000000020' };
        expect((await ladder.ask('admin snapshot', {}, newest.id)).text).toContain('Only staff');
        await ladder.act('owner admin add', user(newest), OWNER);
        expect((await ladder.ask('admin snapshot', {}, newest.id)).text).toContain('The ladder right now');
        expect((await ladder.ask('owner admin list', {}, OWNER)).text).toMatch(
          new RegExp(`Admins: 3\n(.*\n)*<@${newest.id}>, since <t:\\d+:f>, by <@${OWNER}>$`),
        );
        expect((await ladder.ask('owner admin add', user(newest), OWNER)).text).toContain(
          'is an admin already',
        );
        await ladder.act('owner admin remove', user(newest), OWNER);
        expect((await ladder.ask('admin snapshot', {}, newest.id)).text).toContain('Only staff');
        expect((await ladder.ask('owner admin remove', user(newest), OWNER)).text).toContain('is no admin');
        expect(await ladder.told(newest)).toEqual(['admin-granted', 'admin-revoked']);
      });
    });

    test('of more admins than a message holds, says how many it leaves out', async () => {
      await ladder.operator.query(
        'insert into admins select 700000000000000000 + n, $1, now() from generate_series(1, 30) n',
        [OWNER],
      );
      const { text } = await ladder.ask('owner admin list', {}, OWNER);
      await ladder.operator.query(
        'delete from admins where user_id between 700000000000000001 and 700000000000000030',
      );
      expect(text.match(/^<@\d+>, since/gm)).toHaveLength(20);
      expect(text).toMatch(/^Admins: 32\n.*\n… and 12 more$/s);
    });

    describe('a look', () => {
      test('at a player shows what staff need', async () => {
        const [player, other] = ladder.pair();
        const match = await ladder.match([player, other], 'live');
        await ladder.act('admin aborts', { left: 2, ...user(player) });
        const { text } = await ladder.ask('admin player', { player: player.name });
        for (const part of [
          `<@${player.id}>`,
          `in match ${match}`,
          'aborts left this month: 2 of 3',
          'BW Zerg',
          other.name,
        ])
          expect(text).toContain(part);
        expect(text).toMatch(/aborts · <@900000000000000002> · <t:\d+:R>/);
      });

      test('at what a player has changed names it as he does', async () => {
        const { id } = ladder.pair()[0];
        await ladder.operator.query(`update players set country = 'DE' where id = $1`, [id]);
        await ladder.operator.query(`select terms_decide($1, $2, 'en-US', now())`, [id, false]);
        await ladder.command(id, 'terms').then((terms) => terms.click('Accept'));
        await ladder.command(id, 'setcountry', { country: 'KR' });
        await ladder.operator.query(
          `select player_changed($1, field, before, after, now())
           from (values ('battle_tag', 'Old#123', 'New#123'), ('region', 'africa', 'china')) as change (field, before, after)`,
          [id],
        );
        const { text } = await ladder.ask('admin player', user({ id }));
        const by = `<@${id}> · <t:`;
        for (const line of [
          `BattleTag: Old\\#123 → New\\#123 · ${by}`,
          `Home region: Africa → China · ${by}`,
          `Country: Germany → South Korea · ${by}`,
          `terms not accepted · ${by}`,
        ])
          expect(text).toContain(line);
        expect(text).toMatch(new RegExp(`terms accepted <t:\\d+:f> · ${by}`));
        expect(text).not.toContain('terms_accepted_at');
      });

      test.each([players.withoutTerms.id, players.withoutSetup.id, ADMIN])(
        'at %s, who cannot play',
        async (id) => {
          await ladder.operator.query('insert into players (id) values ($1) on conflict do nothing', [id]);
          const { text } = await ladder.ask('admin player', { user: { user: id } });
          expect(text).toMatch(/terms not accepted|not set up/);
        },
      );

      test('at everything shows the season, the queue, the matches and the outbox', async () => {
        const [player, other] = ladder.pair();
        const match = await ladder.match([player, other], 'disputed');
        const { text } = await ladder.ask('admin snapshot');
        expect(text).toMatch(/\*\*.+\*\*, since <t:\d+:f>, to end <t:\d+:R>/);
        expect(text).toMatch(/In the queue: \d+/);
        expect(text).toMatch(/Matches: \d+ not accepted yet, \d+ being played, \d+ in dispute/);
        expect(text).toMatch(/Messages on their way: \d+ · the oldest from <t:\d+:R>/);
        expect(text).toContain(`\`${match}\` in dispute · ${player.name} – ${other.name} · made <t:`);
      });
    });
  });
}
