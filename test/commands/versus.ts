// /versus, through signed interactions against the running Worker.
import { beforeAll, describe, expect, test } from 'vitest';
import { scEvo } from '../../src/games/sc-evo.ts';
import { expectedScore } from '../../src/ladder/rating.ts';
import { players, type RunningLadder } from '../running-ladder.ts';

export function describeVersus(given: () => RunningLadder): void {
  describe('/versus', () => {
    let ladder: RunningLadder;

    /** Whom the strong one has met most. */
    let rival: { id: string; name: string };

    beforeAll(async () => {
      ladder = given();
      const { rows } = await ladder.operator.query(
        `select opponent_id as id, players.name from match_players
     join matches on matches.id = match_id and state = 'decided' join players on players.id = opponent_id
     where player_id = $1 group by 1, 2 order by count(*) desc, 1 limit 1`,
        [strong.id],
      );
      [rival] = rows as [typeof rival];
    });

    const { strong, ordinary, banned, withoutTerms, withoutSetup } = players;
    const EPHEMERAL = 64;

    const signed = (value: number) => (value > 0 ? `+${value}` : String(value));

    /** What the ledger has of their meetings. */
    async function met(one: string, other: string) {
      const { rows } = await ladder.operator.query(
        `select own.faction, theirs.faction as opponent, row.result, row.delta, match.id
     from match_players own
     join matches match on match.id = own.match_id and match.state = 'decided'
     join match_players theirs on theirs.match_id = own.match_id and theirs.player_id = own.opponent_id
     join ledger row on row.match_id = own.match_id and row.standing_id = own.standing_id and row.kind = 'match'
     where own.player_id = $1 and own.opponent_id = $2 order by match.id desc`,
        [one, other],
      );
      const count = (result: string, of = rows) => of.filter((row) => row.result === result).length;
      const total = (of = rows) => `${count('win', of)}–${count('loss', of)}–${count('draw', of)}`;
      const moved = (of = rows) => signed(of.reduce((sum, { delta }) => sum + delta, 0));
      return { rows, total, moved };
    }

    test('shows results, points, faction by faction, and the last matches', async () => {
      const { rows, total, moved } = await met(strong.id, rival.id);
      expect(rows.length).toBeGreaterThan(1);
      const reply = await ladder.command(strong.id, 'versus', { player: rival.name });
      const [embed] = reply.shown.data?.embeds ?? [];
      expect(embed?.title).toMatch(new RegExp(`^You against .*${rival.name}$`));
      expect(embed?.description).toContain(`**${total()}** for you, points: ${moved()}`);
      const [pairs, meetings] = embed?.fields ?? [];
      const named = (id: string) => scEvo.factions.find((faction) => faction.id === id)?.name;
      const byPair = Map.groupBy(rows, ({ faction, opponent }) => `${named(faction)} vs ${named(opponent)}`);
      expect(pairs?.value.split('\n').sort()).toEqual(
        [...byPair].map(([pair, of]) => `${pair} · ${total(of)} · ${moved(of)}`).sort(),
      );
      const words = { win: '🟩 **Won**', loss: '🟥 **Lost**', draw: '⬜ **Drew**' };
      const last = rows
        .slice(0, 5)
        .map(({ result, delta }) => `${words[result as 'win']} (${signed(delta)})`);
      expect(meetings?.value.split('\n').map((line) => line.split(' · ')[0])).toEqual(last);
      expect(meetings?.value).toMatch(/ · (BW|SC2) \w+ vs (BW|SC2) \w+ · [A-Z][\w ]+ · <t:\d+:R>/);
      expect(embed?.footer?.text).toBe('won–lost–drawn');
      expect(reply.shown.data?.flags).toBe(EPHEMERAL);
    });

    test('is the opposite for the other', async () => {
      const { rows } = await met(strong.id, rival.id);
      const theirs = await met(rival.id, strong.id);
      expect(theirs.rows).toHaveLength(rows.length);
      const reply = await ladder.command(rival.id, 'versus', { player: 'Aurora' });
      expect(reply.text).toContain(`**${theirs.total()}** for you, points: ${theirs.moved()}`);
    });

    test('says who would be expected to win now, with the best factions that may meet', async () => {
      const { rows } = await ladder.operator.query(
        `select own.faction, own.rating, theirs.faction as opponent, theirs.rating as other
     from standings own, standings theirs
     where own.player_id = $1 and theirs.player_id = $2
       and split_part(own.faction, '-', 1) <> split_part(theirs.faction, '-', 1)
     order by own.rating + theirs.rating desc limit 1`,
        [strong.id, ordinary.id],
      );
      const { rating, other } = rows[0];
      const percent = Math.round(expectedScore(rating, other, scEvo.rating) * 100);
      expect(percent).toBeGreaterThan(50);
      const reply = await ladder.command(strong.id, 'versus', { player: 'Birch' });
      expect(reply.text).toContain(`(${rating.toLocaleString('en-US')})`);
      expect(reply.text).toContain(
        `(${other.toLocaleString('en-US')}), you would be expected to score **${percent}%**`,
      );
    });

    test('what was undone, void or never played does not count', async () => {
      const { rows } = await met(strong.id, rival.id);
      await ladder.operator.query('select match_undo($1, now())', [rows[0].id]);
      const left = await met(strong.id, rival.id);
      expect(left.rows).toHaveLength(rows.length - 1);
      const reply = await ladder.command(strong.id, 'versus', { player: rival.name });
      expect(reply.text).toContain(`**${left.total()}** for you, points: ${left.moved()}`);
    });

    test('two who have not met read so, and what would be expected', async () => {
      const { rows } = await ladder.operator.query(
        `select name from players where setup_completed_at is not null
       and exists (select from standings where player_id = players.id and faction like 'bw-%')
       and not exists (select from match_players where player_id = $1 and opponent_id = players.id)
       and id <> $1 limit 1`,
        [strong.id],
      );
      const reply = await ladder.command(strong.id, 'versus', { player: rows[0].name });
      expect(reply.text).toContain(`You have not met **${rows[0].name}** yet.`);
      expect(reply.text).toMatch(/you would be expected to score \*\*\d+%\*\*/);
      expect(reply.shown.data?.embeds?.[0]?.fields).toEqual([]);
    });

    test.each([
      ['by name in other letters', 'aURORA'],
      ['by mention', `<@${strong.id}>`],
      ['by id', strong.id],
    ])('nobody meets himself, %s', async (_, player) => {
      expect((await ladder.command(strong.id, 'versus', { player })).text).toContain(
        'You cannot meet yourself',
      );
    });

    test.each([
      ['banned', banned.id, /You are banned/],
      ['terms', withoutTerms.id, /`\/terms`/],
      ['setup', withoutSetup.id, /`\/setup`/],
      ['terms, for a newcomer', '300000000000000002', /`\/terms`/],
    ])('is refused: %s', async (_, id, words) => {
      expect((await ladder.command(id, 'versus', { player: 'Birch' })).text).toMatch(words);
    });

    test.each(['Nobodyhere', '9223372036854775808', `'; drop table players; --`, ' ', withoutSetup.id])(
      'nobody is called %j',
      async (player) => {
        const reply = await ladder.command(strong.id, 'versus', { player });
        expect(reply.text).toContain('Nobody on the ladder is called');
      },
    );

    test('between seasons there is nothing to expect, and what was stays', async () => {
      await ladder.operator.query('update seasons set closed_at = now()');
      const reply = await ladder.command(strong.id, 'versus', { player: rival.name });
      expect(reply.text).toContain('for you');
      expect(reply.text).not.toContain('expected');
      await ladder.operator.query('update seasons set closed_at = null');
    });

    test('names are completed', async () => {
      const reply = await ladder.complete(strong.id, 'versus', 'player', 'bir');
      expect(reply.shown.data?.choices).toContainEqual({ name: 'Birch', value: 'Birch' });
    });

    test('a name cannot break out of its line', async () => {
      const renamed = (name: string) =>
        ladder.operator.query('update players set name = $2 where id = $1', [rival.id, name]);
      await renamed('**x** <@1> @here [a](b)\n# y');
      const reply = await ladder.command(strong.id, 'versus', { player: rival.id });
      expect(reply.text).not.toMatch(/(?<!\\)(\*\*x|<@1>|@here|\]\(|^# )/m);
      await renamed(rival.name);
    });
  });
}
