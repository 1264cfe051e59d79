// Calls that are asked as one: who goes with whom, and whose each row is.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import type { DatabaseFailureReason } from '../../src/postgres/database.ts';
import { isSpoilt, memberAnswers, mergedCalls } from '../../src/postgres/merged-calls.ts';
import type { Call, PoolAnswer } from '../../src/postgres/pool-call.ts';
import { LIMITS, query } from './pool-harness.ts';

const asking = (value: string, name = 'same', limits = LIMITS): Call => ({
  query: { ...query(name), parameters: [['game'], [value]], merges: true },
  limits,
});
const other = (name: string): Call => ({ query: { ...query(name), parameters: [name] }, limits: LIMITS });
const ROWS = { ok: true, cost: { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false } } as const;
const parameters = (calls: readonly Call[]) => mergedCalls(calls).map((call) => call.query.parameters);

test('what asks the same of somebody else goes as one, and what does not, alone', () => {
  expect(parameters([asking('a'), other('x'), asking('b'), asking('a', 'another'), other('x')])).toEqual([
    [
      ['game', 'game'],
      ['a', 'b'],
    ],
    ['x'],
    [['game'], ['a']],
    ['x'],
  ]);
});

test('what is not said to merge goes alone, whatever its text is', () => {
  const alone = { ...asking('b'), query: { ...asking('b').query, merges: false } };
  expect(parameters([asking('a'), alone, asking('c')])).toEqual([
    [
      ['game', 'game'],
      ['a', 'c'],
    ],
    [['game'], ['b']],
  ]);
});

test('another text of the same name is another statement', () => {
  const newer = { ...asking('b'), query: { ...asking('b').query, text: 'select 2' } };
  expect(parameters([asking('a'), newer])).toHaveLength(2);
});

test('32 go as one, and the next begins another', () => {
  const many = Array.from({ length: 67 }, (_, place) => asking(String(place)));
  const merged = mergedCalls(many);
  expect(merged.map(({ members }) => members.length)).toEqual([32, 32, 3]);
  expect(merged.flatMap(({ members }) => members)).toEqual(many);
});

test('nobody has less time than he would have alone', () => {
  const hurried = { waitMs: 5, answerMs: 9_000 };
  const [merged] = mergedCalls([
    asking('a'),
    asking('b', 'same', hurried),
    asking('c', 'same', { waitMs: 1_000, answerMs: 70 }),
  ]);
  expect(merged?.limits).toEqual({ waitMs: 1_800, answerMs: 15_000 });
});

test('each gets his own rows, in their order, as he would have alone', () => {
  const calls = ['a', 'b', 'c'].map((value) => asking(value));
  const [merged] = mergedCalls(calls);
  const rows = [
    ['2', 'x'],
    ['1', 'y'],
    ['2', null],
  ].map(packedRow);
  const answers = merged && memberAnswers(merged, { ...ROWS, rows });
  expect(answers).toEqual([
    [calls[0], { ...ROWS, rows: [rows[1]] }],
    [calls[1], { ...ROWS, rows: [rows[0], rows[2]] }],
    [calls[2], { ...ROWS, rows: [] }],
  ]);
});

test('a row that is nobody’s is nobody’s answer', () => {
  const calls = [asking('a'), asking('b')];
  const [merged] = mergedCalls(calls);
  const rows = [packedRow(['1', 'x']), packedRow(['3', 'y'])];
  const answers = (merged && memberAnswers(merged, { ...ROWS, rows })) ?? [];
  expect(answers.map(([member]) => member)).toEqual(calls);
  for (const [, answer] of answers) {
    expect(answer).toMatchObject({ ok: false, fault: { reason: 'unreadable', statement: 'same' } });
  }
});

const refused = (reason: DatabaseFailureReason, sqlstate: string | null = null): PoolAnswer => ({
  ...ROWS,
  ok: false,
  fault: { reason, message: 'no', statement: 'same', sqlstate },
});

test('what nobody can help is told to each', () => {
  const calls = [asking('a'), asking('b')];
  const [merged] = mergedCalls(calls);
  const late = refused('deadline');
  expect(merged && memberAnswers(merged, late)).toEqual(calls.map((call) => [call, late]));
});

test.each<[DatabaseFailureReason, string | null, boolean]>([
  ['rejected', '22P02', true],
  ['rejected', '22021', true],
  // Of the server, or of the statement itself: it would say the same to each.
  ['rejected', '53200', false],
  ['rejected', '57014', false],
  ['rejected', '42P01', false],
  ['unreachable', null, false],
  ['unreachable', '53300', false],
  ['broken', '57P01', false],
  ['deadline', null, false],
])('%s %s: asked again alone, %s', (reason, sqlstate, again) => {
  const [one] = mergedCalls([asking('a')]);
  const [several] = mergedCalls([asking('a'), asking('b')]);
  if (!(one && several)) throw new Error('nobody asks');
  expect(isSpoilt(several, refused(reason, sqlstate))).toBe(again);
  expect(isSpoilt(one, refused(reason, sqlstate))).toBe(false);
  expect(isSpoilt(several, { ...ROWS, rows: [] })).toBe(false);
});
