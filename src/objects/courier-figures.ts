// What the courier tells of itself.
import type { LimitFigures } from '../discord/limit-figures.ts';

/** Since this object began: Cloudflare ends it where it likes, and the next one begins at nothing. */
export interface CourierFigures {
  readonly sent: number;
  readonly later: number;
  readonly givenUp: number;
  /** Drains that ended in an error, since the last that did not. */
  readonly failures: number;
  readonly draining: boolean;
  readonly limits: LimitFigures;
}
