// What the composer asks the bot for while somebody types, in a time of its own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Offers } from '../../../dev/playground/page/offers.ts';
import type { OfferedChoice } from '../../../dev/playground/protocol.ts';

const PAUSE_MS = 120;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const choice = (name: string): OfferedChoice => ({ name, value: name });

/** Each question is answered when the test says so. */
function setting() {
  const shown: (readonly string[] | null)[] = [];
  const offers: Offers = new Offers(() =>
    shown.push(offers.choices === null ? null : offers.choices.map(({ name }) => name)),
  );
  const asked = new Map<string, (choices: readonly OfferedChoice[] | null) => void>();
  const type = (letters: string) =>
    offers.request(() => new Promise((resolve) => void asked.set(letters, resolve)));
  const answer = async (letters: string, names: readonly string[] | null) => {
    asked.get(letters)?.(names?.map(choice) ?? null);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { shown, offers, asked, type, answer };
}

test('the bot is asked once typing pauses, for the letters that stand there then', async () => {
  const { shown, asked, type, answer } = setting();
  type('A');
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  type('Au');
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  expect([...asked.keys()]).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect([...asked.keys()]).toEqual(['Au']);
  await answer('Au', ['Aurora']);
  expect(shown).toEqual([null, null, ['Aurora']]);
});

test('an answer for other letters counts no more, before the next one is asked for and after', async () => {
  const { shown, offers, type, answer } = setting();
  type('A');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  type('B');
  await answer('A', ['Aurora']);
  expect(offers.choices).toBeNull();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await answer('B', ['Boreas']);
  await answer('A', ['Aurora']);
  expect(shown).toEqual([null, null, ['Boreas']]);
});

test('what is dismissed is neither asked nor shown', async () => {
  const { shown, offers, asked, type, answer } = setting();
  type('A');
  offers.dismiss();
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  expect([...asked.keys()]).toEqual([]);
  type('B');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  offers.dismiss();
  await answer('B', ['Boreas']);
  expect(shown).toEqual([null, null]);
});

test('where nothing is to be offered any more, nothing changes', async () => {
  const { shown, type, answer } = setting();
  type('A');
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
  await answer('A', null);
  expect(shown).toEqual([null]);
});
