// The answers to a batch: in parts, and never by the slowest.
import { expect, test } from 'vitest';
import { packedRow } from '../../dev/packed-row.ts';
import { type AnswersPart, BatchAnswers } from '../../src/postgres/batch-answers.ts';
import type { PoolAnswer } from '../../src/postgres/pool-call.ts';
import { HandClock, settled } from './scripted-connection.ts';

const COST = { roundTrips: 1, waitingMs: 0, roundTripMs: 1, cold: false };
const rows = (name: string): PoolAnswer => ({ ok: true, rows: [packedRow([name])], cost: COST });

function seen(promise: Promise<AnswersPart>): { value: AnswersPart | null } {
  const found: { value: AnswersPart | null } = { value: null };
  void promise.then((value) => {
    found.value = value;
  });
  return found;
}

function batch(size: number) {
  const clock = new HandClock();
  const tickets = ['ticket 1', 'ticket 2'];
  const batches = new BatchAnswers(clock, () => tickets.shift() ?? 'too many');
  const running = Array.from({ length: size }, () => Promise.withResolvers<PoolAnswer>());
  const first = seen(batches.first(running.map(({ promise }) => promise)));
  const answer = (place: number) => {
    running[place]?.resolve(rows(String(place)));
    return settled();
  };
  return { clock, batches, first, answer };
}

test('what comes together is one part, and no timer is left', async () => {
  const { first, answer, clock } = batch(3);
  await Promise.all([answer(2), answer(0), answer(1)]);
  expect(first.value).toEqual({
    answers: [
      { place: 2, answer: rows('2') },
      { place: 0, answer: rows('0') },
      { place: 1, answer: rows('1') },
    ],
    rest: null,
  });
  await clock.pass(60_000);
  expect(clock.pending).toBe(0);
});

test('nothing before the first answer, however long that takes', async () => {
  const { first, clock } = batch(3);
  await clock.pass(10_000);
  expect(first.value).toBeNull();
});

test('who is slow holds nobody up, and is in the next part', async () => {
  const { first, answer, batches } = batch(3);
  await answer(0);
  expect(first.value).toEqual({ answers: [{ place: 0, answer: rows('0') }], rest: 'ticket 1' });
  const second = seen(batches.more('ticket 1'));
  await answer(2);
  expect(second.value).toEqual({ answers: [{ place: 2, answer: rows('2') }], rest: 'ticket 1' });
  // It comes before it is asked for, which loses nothing.
  await answer(1);
  expect(await batches.more('ticket 1')).toEqual({ answers: [{ place: 1, answer: rows('1') }], rest: null });
});

test('a ticket that nobody gave out is an error, and so is one that was used to its end, or too late', async () => {
  const used = batch(2);
  await used.answer(0);
  await used.answer(1);
  expect(await used.batches.more('ticket 1')).toMatchObject({ rest: null });
  await expect(used.batches.more('ticket 1')).rejects.toThrow('not there');

  const { answer, batches, clock } = batch(2);
  await expect(batches.more('of an object before')).rejects.toThrow('not there');
  await answer(0);
  await answer(1);
  await clock.pass(10_000);
  await expect(batches.more('ticket 1')).rejects.toThrow('not there');
  expect(clock.pending).toBe(0);
});
