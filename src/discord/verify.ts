// Whether a request comes from Discord: its Ed25519 signature over timestamp and raw body. The key is imported
// once and kept. Discord sends forged requests on purpose and takes the endpoint away unless each is refused.
import { verifyKey } from 'discord-interactions';

export type Verify = (
  rawBody: Uint8Array,
  signature: string | null,
  timestamp: string | null,
) => Promise<boolean>;

const SIGNATURE = /^[0-9a-f]{128}$/i;
// Whole seconds. Discord documents no age beyond which a request is stale, so only the form is checked: what an
// old request would repeat is harmless because effects depend on state.
const TIMESTAMP = /^\d{1,20}$/;
const PUBLIC_KEY = /^[0-9a-f]{64}$/i;

/** Throws for a key that anyone could sign for; configuration refuses it before. */
export function verifier(publicKeyHex: string): Verify {
  if (!isUsablePublicKey(publicKeyHex)) throw new RangeError('not a usable Ed25519 public key');
  // The key is kept, not the promise of it: in a Worker, waiting for a promise that an earlier, perhaps cancelled
  // request began may never end. Two first requests at once import it twice, which harms nothing.
  let key: ImportedKey | undefined;
  return async (rawBody, signature, timestamp) => {
    if (signature === null || !SIGNATURE.test(signature)) return false;
    if (timestamp === null || !TIMESTAMP.test(timestamp)) return false;
    try {
      key ??= await importKey(publicKeyHex);
    } catch {
      // 64 digits that are no point of the curve: nothing can be signed for them.
      return false;
    }
    return verifyKey(rawBody, signature, timestamp, key);
  };
}

/**
 * Points of small order, by their y without the sign bit, among them the encodings that are not canonical.
 * A signature of zeros passes against such a key in runtimes that do not refuse it (workerd is one).
 * Source: the blocklist of libsodium's ge25519_has_small_order.
 */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** 64 hexadecimal digits, and not a point for which signatures can be made without its secret. */
export function isUsablePublicKey(hex: string): boolean {
  if (!PUBLIC_KEY.test(hex)) return false;
  const lastByte = Number.parseInt(hex.slice(62), 16);
  const y = hex.slice(0, 62) + (lastByte & 0x7f).toString(16).padStart(2, '0');
  return !SMALL_ORDER.has(y.toLowerCase());
}

/** A CryptoKey, by a name that both Node's types and the Worker's know. */
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

function importKey(hex: string): Promise<ImportedKey> {
  const bytes = Uint8Array.from({ length: 32 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return crypto.subtle.importKey('raw', bytes, { name: 'Ed25519' }, false, ['verify']);
}
