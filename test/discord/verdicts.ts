// What this project and what discord-interactions make of signed requests: the same code on Node and on workerd.
import { verifyKey } from 'discord-interactions';
import { verifier } from '../../src/discord/verify.ts';

export interface SignedBody {
  readonly what: string;
  /** Its bytes, in hexadecimal: not all of them are UTF-8. */
  readonly body: string;
  readonly signature: string;
  readonly timestamp: string;
}

export interface Verdicts {
  readonly what: string;
  readonly own: boolean;
  readonly library: boolean;
}

/** By this project all at once, so that each is checked while others are; by the library one after the other. */
export async function verdicts(publicKey: string, signed: readonly SignedBody[]): Promise<Verdicts[]> {
  const verify = verifier(publicKey);
  // As a runtime reads it for `request.text()`; the library is given the very bytes.
  const read = new TextDecoder();
  const own = await Promise.all(
    signed.map(({ body, signature, timestamp }) => {
      const bytes = bytesOf(body);
      return verify(read.decode(bytes), bytes.length, signature, timestamp);
    }),
  );
  const found: Verdicts[] = [];
  for (const [at, { what, body, signature, timestamp }] of signed.entries()) {
    const library = await verifyKey(bytesOf(body), signature, timestamp, publicKey);
    found.push({ what, own: own[at] ?? false, library });
  }
  return found;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
