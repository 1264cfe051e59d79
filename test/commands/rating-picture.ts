// The picture that /profile and /history carry: a real PNG, in the answer itself, with words for those who do not see
// it, and in what is edited in after a deferral.
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { PICTURE_SIZE } from '../../src/picture/rating-picture.ts';
import { players, type Reply } from '../running-ladder.ts';
import type { StaffedLadder } from './staffed-ladder.ts';

export function describeRatingPicture(given: () => StaffedLadder): void {
  describe('the picture of ratings', () => {
    let ladder: StaffedLadder;

    beforeAll(() => {
      ladder = given();
    });

    /** Only its first point is missing: what a newcomer has before his second match. */
    async function playedOnce(): Promise<string> {
      const { rows } = await ladder.operator.query(
        `select player_id::text as id from standings join ledger on standing_id = standings.id
     group by player_id having count(*) = 1 limit 1`,
      );
      return rows[0]?.id ?? '';
    }

    async function pictureOf(reply: Reply) {
      const [file] = reply.answer.files ?? [];
      const [embed] = reply.shown.data?.embeds ?? [];
      const [attachment] = reply.shown.data?.attachments ?? [];
      expect(embed?.image?.url).toBe(`attachment://${file?.name}`);
      expect(attachment).toMatchObject({ id: '0', filename: 'rating.png' });
      expect(file?.type).toBe('image/png');
      return {
        alt: attachment?.description ?? '',
        bytes: new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer()),
      };
    }

    describe.each([
      [
        '/profile, one’s own',
        (locale: string) => ladder.command({ id: players.strong.id, locale }, 'profile'),
      ],
      [
        '/profile, another’s',
        (locale: string) =>
          ladder.command({ id: players.ordinary.id, locale }, 'profile', { player: 'Aurora' }),
      ],
      [
        '/history, one’s own',
        (locale: string) => ladder.command({ id: players.strong.id, locale }, 'history'),
      ],
      [
        '/history, another’s',
        (locale: string) =>
          ladder.command({ id: players.ordinary.id, locale }, 'history', { player: 'Aurora' }),
      ],
    ])('%s', (_, ask) => {
      test('carries a PNG that a real decoder reads', async () => {
        const { bytes } = await pictureOf(await ask('en-US'));
        const { format, width, height, isPalette } = await sharp(bytes).metadata();
        expect({ format, width, height, isPalette }).toEqual({
          format: 'png',
          ...PICTURE_SIZE,
          isPalette: true,
        });
        expect(bytes.length).toBeLessThan(30_000);
      });

      test.each([
        ['en-US', /^Rating of Aurora from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\. .*: now [\d,]+, lowest/],
        ['de', /^Wertung von Aurora vom \d{4}-\d\d-\d\d bis zum .*: jetzt [\d.]+, am niedrigsten/],
        ['es-ES', /^Puntuación de Aurora del .*: ahora \d+, mínimo/],
        ['ko', /^Aurora 님의 레이팅, .*: 현재 [\d,]+, 최저/],
        ['zh-CN', /^Aurora 从 .* 的积分。.*：现在 [\d,]+，最低/],
      ])('and words for those who do not see it, in %s', async (locale, words) => {
        const { alt } = await pictureOf(await ask(locale));
        expect(alt).toMatch(words);
        const { rows } = await ladder.operator.query(
          'select faction, rating from standings where player_id = $1',
          [players.strong.id],
        );
        for (const { rating } of rows) expect(alt.replaceAll(/[.,](?=\d{3})/g, '')).toContain(String(rating));
      });

      test('in one round trip', async () => {
        await ask('en-US');
        const { answer } = await ask('en-US');
        expect(answer.timing?.roundTrips).toBe(1);
      });
    });

    test('a page of the history that is turned to carries it again', async () => {
      const first = await ladder.command(players.strong.id, 'history');
      const { bytes } = await pictureOf(first);
      const older = await first.click('older');
      expect(older.shown.type).toBe(7);
      expect((await pictureOf(older)).bytes).toEqual(bytes);
    });

    test('who has one point only has no picture', async () => {
      const id = await playedOnce();
      expect(id).not.toBe('');
      const reply = await ladder.command(players.ordinary.id, 'profile', { player: id });
      expect(reply.answer.files).toEqual([]);
      expect(reply.shown.data?.embeds?.[0]).not.toHaveProperty('image');
      expect(reply.shown.data).not.toHaveProperty('attachments');
    });

    test('of a course that is drawn whole, the lowest and the highest are those of the ledger', async () => {
      const { rows } = await ladder.operator.query<{ low: number; high: number }>(
        `select min(after) as low, max(after) as high from ledger
     join standings on standings.id = standing_id where player_id = $1`,
        [players.strong.id],
      );
      const { alt } = await pictureOf(await ladder.command(players.strong.id, 'profile'));
      const all = [...alt.matchAll(/(?:lowest|highest) (\d[\d,]*\d)/g)].map(([, told = '']) =>
        Number(told.replace(',', '')),
      );
      expect([Math.min(...all), Math.max(...all)]).toEqual([rows[0]?.low, rows[0]?.high]);
    });

    describe('who is known already', () => {
      const shown = async (command: string) => pictureOf(await ladder.command(players.strong.id, command));

      test('has it drawn anew after each change of his ratings, though one undoes the other', async () => {
        const [opponent] = ladder.pair();
        const strong = { id: players.strong.id, name: 'Aurora' };
        const seen = await Promise.all(
          ['profile', 'history'].map(async (command) => ({
            command,
            pictures: [(await shown(command)).bytes],
          })),
        );
        const change = async (work: () => Promise<unknown>) => {
          await work();
          for (const { command, pictures } of seen) {
            const { bytes } = await shown(command);
            for (const earlier of pictures) expect(bytes).not.toEqual(earlier);
            // And again from what is kept of it, in one round trip.
            ladder.wire.reset();
            expect((await shown(command)).bytes).toEqual(bytes);
            expect(ladder.wire.figures().roundTrips).toBe(1);
            pictures.push(bytes);
          }
        };
        let match = '';
        await change(async () => {
          match = await ladder.decided([strong, opponent], 'first');
        });
        await change(() => ladder.act('admin void', { match: Number(match) }));
        const adjusted = (mode: string) =>
          ladder.act('admin adjust', {
            player: strong.name,
            faction: 'bw-zerg',
            mode,
            value: 90,
            reason: 'x',
          });
        await change(() => adjusted('add'));
        await change(() => adjusted('subtract'));
        expect(await ladder.faults()).toEqual([]);
      });

      test('the words beside it are those of now: another reader’s language, another name', async () => {
        await shown('profile');
        const words = async (locale: string) =>
          (await pictureOf(await ladder.command({ id: players.strong.id, locale }, 'profile'))).alt;
        expect(await words('de')).toMatch(/^Wertung von Aurora/);
        await ladder.operator.query(`update players set name = 'Borealis' where id = $1`, [
          players.strong.id,
        ]);
        expect(await words('en-US')).toMatch(/^Rating of Borealis/);
        await ladder.operator.query(`update players set name = 'Aurora' where id = $1`, [players.strong.id]);
      });

      test('dates are in the order of each reader, of whoever is known', async () => {
        const bytes = async (locale: string) =>
          (await pictureOf(await ladder.command({ id: players.strong.id, locale }, 'profile'))).bytes;
        const english = await bytes('en-US');
        expect(await bytes('de')).not.toEqual(english);
        expect(await bytes('ko')).toEqual(english);
      });
    });
  });
}
