// Reads PostgreSQL's message framing out of a stream of chunks, without copying or keeping the payloads: a message
// may begin, end or be cut anywhere. Source: PostgreSQL documentation, "Message Formats".

/** Request codes of the first, untyped message of a connection. */
export const SSL_REQUEST = 80_877_103;
export const GSS_REQUEST = 80_877_104;
export const CANCEL_REQUEST = 80_877_102;

export type Reader = (chunk: Uint8Array) => void;

/** Calls `onMessage` with the type byte of each message as its header is seen. */
export function messageReader(onMessage: (type: string) => void): Reader {
  const header = new Uint8Array(5);
  let have = 0;
  let skip = 0;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
        continue;
      }
      const step = Math.min(5 - have, chunk.length - at);
      header.set(chunk.subarray(at, at + step), have);
      have += step;
      at += step;
      if (have < 5) return;
      have = 0;
      // The length counts itself, not the type byte.
      skip = new DataView(header.buffer).getUint32(1) - 4;
      onMessage(String.fromCharCode(header[0] ?? 0));
    }
  };
}
