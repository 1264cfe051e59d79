// What is answered where nothing else has said what to: a fault of ours, under a reference that stands in the log.
import type { Context } from 'hono';
import type { Origin } from './origin.ts';
import { securityHeaders } from './security.ts';

export function siteFailure({ log, told }: Pick<Origin, 'log' | 'told'>) {
  return (error: Error, c: Context): Response => {
    const reference = crypto.randomUUID().slice(0, 8);
    log.write('error', 'site.failure', { reference, ...told(error) });
    const text = `Something went wrong, and the fault is ours. It is in our log under this reference: ${reference}`;
    return c.text(text, 500, { ...securityHeaders(), 'Cache-Control': 'no-store' });
  };
}
