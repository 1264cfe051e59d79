// /history, through signed interactions against the running Worker.
import { beforeAll, describe, expect, test } from 'vitest';
import { players, type Reply, type RunningLadder } from '../running-ladder.ts';

export function describeHistory(given: () => RunningLadder): void {
  describe('/history', () => {
    let ladder: RunningLadder;

    beforeAll(() => {
      ladder = given();
    });

    const { strong, ordinary, banned, withoutTerms, withoutSetup } = players;
    const EPHEMERAL = 64;
    const PAGE = 10;
    const MATCH = /^(?:🟩|🟥|⬜|⬛|🟧|🟦) /u;

    interface Played {
      readonly id: string;
      readonly state: string;
      readonly opponent: string;
      readonly result: string | null;
      readonly before: number;
      readonly after: number;
    }

    async function playedBy(playerId: string): Promise<readonly Played[]> {
      const { rows } = await ladder.operator.query(
        `select match.id, match.state, players.name as opponent, row.result, row.before, row.after
     from match_players own join matches match on match.id = own.match_id
     join players on players.id = own.opponent_id
     left join ledger row on row.match_id = match.id and row.standing_id = own.standing_id and row.kind = 'match'
     where own.player_id = $1 order by match.id desc`,
        [playerId],
      );
      return rows;
    }

    const heads = (reply: Reply) => reply.lines.filter((line) => MATCH.test(line));
    const number = (value: number) => value.toLocaleString('en-US');

    function headOf({ state, opponent, result, before, after }: Played): string {
      if (state === 'decided') {
        const words = { win: '🟩 **Won** against', loss: '🟥 **Lost** against', draw: '⬜ **Drew** with' };
        const moved = after > before ? `+${after - before}` : String(after - before);
        return `${words[result as 'win']} **${opponent}** · ${number(before)} → **${number(after)}** (${moved})`;
      }
      const words = {
        void: result === null ? '**Void**' : '**Taken back** by staff',
        aborted: '**Aborted**',
        expired: '**Not played**',
      };
      return `⬛ ${words[state as 'void']}: the match against **${opponent}**`;
    }

    const withoutFlag = (line: string) => line.replace(/ \p{Regional_Indicator}{2}/u, '');

    test('every match is there once, newest first, with what it did, page by page and back', async () => {
      const played = (await playedBy(strong.id)).map(headOf);
      expect(played.length).toBeGreaterThan(5 * PAGE);
      expect(new Set(played.map((head) => head.slice(0, 12))).size).toBeGreaterThan(3);
      let reply = await ladder.command(strong.id, 'history');
      const pages = [heads(reply)];
      expect(reply.component('newer').disabled).toBe(true);
      while (!reply.component('older').disabled) {
        reply = await reply.click('Next');
        pages.push(heads(reply));
      }
      expect(pages.slice(0, -1).map(({ length }) => length)).toEqual(pages.slice(1).map(() => PAGE));
      // A country that is no country of the world has another flag.
      expect(pages.flat().map((head) => withoutFlag(head).replace(/ (?:🏳️|🌍|🏳|🌐)/u, ''))).toEqual(played);
      for (const page of pages.slice(0, -1).reverse()) {
        reply = await reply.click('Previous');
        expect(heads(reply)).toEqual(page);
      }
      expect(reply.component('newer').disabled).toBe(true);
    });

    test('says with what, where and when it was played', async () => {
      const reply = await ladder.command(strong.id, 'history');
      const [head = '', details = ''] = reply.lines;
      expect(head).toMatch(MATCH);
      expect(details).toMatch(/^(BW|SC2) \w+ vs (BW|SC2) \w+ · [A-Z][\w ]+ · <t:\d+:R>$/);
      const { rows } = await ladder.operator.query(
        'select sum(wins + losses + draws)::int as games from standings where player_id = $1',
        [strong.id],
      );
      expect(reply.text).toContain(`${rows[0].games} matches counted`);
      expect(reply.shown.data?.embeds?.[0]?.title).toBe('History of 🇰🇷 Aurora');
      expect(reply.shown.data?.flags).toBe(EPHEMERAL);
    });

    test.each([
      ['by name', 'Birch'],
      ['by a name in other letters', 'bIRCH'],
      ['by mention', `<@${ordinary.id}>`],
      ['by id', ordinary.id],
    ])('another’s is open to all, %s', async (_, player) => {
      const reply = await ladder.command('300000000000000001', 'history', { player });
      expect(reply.text).toContain('History of 🇩🇪 Birch');
      const next = await reply.click('Next');
      expect(next.text).toContain('Birch');
      expect(heads(next).map(withoutFlag)).not.toEqual(heads(reply).map(withoutFlag));
    });

    test.each([
      ['banned', banned.id, /You are banned/],
      ['terms', withoutTerms.id, /`\/terms`/],
      ['setup', withoutSetup.id, /`\/setup`/],
      ['terms, for a newcomer', '300000000000000002', /`\/terms`/],
    ])('one’s own is refused: %s', async (_, id, words) => {
      const reply = await ladder.command(id, 'history');
      expect(reply.text).toMatch(words);
      expect(reply.shown.data?.flags).toBe(EPHEMERAL);
    });

    test('a banned player’s is there for others', async () => {
      expect((await ladder.command(strong.id, 'history', { player: 'Cinder' })).text).toContain('History of');
    });

    test.each([
      'Nobodyhere',
      '9223372036854775808',
      `'; drop table players; --`,
      'a\u0000b',
      withoutSetup.id,
    ])('nobody is called %j', async (player) => {
      const reply = await ladder.command(strong.id, 'history', { player });
      expect(reply.text).toContain('Nobody on the ladder is called');
    });

    test.each([
      'history:older',
      'history:older:1:x',
      'history:newer::5',
      'history:older:300000000000000009:5',
    ])('a button that no history made is answered: %s', async (customId) => {
      const reply = await (await ladder.command(strong.id, 'history')).use(customId);
      expect(reply.text).toContain('older version');
    });

    test('names are completed', async () => {
      const reply = await ladder.complete(strong.id, 'history', 'player', 'bir');
      expect(reply.shown.data?.choices).toContainEqual({ name: 'Birch', value: 'Birch' });
    });

    describe('what else moved a rating', () => {
      async function moved(kind: 'adjustment' | 'season', reason: string | null, at: string): Promise<void> {
        await ladder.operator.query(
          `insert into ledger (standing_id, kind, before, delta, after, reason, at)
       select id, $2, rating, 25, rating + 25, $3, ${at} from standings
       where player_id = $1 order by last_played_at desc limit 1`,
          [ordinary.id, kind, reason],
        );
      }

      test('is between the matches it lies between, on one page, whichever way that is reached', async () => {
        // Just after the tenth match from the top has begun: it belongs to the first page, and to no other.
        const { rows } = await ladder.operator.query(
          `select wave_at from match_players join matches on id = match_id
       where player_id = $1 order by match_id desc offset ${PAGE - 1} limit 1`,
          [ordinary.id],
        );
        await moved(
          'adjustment',
          '**bold** @everyone [x](https://evil.example)',
          `'${rows[0].wave_at.toISOString()}'`,
        );
        await moved('season', null, `now() - interval '400 days'`);
        const first = await ladder.command(ordinary.id, 'history');
        const second = await first.click('Next');
        const again = await second.click('Previous');
        for (const page of [first, again]) {
          expect(heads(page)).toHaveLength(PAGE);
          expect(page.text).toMatch(
            /✏️ \*\*Adjusted\*\* by staff: (BW|SC2) Terran · [\d,]+ → \*\*[\d,]+\*\* \(\+25\)/u,
          );
          expect(page.text).not.toMatch(/(?<!\\)(@everyone|\*\*bold|\]\()/);
        }
        expect(second.text).not.toContain('Adjusted');
        // Why is between him and staff; others see that it was, on whichever page.
        expect(first.text).toContain('reason: ');
        expect(again.text).toContain('reason: ');
        const theirs = await ladder.command(strong.id, 'history', { player: ordinary.name });
        expect(theirs.text).toContain('Adjusted');
        expect(theirs.text).not.toContain('reason: ');
        const back = await (await theirs.click('Next')).click('Previous');
        expect(back.text).toContain('Adjusted');
        expect(back.text).not.toContain('reason: ');
        let last = second;
        while (!last.component('older').disabled) {
          expect(last.text).not.toContain('begins');
          last = await last.click('Next');
        }
        expect(last.lines.at(-2)).toMatch(/^🏁 \*\*Season 1\*\* begins for (BW|SC2) Terran · /u);
      });

      test('is there for one who has not played at all', async () => {
        const { rows } = await ladder.operator.query(
          `select id, name from players where setup_completed_at is not null
         and not exists (select from match_players where player_id = players.id) limit 1`,
        );
        const { id, name } = rows[0];
        expect((await ladder.command(strong.id, 'history', { player: name })).text).toContain('No match yet');
        await ladder.operator.query(
          `with made as (insert into standings (season_id, player_id, faction) values (1, $1, 'bw-zerg') returning id)
       insert into ledger (standing_id, kind, before, delta, after) select id, 'season', 1500, 40, 1540 from made`,
          [id],
        );
        const reply = await ladder.command(strong.id, 'history', { player: name });
        expect(reply.lines[0]).toBe('🏁 **Season 1** begins for BW Zerg · **1,540**');
        expect(reply.components).toEqual([]);
      });
    });

    test('a match under way is shown as such, one that is only proposed is not', async () => {
      const state = async (set: string) => {
        await ladder.operator.query('begin');
        await ladder.operator.query(
          `update matches set outcome = null, ended_at = null, ended_by = null, deadline = now() + interval '1 hour', ${set}
       where id = (select max(match_id) from match_players where player_id = $1)`,
          [strong.id],
        );
        await ladder.operator.query('commit');
        return heads(await ladder.command(strong.id, 'history'));
      };
      const before = heads(await ladder.command(strong.id, 'history'));
      expect((await state(`state = 'live'`))[0]).toMatch(/^🟦 \*\*Being played\*\*: the match against /u);
      expect((await state(`state = 'disputed'`))[0]).toMatch(/^🟧 \*\*Disputed\*\*: the match against /u);
      expect((await state(`state = 'proposed'`))[0]).toBe(before[1]);
    });

    test('names cannot break out of their lines', async () => {
      const { rows } = await ladder.operator.query<{ id: string; name: string }>(
        `select id, name from match_players join players on id = opponent_id
         where player_id = $1 order by match_id desc offset 2 limit 1`,
        [strong.id],
      );
      const renamed = (name: string | undefined) =>
        ladder.operator.query('update players set name = $2 where id = $1', [rows[0]?.id, name]);
      await renamed('**x** <@1> @here [a](b)\n# y');
      const reply = await ladder.command(strong.id, 'history');
      expect(reply.text).not.toMatch(/(?<!\\)(\*\*x|<@1>|@here|\]\(|^# )/m);
      expect(reply.shown.data?.allowed_mentions).toEqual({ parse: [] });
      expect(heads(reply)).toHaveLength(PAGE);
      await renamed(rows[0]?.name);
    });
  });
}
