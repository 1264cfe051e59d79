// Waits for what is to come about, and looks again now and then.

const LIMIT_MS = 10_000;
const LOOK_MS = 20;

/** Gives what `look` sees once it is neither null, undefined nor false. */
export async function until<Value>(
  look: () => Value | Promise<Value>,
  limitMs = LIMIT_MS,
): Promise<Exclude<Value, null | undefined | false>> {
  const end = performance.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<Value, null | undefined | false>;
    if (performance.now() > end) throw new Error(`within ${limitMs} ms it did not come about: ${look}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
