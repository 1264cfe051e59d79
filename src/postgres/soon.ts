// What is to be done at the end of a turn, before anything else that comes in.

const DONE = Promise.resolve();

/** Whoever asks first is served first. A runtime's own queueMicrotask makes a function anew for each call. */
export function soon(work: () => void): void {
  void DONE.then(work);
}
