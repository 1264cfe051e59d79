// What is made of ledgers is asked for while it is not known, and again as soon as any of it may be another; in between
// PostgreSQL reads nothing for it, and what is found is the same as ever.
import { beforeEach, describe, expect, test } from 'vitest';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { games } from '../../src/games/index.ts';
import type { Statement } from '../../src/postgres/statement.ts';
import { playerHistory } from '../../src/sql/history.ts';
import { profileById } from '../../src/sql/profile.ts';
import { seededClient } from '../seeded-client.ts';
import { statementRunner } from '../statement-runner.ts';
import { rowsFetched } from './plan-rows.ts';

const [game] = games;
const { strong } = demonstrationPlayers;

const client = await seededClient({ players: 300, game });

async function adjust(delta: number): Promise<void> {
  await client.query(
    `insert into ledger (standing_id, kind, before, delta, after, at)
     select standing.id, 'adjustment', rating, $2::int, rating + $2, now() from standings standing
     join seasons season on season.id = season_id and closed_at is null
     where player_id = $1 order by standing.id limit 1`,
    [strong.id, delta],
  );
}

const profile = () => profileById(game.id, new Date(), strong.id);
const history = () => playerHistory(new Date(), { id: strong.id }, { at: 'top' });

describe.each([
  [
    'a profile',
    async () => {
      const found = await statementRunner(client)(profile());
      return found?.standings.map(({ faction, form, course }) => ({ faction, form, course }));
    },
    profile as () => Statement<unknown>,
    3,
  ],
  ['a history', async () => (await statementRunner(client)(history()))?.course.series, history, 5],
])('%s', (_, made, statement, version) => {
  let first: Awaited<ReturnType<typeof made>>;
  beforeEach(async () => {
    first = await made();
  });

  test('that is known costs nothing of its courses, and says the same', async () => {
    expect(first?.length).toBeGreaterThan(0);
    // Not known: as whoever asks first.
    const { text, parameters } = statement();
    const unknown = parameters.map((value, place) => (place === version ? null : value));
    expect(unknown).not.toEqual(parameters);
    const asked = await rowsFetched(client, 'ledger', { text, parameters: unknown });
    const known = await rowsFetched(client, 'ledger', { text, parameters });
    const points = (first ?? []).reduce(
      (sum, line) => sum + ('course' in line ? line.course : line.points).length,
      0,
    );
    expect(asked - known).toBeGreaterThanOrEqual(points);
    expect(await made()).toEqual(first);
  });

  test('is read anew after a change, though it led back to the same rating', async () => {
    await adjust(7);
    await adjust(-7);
    const back = await made();
    expect(back).not.toEqual(first);
    expect(await made()).toEqual(back);
  });

  test('is told from what was there before a change that was not to be', async () => {
    await client.query('begin');
    await adjust(7);
    const within = await made();
    await client.query('rollback');
    expect(within).not.toEqual(first);
    expect(await made()).toEqual(first);
  });
});
