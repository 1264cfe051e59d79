// Waits for what is to come about, and looks again now and then: the longer it has waited, the less often, since each
// look costs what is waited for some of the processor.

const LIMIT_MS = 10_000;
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 100;
/** Of what has been waited, so much longer at most. */
const SHARE = 0.2;

/** Gives what `look` sees once it is neither null, undefined nor false. */
export async function until<Value>(
  look: () => Value | Promise<Value>,
  limitMs = LIMIT_MS,
): Promise<Exclude<Value, null | undefined | false>> {
  const begun = performance.now();
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<Value, null | undefined | false>;
    const waited = performance.now() - begun;
    if (waited > limitMs) throw new Error(`within ${limitMs} ms it did not come about: ${look}`);
    const pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, SHARE * waited));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
