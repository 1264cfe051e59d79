// An object that does not hear a call is called again, anew, and not for ever.
import { expect, test } from 'vitest';
import { wake } from '../src/wake.ts';

async function called(deaf: number) {
  let stubs = 0;
  const slept: number[] = [];
  const object = () => {
    const turn = stubs;
    stubs += 1;
    return {
      wake: async () => {
        if (turn < deaf) throw new Error('the object is being moved');
      },
    };
  };
  const sleep = async (ms: number) => slept.push(ms);
  const heard = await wake(object, sleep).then(
    () => true,
    (error: Error) => error.message,
  );
  return { heard, stubs, pauses: slept.length };
}

test.each([
  [0, { heard: true, stubs: 1, pauses: 0 }],
  [1, { heard: true, stubs: 2, pauses: 1 }],
  [2, { heard: true, stubs: 3, pauses: 2 }],
  [3, { heard: 'the object is being moved', stubs: 3, pauses: 2 }],
])('deaf %i times', async (deaf, expected) => {
  expect(await called(deaf)).toEqual(expected);
});
