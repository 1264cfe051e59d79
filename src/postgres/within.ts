// A promise with an end: whatever is not there in time is a failure, and what comes later is dropped.
import type { Clock } from './clock.ts';

/** Rejects with what `late` makes when `by`, in milliseconds since the epoch, has passed. */
export function within<Value>(
  promise: Promise<Value>,
  by: number,
  clock: Clock,
  late: () => Error,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(Math.max(0, by - clock.now()), () => reject(late()));
    // Once: the promise of a call to another object takes it over the border each time it is asked.
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
