// /setcountry, and what follows from it.
import { beforeAll, describe, expect, test } from 'vitest';
import { heldRow } from '../held-row.ts';
import { players, type RunningLadder } from '../running-ladder.ts';

export function describeSetCountry(given: () => RunningLadder): void {
  describe('/setcountry', () => {
    let ladder: RunningLadder;

    beforeAll(() => {
      ladder = given();
    });

    async function changes(id: string) {
      const { rows } = await ladder.operator.query(
        `select field, before, after, changed_by = player_id as own from player_changes where player_id = $1 and field = 'country' order by id`,
        [id],
      );
      return rows;
    }

    test('changes the country, notes it, and the standings follow', async () => {
      const { id } = players.strong;
      const reply = await ladder.command(id, 'setcountry', { country: 'TW' });
      expect(reply.text).toBe('You play for **🇹🇼 Taiwan** now. The leaderboard shows it at once.');
      expect(await changes(id)).toEqual([{ field: 'country', before: 'KR', after: 'TW', own: true }]);
      const { rows } = await ladder.operator.query(
        'select distinct country from standings where player_id = $1',
        [id],
      );
      expect(rows).toEqual([{ country: 'TW' }]);
      const board = await ladder.command(id, 'leaderboard', { country: 'TW' });
      expect(board.text).toContain('Aurora');
    });

    test('the same again changes nothing', async () => {
      const { id } = players.ordinary;
      expect((await ladder.command(id, 'setcountry', { country: 'DE' })).text).toContain(
        '**🇩🇪 Germany** already',
      );
      expect(await changes(id)).toEqual([]);
    });

    test('of two at once, each is noted with what it found', async () => {
      const { id } = players.ordinary;
      const release = await heldRow(ladder, id);
      const asked = ['AT', 'CH', 'AT'].map((country) => ladder.command(id, 'setcountry', { country }));
      await release(3);
      await Promise.all(asked);
      const noted = await changes(id);
      expect(noted[0]?.before).toBe('DE');
      const found = noted.slice(1).map(({ before }) => before);
      expect(found).toEqual(noted.slice(0, -1).map(({ after }) => after));
      const { rows } = await ladder.operator.query('select country from players where id = $1', [id]);
      expect(rows[0].country).toBe(noted.at(-1)?.after);
    });

    test('a set-up that was begun before does not set it back when it is confirmed later', async () => {
      const { id } = players.ordinary;
      const typed = { name: players.ordinary.name, 'battle-tag': 'Ordinary#1234' };
      await (await ladder.command(id, 'setup')).submit(typed);
      await ladder.command(id, 'setcountry', { country: 'JP' });
      const shown = await (await ladder.command(id, 'setup')).submit(typed);
      expect(shown.text).toContain('🇯🇵 Japan');
      await shown.click('Confirm');
      const { rows } = await ladder.operator.query('select country from players where id = $1', [id]);
      expect(rows).toEqual([{ country: 'JP' }]);
    });

    test.each([
      ['a name in one’s own language', 'südkorea', 'de', '🇰🇷 Südkorea'],
      ['no country at all', 'Not representing', 'en-US', '🏳️ Not representing'],
      ['another', 'zz', 'en-US', '🌐 Other'],
      ['a name without its marks', 'turkiye', 'en-US', '🇹🇷 Türkiye'],
    ])('understands %s', async (_, country, locale, shown) => {
      const reply = await ladder.command({ id: players.strong.id, locale }, 'setcountry', { country });
      expect(reply.text).toContain(`**${shown}**`);
    });

    test.each(['Atlantis', 'EU', '', '\u0000', '**x** @everyone', 'k'.repeat(4000)])(
      '%j is no country',
      async (country) => {
        const reply = await ladder.command(players.strong.id, 'setcountry', { country });
        expect(reply.text).toContain('is no country here');
        expect(reply.text).not.toMatch(/(?<!\\)@everyone/);
        expect(reply.text.length).toBeLessThan(300);
      },
    );

    test.each([
      ['banned', players.banned.id, 'You are banned'],
      ['terms', players.withoutTerms.id, '`/terms`'],
      ['terms, of a newcomer', '300000000000000001', '`/terms`'],
      ['setup', players.withoutSetup.id, '`/setup`'],
    ])('is refused: %s', async (_, id, words) => {
      const { rows: before } = await ladder.operator.query('select country from players where id = $1', [id]);
      expect((await ladder.command(id, 'setcountry', { country: 'JP' })).text).toContain(words);
      const { rows: after } = await ladder.operator.query('select country from players where id = $1', [id]);
      expect(after).toEqual(before);
      expect(await changes(id)).toEqual([]);
    });

    test('completes countries in the reader’s language, as /leaderboard does', async () => {
      const { shown } = await ladder.complete(players.strong.id, 'setcountry', 'country', 'kor');
      const board = await ladder.complete(players.strong.id, 'leaderboard', 'country', 'kor');
      expect(shown.data?.choices).toEqual([
        // KOR is its code.
        { name: 'South Korea', value: 'KR' },
        { name: 'North Korea', value: 'KP' },
      ]);
      expect(board.shown.data?.choices).toEqual(shown.data?.choices);
    });
  });
}
