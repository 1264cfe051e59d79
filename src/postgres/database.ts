// The one interface to PostgreSQL. No code outside this room can tell which route is behind it.
import type { Statement } from './statement.ts';

/** A connection on loan, for the statements of one transaction. */
export interface Lease {
  run<Result>(statement: Statement<Result>): Promise<Result>;
}

/** Opened for one piece of work (an interaction, an alarm) and bounded by that work's deadline. */
export interface Database extends Lease {
  /** Runs `work` between BEGIN and COMMIT on a connection of its own; rolls back and rethrows when it throws. */
  transaction<Result>(work: (lease: Lease) => Promise<Result>): Promise<Result>;
}

/**
 * Why a statement gave no result.
 * - `rejected`: PostgreSQL answered with an error; `sqlstate` names it.
 * - `unreachable`: no connection could be had; nothing was sent.
 * - `broken`: the connection ended before the answer; whether the statement ran is unknown.
 * - `deadline`: time ran out while waiting for a connection or for the answer.
 * - `unreadable`: the rows are not what the statement's columns say.
 */
export type DatabaseFailureReason = 'rejected' | 'unreachable' | 'broken' | 'deadline' | 'unreadable';

/** The fault of a statement or a connection, as data: it crosses between isolates. Never holds parameters. */
export interface DatabaseFault {
  readonly reason: DatabaseFailureReason;
  readonly message: string;
  /** Name of the statement; null when none was concerned. */
  readonly statement: string | null;
  /** PostgreSQL's five-character code, where PostgreSQL answered. */
  readonly sqlstate: string | null;
}

/** Of a statement; of a lease, or of none in particular, where it is null. */
export function deadlineFault(statement: string | null, message: string): DatabaseFault {
  return { reason: 'deadline', message, statement, sqlstate: null };
}

export function unanswered(statement: string): DatabaseFault {
  return deadlineFault(statement, `statement "${statement}": no answer in time`);
}

export class DatabaseFailure extends Error {
  readonly reason: DatabaseFailureReason;
  readonly statement: string | null;
  readonly sqlstate: string | null;

  constructor(fault: DatabaseFault) {
    super(fault.message);
    this.name = 'DatabaseFailure';
    this.reason = fault.reason;
    this.statement = fault.statement;
    this.sqlstate = fault.sqlstate;
  }
}

/** What the database cost one piece of work; filled in while it runs. Times in milliseconds. */
export interface Meter {
  roundTrips: number;
  /** From asking for a connection to the decoded answer. */
  databaseMs: number;
  /** The part of it spent waiting for a connection. */
  waitingMs: number;
  /** Whether any statement had to wait for a connection to be made. */
  cold: boolean;
}

export function newMeter(): Meter {
  return { roundTrips: 0, databaseMs: 0, waitingMs: 0, cold: false };
}
