import { expect, test } from 'vitest';
import { SharedWork } from '../../src/web/shared-work.ts';

const never = () => new Promise<number>(() => {});
const hold = () => {};

test('what is under way is waited for, and done once', async () => {
  const shared = new SharedWork<number>(1_000);
  let done = 0;
  const work = async () => (done += 1);
  expect(await Promise.all([shared.once('k', work, hold), shared.once('k', work, hold)])).toEqual([1, 1]);
  expect(await shared.once('k', work, hold)).toBe(2);
});

test('what never ends is waited for once: whoever comes after that begins it anew', async () => {
  const shared = new SharedWork<number>(10);
  void shared.once('k', never, hold);
  await expect(shared.once('k', async () => 2, hold)).rejects.toMatchObject({ reason: 'deadline' });
  expect(await shared.once('k', async () => 3, hold)).toBe(3);
});

test('what ends late takes nothing away from what was begun after it', async () => {
  const shared = new SharedWork<number>(10);
  const { promise, resolve } = Promise.withResolvers<number>();
  const first = shared.once('k', () => promise, hold);
  await expect(shared.once('k', never, hold)).rejects.toThrow();
  const second = shared.once('k', () => new Promise((done) => setTimeout(done, 5, 2)), hold);
  resolve(1);
  expect(await first).toBe(1);
  // The same work still, not one of its own.
  expect(await shared.once('k', async () => 3, hold)).toBe(2);
  expect(await second).toBe(2);
});
