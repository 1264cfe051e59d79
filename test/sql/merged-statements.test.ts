// Statements that several ask as one: each gets what he would have got alone, and the server plans them once, for
// whoever asks.
import type { Client } from 'pg';
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { demonstrationPlayers } from '../../scripts/seed.ts';
import { games } from '../../src/games/index.ts';
import { type MergedCall, memberAnswers, mergedCalls } from '../../src/postgres/merged-calls.ts';
import type { Call } from '../../src/postgres/pool-call.ts';
import type { Statement } from '../../src/postgres/statement.ts';
import { profileById, profileByName } from '../../src/sql/profile.ts';
import { LIMITS } from '../postgres/pool-harness.ts';
import { seededClient } from '../seeded-client.ts';
import { rowsAsText, statementRunner } from '../statement-runner.ts';
import { sqlStatements } from './sql-statements.ts';

const [game] = games;
// Where a table is small, a planner that expects many reads all of it.
const client = await seededClient({ players: 1_000, game });
const { rows: players } = await client.query<{ id: string; key: string }>(
  'select id, name_key as key from players where name is not null order by id limit 30',
);
const statements = await sqlStatements();

const NOBODY = '9000000000000000000';
const at = (place: number) => new Date(Date.now() - place * 86_400_000 * 9);
const IDS = [demonstrationPlayers.strong.id, NOBODY, ...players.map(({ id }) => id)];
const KEYS = ['nobody at all', ...players.map(({ key }) => key), '"{,}\\', 'null', ''];
/** By each at another moment and some in another game; for somebody who is known, who is not there, or twice. */
const ASKED: Readonly<Record<string, () => readonly Statement<unknown>[]>> = {
  'profile.by-id': () =>
    [...IDS, demonstrationPlayers.strong.id].map((id, place) => profileById(gameOf(place), at(place), id)),
  'profile.by-name': () => KEYS.map((key, place) => profileByName(gameOf(place), at(place), key)),
};

function gameOf(place: number): string {
  return place % 5 === 3 ? 'chess' : game.id;
}

function asked(name: string, count?: number): readonly MergedCall<Call>[] {
  const all = ASKED[name]?.().slice(0, count) ?? [];
  return mergedCalls(all.map((query) => ({ query, limits: LIMITS })));
}

test('each of them has a line here', () => {
  expect(statements.flatMap(({ name, merges }) => (merges ? [name] : []))).toEqual(Object.keys(ASKED));
});

test.each(Object.keys(ASKED))('%s takes lists of one, and tells first whose a row is', (name) => {
  for (const { parameters } of ASKED[name]?.() ?? []) {
    for (const list of parameters) expect(list).toHaveLength(1);
  }
  const columns = statements.find((statement) => statement.name === name)?.columns ?? {};
  expect(Object.keys(columns)[0]).toBe('asker');
});

test.each(Object.keys(ASKED))('%s: each who asks gets what he would have got alone', async (name) => {
  // Of every other it is known how his ratings have moved.
  for (const [place, statement] of (ASKED[name]?.() ?? []).entries()) {
    if (place % 2 === 0) await statementRunner(client)(statement);
  }
  const calls = asked(name);
  expect(calls.map(({ members }) => members.length)).toEqual([32, calls[1]?.members.length]);
  const cost = { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false };
  let [found, known] = [0, 0];
  for (const call of calls) {
    const rows = (await rowsAsText(client, call.query)).map(packedRow);
    const together = memberAnswers(call, { ok: true, rows, cost });
    for (const [place, [{ query }, answer]] of together.entries()) {
      const alone = await rowsAsText(client, query);
      expect(answer).toMatchObject({ rows: alone.map((row) => packedRow(row.with(0, String(place + 1)))) });
      found += alone.length;
      known += alone.filter((row) => row.at(-3) !== null && row.at(-1) === null).length;
    }
  }
  expect(found).toBeGreaterThan(10);
  expect(known).toBeGreaterThan(2);
});

test.each(Object.keys(ASKED))('%s is planned five times, as any is, however many ask', async (name) => {
  for (let count = 1; count <= 32; count += 1) {
    const [call] = asked(name, count);
    if (!call) throw new Error('nobody asks');
    await client.query({ name, text: call.query.text, values: [...call.query.parameters] });
  }
  const { rows } = await client.query(
    'select custom_plans::int as planned, generic_plans::int as kept from pg_prepared_statements where name = $1',
    [name],
  );
  expect(rows).toEqual([{ planned: 5, kept: 27 }]);
  expect(await scanned(client, name)).toEqual(['seasons']);
});

/** The tables that the plan which is kept reads whole. There are a few seasons, and ever will be. */
async function scanned(on: Client, name: string): Promise<readonly string[]> {
  const nothing = ['{}', '{}', '{}', '{}'].map((list) => `'${list}'`).join();
  await on.query(`set plan_cache_mode = force_generic_plan`);
  const { rows } = await on.query<{ 'QUERY PLAN': string }>(`explain execute "${name}"(${nothing})`);
  await on.query(`reset plan_cache_mode`);
  return rows.flatMap((row) => /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1] ?? []);
}
