// The end of a process that nobody announced: what must not outlive it is let go at the last moment.

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One listener for all of them: they must not take each other for somebody who handles the signal. */
const releases = new Set<() => void>();

/**
 * Calls `release` (synchronous, short) when the process ends without `close`: by itself, by an exception, or by a
 * signal nobody else handles. Returns how to call it off.
 */
export function onAbruptEnd(release: () => void): () => void {
  if (releases.size === 0) listen();
  releases.add(release);
  return () => {
    if (releases.delete(release) && releases.size === 0) unlisten();
  };
}

function listen(): void {
  process.on('exit', releaseAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', releaseAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  unlisten();
  releaseAll();
  process.kill(process.pid, signal);
}

function releaseAll(): void {
  for (const release of releases) release();
  releases.clear();
}
