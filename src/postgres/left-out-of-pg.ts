// Stands in, in the Worker's bundle, for what pg brings along and is never asked here: addresses are read by
// address.ts, and the stream under a session is our own.

export function parse(): never {
  throw new Error('pg is given an address, and no string to read');
}

export class CloudflareSocket {
  constructor() {
    throw new Error('pg is given its stream');
  }
}
