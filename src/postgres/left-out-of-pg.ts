// Stands in, in the Worker's bundle, for what pg brings along and is never asked here: addresses are read by
// address.ts, the stream under a session is our own, and what the columns of a row are is read by column.ts.

export function parse(): never {
  throw new Error('pg is given an address, and no string to read');
}

/** pg fetches two as it is loaded, to keep them. */
export function getTypeParser(): null {
  return null;
}

export class CloudflareSocket {
  constructor() {
    throw new Error('pg is given its stream');
  }
}
