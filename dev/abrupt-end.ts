// The end of a process that nobody announced: what must not outlive it is let go at the last moment.

/**
 * Calls `release` (synchronous, short) when the process ends without `close`: by itself, by an exception, or by a
 * signal nobody else handles. Returns how to call it off.
 */
export function onAbruptEnd(release: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    forget();
    release();
    process.kill(process.pid, signal);
  };
  const onExit = () => release();
  const forget = () => {
    process.off('exit', onExit);
    for (const signal of signals) process.off(signal, onSignal);
  };
  process.on('exit', onExit);
  for (const signal of signals) process.on(signal, onSignal);
  return forget;
}
