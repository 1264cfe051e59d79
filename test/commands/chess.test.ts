// Commands in another game: one faction, which needs no choice, sides by lot, neither maps nor servers nor BattleTags.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newSnowflake } from '../../dev/signed-client.ts';
import { chess } from '../../src/games/chess.ts';
import { players, type RunningLadder, runningLadder } from '../running-ladder.ts';
import { offeredMatch, press } from './offered-match.ts';

const WAVE_SECONDS = 86_400;
/** Matches on a page of /history. */
const PAGE = 10;
const white: string = players.strong.id;
const black: string = players.ordinary.id;

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder({
    players: 40,
    variables: { GAME: 'chess', WAVE_SECONDS: String(WAVE_SECONDS) },
  });
});
afterAll(() => ladder.close());

test('/history and /versus tell the sides that were drawn', async () => {
  const reply = await ladder.command(white, 'history');
  const heads = reply.lines.filter((_, place) => place % 2 === 0);
  expect(heads).toHaveLength(PAGE);
  for (const head of heads) expect(head).toMatch(/^(?:🟩|🟥|⬜|⬛|🟧|🟦) /u);
  expect(reply.lines[1]).toMatch(/^(White vs Black|Black vs White) · <t:\d+:R>$/);
  const versus = await ladder.command(white, 'versus', { player: 'Birch' });
  expect(versus.text).toMatch(/(White vs Black|Black vs White) · \d+–\d+–\d+ · [+-]?\d+/);
  expect(versus.text).toMatch(/If you met now, [\d,]+ against [\d,]+, you would be expected to score/);
});

test('/setup asks for no BattleTag, and keeps none', async () => {
  const sender = { id: newSnowflake(), locale: 'en-US' };
  await (await ladder.command(sender, 'terms')).click('Accept');
  const form = await ladder.command(sender, 'setup');
  expect(Object.keys(form.fields)).toEqual(['name', 'other-1', 'other-2']);
  const shown = await form.submit({ name: 'Rook', 'battle-tag': 'Forged#123', 'other-1': '', 'other-2': '' });
  expect(shown.text).not.toContain('BattleTag');
  const placed = await (await shown.click('region', ['europe-west'])).click('country', ['FR']);
  const done = await placed.click('Confirm');
  expect(done.text).toContain('Welcome to the ladder, **Rook**');
  const { rows } = await ladder.operator.query('select battle_tag from players where id = $1', [sender.id]);
  expect(rows).toEqual([{ battle_tag: null }]);
});

test('one joins without choosing', async () => {
  const shown = await ladder.command(white, 'queue');
  expect(shown.components.map(({ custom_id }) => custom_id)).toEqual(['queue:join', 'queue:refresh']);
  expect(shown.text).toMatch(/You play\nChess · [\d,]+$/);
  expect(shown.text).not.toMatch(/vetoes|side/);
  const joined = await shown.click('Join');
  expect(joined.text).toContain(`within **${chess.queue.window.first}** points`);
  const { rows } = await ladder.operator.query(
    'select factions, vetoes, extract(epoch from ends_at - joined_at)::int as seconds from places where player_id = $1',
    [white],
  );
  expect(rows).toEqual([{ factions: ['chess'], vetoes: [], seconds: chess.queue.entryMinutes * 60 }]);
  expect((await joined.click('Leave')).text).toContain('You are not in the queue');
});

test('a match is played through', async () => {
  const seats = [white, black].map((id) => ({ id, faction: 'chess' }));
  const [one, other] = seats;
  if (!one || !other) throw new Error('no seats');
  const match = await offeredMatch(ladder, one, other, { map: null, server: null });
  expect((await ladder.command(white, 'queue')).text).toMatch(/You\nWhite · 1,500/);
  await press(ladder, white, 'accept', match);
  const live = await press(ladder, black, 'accept', match);
  expect(live.text).toMatch(/You\nBlack · 1,500/);
  expect(live.text).not.toMatch(/Map|Server|#\d{3}/);
  await press(ladder, white, 'draw', match);
  expect((await press(ladder, black, 'draw', match)).text).toContain('A draw against Aurora');
});
