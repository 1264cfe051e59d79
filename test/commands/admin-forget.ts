// /admin forget: nothing that a player has entered of himself is left anywhere in the database, his matches and standings
// are, and he can begin anew.
import { beforeAll, describe, expect, test } from 'vitest';
import { FORGOTTEN_NAME } from '../../src/ladder/player.ts';
import { ADMIN, type Player, type StaffedLadder } from './staffed-ladder.ts';

export function describeForget(given: () => StaffedLadder): void {
  describe('/admin forget', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });

    const user = ({ id }: Pick<Player, 'id'>) => ({ user: { user: id } });

    /** Tables in which some cell of a row contains the text. */
    async function tablesWith(text: string): Promise<readonly string[]> {
      const { rows } = await ladder.operator.query<{ name: string }>(
        `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
      );
      const found: string[] = [];
      for (const { name } of rows) {
        const { rowCount } = await ladder.operator.query(
          `select from "${name}" one where strpos(lower(one::text), lower($1)) > 0 limit 1`,
          [text],
        );
        if (rowCount) found.push(name);
      }
      return found.toSorted();
    }

    test('who waits or plays is not forgotten, nor is an admin', async () => {
      const [[waiting], who] = [ladder.pair(), ladder.pair()];
      await ladder.queued(waiting);
      expect((await ladder.ask('admin forget', user(waiting))).text).toContain(
        'waits in the queue or is in a match',
      );
      await ladder.match(who, 'disputed');
      expect((await ladder.ask('admin forget', user(who[0]))).text).toContain(
        'waits in the queue or is in a match',
      );
      expect((await ladder.ask('admin forget', { user: { user: ADMIN } })).text).toContain('never used');
      await ladder.operator.query('insert into players (id) values ($1)', [ADMIN]);
      expect((await ladder.ask('admin forget', { user: { user: ADMIN } })).text).toContain('is an admin');
      // Between the question and its answer as well.
      const [later, other] = ladder.pair();
      const question = await ladder.ask('admin forget', { player: later.name });
      await ladder.match([later, other], 'proposed');
      expect((await question.click('Confirm')).text).toContain('waits in the queue or is in a match');
    });

    test('what he has entered is gone from every table; what he has played stays; he can begin anew', async () => {
      const [player, other] = ladder.pair();
      const match = await ladder.decided([player, other], 'first');
      const entered = {
        name: 'Quxzephyrin',
        battle_tag: 'Quxzetag#4711',
        alternate_name_1: 'Quxzealternate',
        alternate_name_2: 'Quxzeother',
      };
      const marks = ['Quxzephyrin', 'Quxzetag', 'Quxzealternate', 'Quxzeother', 'Quxzeearlier'];
      await ladder.operator.query(
        `update players set name = $2, name_key = lower($2), battle_tag = $3, alternate_name_1 = $4, alternate_name_2 = $5,
       country = 'AQ', region = 'oceania' where id = $1`,
        [player.id, entered.name, entered.battle_tag, entered.alternate_name_1, entered.alternate_name_2],
      );
      await ladder.operator.query(
        `insert into player_changes (player_id, field, before, after, changed_by, at)
     values ($1, 'name', 'Quxzeearlier', 'Quxzephyrin', $1, now())`,
        [player.id],
      );
      await ladder.operator.query(
        `insert into setup_drafts (player_id, name, name_key, changed_at) values ($1, 'Quxzeearlier', 'quxzeearlier', now())`,
        [player.id],
      );
      // A question about him by his name, which nobody has answered.
      await ladder.ask('admin aborts', { left: 1, player: entered.name });
      for (const mark of marks) expect(await tablesWith(mark)).not.toEqual([]);
      const before = await ladder.one(
        `select count(*)::int as rows, sum(rating)::int as ratings from standings where player_id = $1`,
        [player.id],
      );

      const question = await ladder.ask('admin forget', { player: entered.name });
      expect(question.text).toContain(`Take out what ${entered.name} has entered`);
      expect(question.text).toContain('This cannot be taken back.');
      const twice = await ladder.ask('admin forget', user(player));
      const done = await question.click('Confirm');
      expect(done.text).toContain('is taken out');
      expect(done.text).not.toContain(entered.name);
      expect((await twice.click('Confirm')).text).toContain('already');
      expect((await ladder.ask('admin forget', user(player))).text).toContain('taken out already');

      for (const mark of marks) expect([mark, await tablesWith(mark)]).toEqual([mark, []]);
      expect(
        await ladder.one(
          `select name, battle_tag, country, region, terms_accepted_at, setup_completed_at,
         array(select distinct country from standings where player_id = players.id) as countries
       from players where id = $1`,
          [player.id],
        ),
      ).toEqual({
        name: FORGOTTEN_NAME,
        battle_tag: null,
        country: null,
        region: null,
        terms_accepted_at: null,
        setup_completed_at: null,
        countries: [null],
      });
      expect(
        await ladder.one(
          `select count(*)::int as rows, sum(rating)::int as ratings from standings where player_id = $1`,
          [player.id],
        ),
      ).toEqual(before);
      expect(
        await ladder.one(
          `select action, details from audit_log where player_id = $1 order by id desc limit 1`,
          [player.id],
        ),
      ).toEqual({ action: 'forget', details: {} });
      expect(await ladder.told(player)).toEqual(expect.arrayContaining(['forgotten']));
      expect((await ladder.ask('admin match', { match: Number(match) })).text).toContain('Deleted player');
      expect((await ladder.command(other.id, 'history')).text).toContain('Deleted player');
      expect((await ladder.command(other.id, 'leaderboard')).text).not.toContain(entered.name);
      expect((await ladder.command(other.id, 'profile', { player: 'Deleted player' })).text).toContain(
        'Nobody',
      );
      const suggested = await ladder.complete(other.id, 'profile', 'player', 'deleted');
      expect(suggested.shown.data?.choices).toEqual([]);
      expect(await ladder.faults()).toEqual([]);

      // Another is forgotten: the neutral name is not his alone.
      const [third] = ladder.pair();
      expect((await ladder.act('admin forget', user(third))).text).toContain('is taken out');
      // He comes back as a newcomer, whose form is empty.
      await (await ladder.command(player.id, 'terms')).click('Accept');
      const form = await ladder.command(player.id, 'setup');
      expect(JSON.stringify(form.shown.data)).not.toContain('Deleted player');
    });
  });
}
