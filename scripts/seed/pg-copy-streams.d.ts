// The part of pg-copy-streams that is used here; it brings no types of its own.
declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** Hand it to `client.query`, then write rows in COPY's text format. */
  export function from(text: string): Writable & Submittable;
}
