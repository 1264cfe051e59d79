// What the pool knows of a connection, and what a transport has to make. Nothing here names a transport.
import type { DatabaseFault } from './database.ts';
import type { RawRow } from './raw-row.ts';
import type { Query } from './statement.ts';

/** One PostgreSQL session. */
export interface Connection {
  /**
   * Sends at once, behind whatever is in flight; answers come in the order of sending.
   * Rejects with a `ConnectionFault`.
   */
  send(query: Query): Promise<readonly RawRow[]>;
  /** Whether an answer is still to come, or a transaction open. */
  busy(): boolean;
  /** Says goodbye once everything in flight is answered. */
  close(): Promise<void>;
  /** Ends it now; what is in flight rejects as broken. */
  destroy(): void;
}

/** Opens a connection; `onBroken` is called once if it ends without having been closed. */
export type Connect = (onBroken: (cause: string) => void) => Promise<Connection>;

/**
 * Why a send gave no rows. `stale`: the server refused because of what this session has prepared before; the
 * statement did not run, and a new session will take it. `skipped`: one that shared its transaction failed before it; it
 * did not run, and any session will take it.
 */
export class ConnectionFault extends Error {
  readonly kind: 'rejected' | 'broken' | 'stale' | 'skipped';
  readonly sqlstate: string | null;

  constructor(kind: ConnectionFault['kind'], message: string, sqlstate: string | null = null) {
    super(message);
    this.name = 'ConnectionFault';
    this.kind = kind;
    this.sqlstate = sqlstate;
  }
}

/** The fault of a statement that failed on its connection. */
export function statementFault(query: Query, error: unknown): DatabaseFault {
  const known = error instanceof ConnectionFault;
  return {
    reason: known && error.kind !== 'broken' ? 'rejected' : 'broken',
    message: `statement "${query.name}": ${known ? error.message : String(error)}`,
    statement: query.name,
    sqlstate: known ? error.sqlstate : null,
  };
}

/** Whether a statement may go out once more after this: it did not run, or says that running twice does no harm. */
export function mayResend(query: Query, error: unknown): boolean {
  if (!(error instanceof ConnectionFault) || error.kind === 'rejected') return false;
  return error.kind !== 'broken' || query.resend;
}
