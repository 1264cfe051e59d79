// /profile, through signed interactions against the running Worker.
import { beforeAll, describe, expect, test } from 'vitest';
import { players, type RunningLadder } from '../running-ladder.ts';

export function describeProfile(given: () => RunningLadder): void {
  describe('/profile', () => {
    let ladder: RunningLadder;

    beforeAll(() => {
      ladder = given();
    });

    const EPHEMERAL = 64;

    test('shows each faction played with rating, rank, place, record, form, peak and last game', async () => {
      const reply = await ladder.command(players.strong.id, 'profile');
      const [embed] = reply.shown.data?.embeds ?? [];
      expect(embed?.title).toBe('🇰🇷 Aurora');
      expect(embed?.description).toBe('South Korea · plays from Korea and Japan');
      const { rows } = await ladder.operator.query(
        `select faction, rating, peak, wins, losses, draws from standings where player_id = $1 order by rating desc`,
        [players.strong.id],
      );
      expect(embed?.fields).toHaveLength(rows.length);
      rows.forEach((row, index) => {
        const { name = '', value = '' } = embed?.fields?.[index] ?? {};
        expect(name).toMatch(
          /^(🟡 S|🔴 A|🟣 B|🔵 C|🟢 D|🟤 E|⚪ F|⚫ U) · (BW|SC2) (Terran|Zerg|Protoss) · [\d,]+$/u,
        );
        expect(name.replace(',', '')).toContain(`· ${row.rating}`);
        expect(value).toContain(`${row.wins}–${row.losses}–${row.draws}`);
        expect(value).toMatch(/last games `[WLD]( [WLD]){0,4}`, newest first/);
        expect(value).toContain(`peak ${row.peak.toLocaleString('en-US')}`);
        expect(value).toMatch(/last played <t:\d+:R>/);
      });
    });

    test('each of many who look at once is shown himself, and several are asked for as one', async () => {
      const { rows } = await ladder.operator.query<{ id: string; name: string }>(
        `select id, name from players where terms_accepted_at is not null and setup_completed_at is not null
      and (banned_until is null or banned_until < now()) order by id limit 40`,
      );
      expect(rows).toHaveLength(40);
      ladder.wire.reset();
      const shown = await Promise.all(rows.map((player) => ladder.command(player.id, 'profile')));
      // Behind his flag, where he has one.
      const named = shown.map((reply) => reply.shown.data?.embeds?.[0]?.title?.replace(/^[^\p{L}]+ /u, ''));
      expect(named).toEqual(rows.map(({ name }) => name));
      expect(ladder.wire.figures().executions).toBeLessThan(40);
    });

    test('is private in a server', async () => {
      const reply = await ladder.command(players.strong.id, 'profile');
      expect(reply.shown.data?.flags).toBe(EPHEMERAL);
    });

    test('the place shown is the place there is', async () => {
      const { rows } = await ladder.operator.query(
        `select row_number() over (order by rating desc, last_played_at desc, id desc) as place, player_id, rating
     from standings where ranked order by 1`,
      );
      for (const at of [0, 1, Math.trunc(rows.length / 2), rows.length - 1]) {
        const { place, player_id, rating } = rows[at];
        const reply = await ladder.command(players.ordinary.id, 'profile', { player: player_id });
        expect(reply.text, `place ${place}`).toMatch(
          new RegExp(`· ${Number(rating).toLocaleString('en-US')}\n#${place} of ${rows.length}\n`),
        );
      }
    });

    test.each([
      ['by name', 'Birch'],
      ['by a name in other letters', 'bIRCH'],
      ['by mention', `<@${players.ordinary.id}>`],
      ['by id', players.ordinary.id],
    ])('finds another player %s', async (_, typed) => {
      const reply = await ladder.command(players.strong.id, 'profile', { player: typed });
      expect(reply.text).toContain('🇩🇪 Birch');
    });

    test('anybody may look at another, without a set-up', async () => {
      const reply = await ladder.command('300000000000000001', 'profile', { player: 'Aurora' });
      expect(reply.text).toContain('Aurora');
    });

    test.each([
      [
        'banned',
        players.banned.id,
        /You are banned .* until <t:\d+:f> \(<t:\d+:R>\)\.\nReason: Left three matches in a row\n.*`\/admin unban`/,
      ],
      ['terms', players.withoutTerms.id, /`\/terms`/],
      ['setup', players.withoutSetup.id, /`\/setup`/],
      ['terms, for a newcomer', '300000000000000002', /`\/terms`/],
    ])('one’s own is refused: %s', async (_, id, words) => {
      const reply = await ladder.command(id, 'profile');
      expect(reply.text).toMatch(words);
      expect(reply.shown.data?.flags).toBe(EPHEMERAL);
    });

    test('a ban without an end says so', async () => {
      await ladder.operator.query(`update players set banned_until = 'infinity' where id = $1`, [
        players.banned.id,
      ]);
      expect((await ladder.command(players.banned.id, 'profile')).text).toContain('until staff lift the ban');
    });

    test.each([
      'Nobodyhere',
      '99999999999999999999',
      '9223372036854775808',
      `'; drop table players; --`,
      'a\u0000b',
      '%',
      '\ud800',
      players.withoutSetup.id,
    ])('nobody is called %j', async (typed) => {
      const reply = await ladder.command(players.strong.id, 'profile', { player: typed });
      expect(reply.text).toContain('Nobody on the ladder is called');
    });

    test('what was typed cannot break out of the sentence that repeats it', async () => {
      const reply = await ladder.command(players.strong.id, 'profile', {
        player: '@everyone <@1> **x** `y` [a](https://evil.example)',
      });
      expect(reply.text).not.toMatch(/(?<!\\)(@everyone|<@1>|\*\*x|`y|\]\()/);
      expect(reply.shown.data?.allowed_mentions).toEqual({ parse: [] });
    });

    test('names are completed by their beginning, whatever the case', async () => {
      const { rows } = await ladder.operator.query(
        `select name from players where name is not null and setup_completed_at is not null order by name_key`,
      );
      const named = rows.map(({ name }) => name as string);
      for (const prefix of ['a', 'BI', 'auror', '']) {
        const reply = await ladder.complete(players.strong.id, 'profile', 'player', prefix);
        const wanted = named
          .filter((name) => name.toLowerCase().startsWith(prefix.toLowerCase()))
          .slice(0, 25);
        expect(reply.shown.data?.choices).toEqual(wanted.map((name) => ({ name, value: name })));
      }
      expect(
        (await ladder.complete(players.strong.id, 'profile', 'player', 'qqqq')).shown.data?.choices,
      ).toEqual([]);
    });

    test('the names are found by way of their index', async () => {
      await ladder.operator.query('set enable_seqscan = off');
      const { rows } = await ladder.operator.query(
        `explain select id, name from players where name_key >= 'a' and name_key < 'a' || U&'\\+10FFFF' order by name_key limit 25`,
      );
      await ladder.operator.query('reset enable_seqscan');
      expect(JSON.stringify(rows)).toMatch(/Index Scan (using|on) players_name_key_key/);
      expect(JSON.stringify(rows)).toMatch(/Index Cond/);
    });

    test('an idle faction is unranked at the very moment, before the clock has noticed', async () => {
      const { rows } = await ladder.operator.query(
        `select id, rating from standings where player_id = $1 and ranked order by rating desc limit 1`,
        [players.strong.id],
      );
      await ladder.operator.query('begin');
      await ladder.operator.query(`set local session_replication_role = replica`);
      await ladder.operator.query(
        `update standings set last_played_at = now() - interval '15 days' where id = $1`,
        [rows[0].id],
      );
      await ladder.operator.query('commit');
      const reply = await ladder.command(players.strong.id, 'profile');
      expect(reply.text).toMatch(
        new RegExp(`⚫ U · .* · ${Number(rows[0].rating).toLocaleString('en-US')}\nunranked`),
      );
    });

    test('between seasons the profile says so, and shows how the last one ended, however long that is ago', async () => {
      const open = await ladder.command(players.ordinary.id, 'profile', { player: players.strong.name });
      await ladder.operator.query(`update seasons set closed_at = now()`);
      const { rows } = await ladder.operator.query('select name from seasons');
      await ladder.operator.query('begin');
      await ladder.operator.query('set local session_replication_role = replica');
      await ladder.operator.query(`update seasons set ranked_days = 1`);
      await ladder.operator.query(
        `update standings set last_played_at = last_played_at - interval '90 days'`,
      );
      await ladder.operator.query('commit');
      const reply = await ladder.command(players.ordinary.id, 'profile', { player: players.strong.name });
      expect(reply.text).toContain(
        `There is no open season right now. This is how **${rows[0].name}** ended.`,
      );
      expect(reply.text).toMatch(/#[\d,]+ of [\d,]+/);
      expect(reply.text).not.toContain('one match brings the rank back');
      expect(reply.shown.data?.embeds?.[0]?.fields?.map(({ name }) => name.split(' · ')[1])).toEqual(
        open.shown.data?.embeds?.[0]?.fields?.map(({ name }) => name.split(' · ')[1]),
      );
      await ladder.operator.query('update seasons set closed_at = null, ranked_days = 14');
    });

    test('a rating carried over is shown before its first match; one that is only offered a match is not', async () => {
      const { rows } = await ladder.operator.query<{ id: string; name: string }>(
        `select id, name from players where setup_completed_at is not null and terms_accepted_at is not null
       and banned_at is null and id not in (select player_id from standings) limit 1`,
      );
      const [{ id, name } = { id: '', name: '' }] = rows;
      await ladder.operator.query(
        `with made as (
       insert into standings (season_id, player_id, faction)
       select seasons.id, $1, faction from seasons, unnest(array['bw-zerg', 'sc2-zerg']) faction
       where closed_at is null returning id, faction
     )
     insert into ledger (standing_id, kind, before, delta, after)
     select id, 'season', 1500, 123, 1623 from made where faction = 'bw-zerg'`,
        [id],
      );
      for (const reply of [
        await ladder.command(id, 'profile'),
        await ladder.command(players.strong.id, 'profile', { player: name }),
      ]) {
        expect(reply.shown.data?.embeds?.[0]?.fields).toEqual([
          {
            name: expect.stringMatching(/ U · BW Zerg · 1,623$/),
            value: 'carried over into this season, and not played yet: one match brings a rank',
          },
        ]);
      }
      await ladder.operator.query('update seasons set closed_at = now() where closed_at is null');
      const over = await ladder.command(id, 'profile');
      expect(over.shown.data?.embeds?.[0]?.fields?.map(({ value }) => value)).toEqual([
        'unranked when the season ended',
      ]);
      await ladder.operator.query('update seasons set closed_at = null');
    });
  });
}
