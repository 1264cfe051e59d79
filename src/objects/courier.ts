// Sends what is in the outbox, in a Durable Object because rate limits are one bot's and not one request's.
import { DurableObject } from 'cloudflare:workers';
import type { Bindings } from '../installation.ts';

export class Courier extends DurableObject<Bindings> {
  /** Something was written to the outbox. */
  async wake(): Promise<void> {}
}
