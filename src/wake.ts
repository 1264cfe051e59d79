// Telling an object that there is something for it. An object that is just being moved, or replaced by a deployment,
// does not hear it: it is told again some seconds later, by when it is there. Nobody waits for this.

/** A Worker has about 30 s after its answer. */
const PAUSES_MS = [1_000, 8_000] as const;

/** `object`: asked for anew each time, since what failed once may not be called again. */
export async function wake(
  object: () => { wake(): Promise<void> },
  sleep: (ms: number) => Promise<unknown>,
): Promise<void> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await object().wake();
    } catch {
      await sleep(pauseMs);
    }
  }
  return object().wake();
}
