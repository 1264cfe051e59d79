// A connection on loan to one borrower: statements in a transaction of its own, given back exactly once.
import type { Connection } from './connection.ts';
import type { RawRow } from './raw-row.ts';
import type { Query } from './statement.ts';

const ROLLBACK: Query = { name: '', text: 'rollback', parameters: [], resend: false };

export interface PoolLeaseOptions {
  readonly connection: Connection;
  /** `usable` is false when the connection must not be lent again. */
  readonly giveBack: (usable: boolean) => void;
}

export class PoolLease {
  readonly #connection: Connection;
  readonly #giveBack: (usable: boolean) => void;
  #returned = false;

  constructor({ connection, giveBack }: PoolLeaseOptions) {
    this.#connection = connection;
    this.#giveBack = giveBack;
  }

  async run(query: Query): Promise<readonly RawRow[]> {
    if (this.#returned) throw new Error(`statement "${query.name}" on a lease that was returned`);
    return this.#connection.send(query);
  }

  /** Gives the connection back, ending whatever transaction is still open. A second time is the borrower's bug. */
  async release(): Promise<void> {
    if (this.#returned) throw new Error('a lease was returned twice');
    this.#returned = true;
    let usable = true;
    if (this.#connection.busy()) {
      usable = await this.#connection.send(ROLLBACK).then(
        () => !this.#connection.busy(),
        () => false,
      );
    }
    this.#giveBack(usable);
  }
}
