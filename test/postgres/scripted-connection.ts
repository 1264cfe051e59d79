// Connections whose every answer a test gives by hand, and a clock that it winds: the pool's logic, without a
// socket and without a second passing.
import { packedRow } from '../../dev/packed-row.ts';
import type { Clock } from '../../src/postgres/clock.ts';
import { type Connect, type Connection, ConnectionFault } from '../../src/postgres/connection.ts';
import type { RawRow } from '../../src/postgres/raw-row.ts';
import type { Query } from '../../src/postgres/statement.ts';

export class HandClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; action: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, action: () => void): () => void {
    const timer = { at: this.#now + ms, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass, firing what falls due in its order, and gives promises their turns between. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settled();
      const [next] = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
    }
    this.#now = end;
    await settled();
  }

  /** Time passes, and nobody is told. */
  leap(ms: number): void {
    this.#now += ms;
  }

  get pending(): number {
    return this.#timers.length;
  }
}

/** Long enough for every chain of promises in the pool to run out. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

interface Sent {
  readonly query: Query;
  resolve(rows: readonly RawRow[]): void;
  reject(fault: ConnectionFault): void;
}

export class ScriptedConnection implements Connection {
  readonly sent: Sent[] = [];
  transaction = false;
  ended: 'closed' | 'destroyed' | null = null;
  readonly #onBroken: (cause: string) => void;

  constructor(onBroken: (cause: string) => void) {
    this.#onBroken = onBroken;
  }

  send(query: Query): Promise<readonly RawRow[]> {
    if (this.ended) return Promise.reject(new ConnectionFault('broken', 'the connection has ended'));
    return new Promise((resolve, reject) => this.sent.push({ query, resolve, reject }));
  }

  busy(): boolean {
    return this.sent.length > 0 || this.transaction;
  }

  async close(): Promise<void> {
    this.ended = 'closed';
  }

  destroy(): void {
    this.ended = 'destroyed';
    for (const { reject } of this.sent.splice(0)) reject(new ConnectionFault('broken', 'destroyed'));
  }

  /** Answers the oldest statement, as PostgreSQL does. */
  async answer(rows: readonly RawRow[] = [packedRow(['1'])]): Promise<void> {
    this.sent.shift()?.resolve(rows);
    await settled();
  }

  async fail(fault: ConnectionFault): Promise<void> {
    this.sent.shift()?.reject(fault);
    await settled();
  }

  /** The server goes away. */
  async break(): Promise<void> {
    this.ended = 'destroyed';
    this.#onBroken('the server closed the connection');
    for (const { reject } of this.sent.splice(0)) reject(new ConnectionFault('broken', 'gone'));
    await settled();
  }
}

/** What a server says that has no connection to spare. */
export const FULL = new ConnectionFault('rejected', 'sorry, too many clients already', '53300');

/** Connections as they are asked for; each is made when the test says so. */
export class ScriptedServer {
  readonly made: ScriptedConnection[] = [];
  readonly asked: { accept(): ScriptedConnection; refuse(fault: ConnectionFault): void }[] = [];
  /** Whether connections are made without being told. */
  open: boolean;

  constructor({ open }: { open: boolean }) {
    this.open = open;
  }

  readonly connect: Connect = (onBroken) =>
    new Promise((resolve, reject) => {
      const accept = () => {
        const connection = new ScriptedConnection(onBroken);
        this.made.push(connection);
        resolve(connection);
        return connection;
      };
      if (this.open) accept();
      else this.asked.push({ accept, refuse: reject });
    });

  /** Refuses all that are asked for; how many those were. */
  refuseAll(fault: ConnectionFault): number {
    const asked = this.asked.splice(0);
    for (const { refuse } of asked) refuse(fault);
    return asked.length;
  }

  /** Those that have not ended. */
  get live(): readonly ScriptedConnection[] {
    return this.made.filter(({ ended }) => ended === null);
  }
}
