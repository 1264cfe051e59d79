// What a test asks the probe of a database route to do.
import type { Parameter } from '../../src/postgres/statement.ts';

export interface Call {
  readonly statement: string;
  readonly given?: readonly Parameter[];
}

export interface Asked {
  readonly calls: readonly Call[];
  /** One after the other unless `together`; in one transaction that ends so, where told. */
  readonly how?: 'in turn' | 'together' | 'commit' | 'throw' | 'forgive' | 'beside' | 'lease twice';
  readonly connectionMs?: number;
  readonly answerMs?: number;
}
