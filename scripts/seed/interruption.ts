// Ctrl-C while a season is loaded. The server undoes by itself what had not ended, but not what some of the connections had
// ended already: who seeds does that, and so has to outlive the signal.
import type { Client } from 'pg';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls `interrupt` when this process is told to end, which it then has to do by itself. Returns how to call it off. */
export function onInterruption(interrupt: () => void): () => void {
  // Each time: the same signal may come from the terminal and from a parent process.
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return () => {
    for (const signal of SIGNALS) process.off(signal, interrupt);
  };
}

/** Ends connections in the middle of what they do: a server does not notice that its client has gone before it is done. */
export async function endSessions(newClient: () => Client, clients: readonly Client[]): Promise<void> {
  const operator = newClient();
  try {
    await operator.connect();
    await operator.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
      clients.map(processOf),
    ]);
  } catch {
    // The server is not to be had: here at least nobody waits for it any more.
    for (const client of clients) client.end().catch(() => {});
  } finally {
    await operator.end().catch(() => {});
  }
}

/** The server's process behind a connection; the types leave it out. */
function processOf(client: Client): number | null {
  return (client as Client & { readonly processID: number | null }).processID;
}
