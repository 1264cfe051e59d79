// What is kept of answers: for how long, how much, and that nobody is asked twice at once.
import { expect, test } from 'vitest';
import { answerOf, KeptAnswers, respond } from '../../src/web/kept.ts';

const KEPT_MS = 20_000;

function kept(mostBytes = 1_000_000, waitMs = 1_000) {
  const clock = { at: 0 };
  const answers = new KeptAnswers({ now: () => clock.at, forMs: KEPT_MS, mostBytes, waitMs });
  const asked: string[] = [];
  const ask = (key: string, text = key) =>
    answers.answer(
      key,
      () => {
        asked.push(key);
        return answerOf(200, 'text/plain', text);
      },
      () => {},
    );
  return { answers, clock, asked, ask };
}

test('an answer is made once an interval', async () => {
  const { clock, asked, ask } = kept();
  expect((await ask('a')).leftMs).toBe(KEPT_MS);
  clock.at = KEPT_MS - 1_000;
  expect((await ask('a')).leftMs).toBe(1_000);
  expect(asked).toEqual(['a']);
  clock.at = KEPT_MS;
  await ask('a');
  expect(asked).toEqual(['a', 'a']);
});

test('those who ask at once wait for one answer, each question for its own', async () => {
  const { asked, ask } = kept();
  await Promise.all([ask('a'), ask('a'), ask('b'), ask('a')]);
  expect(asked).toEqual(['a', 'b']);
});

test('a failure is for those who waited for it, and is not kept', async () => {
  const { answers, ask } = kept();
  const fail = () =>
    answers.answer(
      'a',
      async () => {
        throw new Error('gone');
      },
      () => {},
    );
  const results = await Promise.allSettled([fail(), fail()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await ask('a')).status).toBe(200);
});

test('nobody waits for ever for what another has asked', async () => {
  const { answers } = kept(1_000, 10);
  const never = () =>
    answers.answer(
      'a',
      () => new Promise(() => {}),
      () => {},
    );
  never();
  await expect(never()).rejects.toMatchObject({ reason: 'deadline' });
});

test('what is kept has a limit: the oldest goes first', async () => {
  const { asked, ask } = kept(10_000);
  for (let key = 0; key < 100; key += 1) await ask(`${key}`, 'x'.repeat(500));
  await ask('99');
  expect(asked).toHaveLength(100);
  await ask('0');
  expect(asked).toHaveLength(101);
});

test('a long address counts as well', async () => {
  const { asked, ask } = kept(10_000);
  for (let key = 0; key < 5; key += 1) await ask(`${key}${'x'.repeat(2_000)}`, '');
  await ask(`0${'x'.repeat(2_000)}`, '');
  expect(asked).toHaveLength(6);
});

test('an answer that is made anew takes the room of the one before it', async () => {
  const { clock, asked, ask } = kept(10_000);
  for (let interval = 0; interval < 100; interval += 1) {
    clock.at = interval * KEPT_MS;
    await ask('a', 'x'.repeat(500));
  }
  await ask('a');
  expect(asked).toHaveLength(100);
});

test('one answer that is larger than all that may be kept is given, and not kept', async () => {
  const { asked, ask } = kept(100);
  expect((await ask('a')).body.byteLength).toBe(1);
  await ask('a');
  expect(asked).toEqual(['a', 'a']);
});

test.each([
  ['the same', (etag: string) => etag, 304],
  ['among others', (etag: string) => `"x", ${etag}`, 304],
  ['made strong on the way', (etag: string) => etag.slice(2), 304],
  ['any', () => '*', 304],
  ['another', () => 'W/"other"', 200],
])('with an ETag that is %s', async (_, given, status) => {
  const { ask } = kept();
  const answer = await ask('a');
  const response = respond(answer, { ifNoneMatch: given(answer.etag) }, { Vary: 'Accept' });
  expect(response.status).toBe(status);
  expect(response.headers.get('etag')).toBe(answer.etag);
  expect(response.headers.get('cache-control')).toBe('public, max-age=20, must-revalidate');
});

test.each(['*', 'its own'])(
  'what was not found is not told as unchanged, with an ETag of %s',
  async (given) => {
    const answer = { ...(await answerOf(404, 'text/plain', 'none')), leftMs: KEPT_MS };
    const response = respond(answer, { ifNoneMatch: given === '*' ? given : answer.etag }, {});
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('none');
  },
);
