// The ladder's clock, in a Durable Object for its alarm alone: what it knows is in PostgreSQL.
import { DurableObject } from 'cloudflare:workers';
import type { Bindings } from '../installation.ts';

export class Matchmaker extends DurableObject<Bindings> {
  /** Somebody waits: comes to the next wave. */
  async wake(): Promise<void> {}
}
