// A promise with an end: whatever is not there in time is a failure, and what comes later is dropped.
import type { Clock } from './clock.ts';

/** Rejects with what `late` makes when `by`, in milliseconds since the epoch, has passed. */
export async function within<Value>(
  promise: Promise<Value>,
  by: number,
  clock: Clock,
  late: () => Error,
): Promise<Value> {
  let cancel = () => {};
  const timeout = new Promise<never>((_, reject) => {
    cancel = clock.after(Math.max(0, by - clock.now()), () => reject(late()));
  });
  // Whoever gave up is not there to see it fail.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    cancel();
  }
}
