// Whether a request comes from Discord: its Ed25519 signature over timestamp and raw body, checked by the runtime. The
// key is imported once and kept. Discord sends forged requests on purpose and takes the endpoint away unless each is
// refused. It says what discord-interactions' verifyKey says of every text, which tests hold it against: that takes as
// long for what is around the check as this project takes for all the rest of an interaction.

/**
 * `body` as it was read, and how many bytes it came in: a text of more or fewer is not what came. Other bytes of the same
 * number can be read as what was signed only where U+FFFD was, which stands for what cannot be read: that changes nothing,
 * since what is handled is the text.
 */
export type Verify = (
  body: string,
  bodyBytes: number,
  signature: string | null,
  timestamp: string | null,
) => boolean | Promise<boolean>;

const ALGORITHM = 'Ed25519';
const SIGNATURE_BYTES = 64;
const KEY_BYTES = 32;
/** Longer than nearly every interaction; what is longer still gets room of its own. */
const USUAL_BYTES = 64 * 1024;
// Whole seconds. Discord documents no age beyond which a request is stale, so only the form is checked: what an
// old request would repeat is harmless because effects depend on state.
const TIMESTAMP = /^\d{1,20}$/;

/** Throws for a key that anyone could sign for; configuration refuses it before. */
export function verifier(publicKeyHex: string): Verify {
  if (!isUsablePublicKey(publicKeyHex)) throw new RangeError('not a usable Ed25519 public key');
  // The key is kept, not the promise of it: in a Worker, waiting for a promise that an earlier, perhaps cancelled
  // request began may never end. Two first requests at once import it twice, which harms nothing.
  let key: ImportedKey | undefined;

  async function firstly(signature: Bytes, message: Bytes): Promise<boolean> {
    // Others come by while the key is imported, and write where these lie.
    const kept = [signature.slice(), message.slice()] as const;
    try {
      key = await importKey(publicKeyHex);
    } catch {
      // 64 digits that are no point of the curve: nothing can be signed for them.
      return false;
    }
    return crypto.subtle.verify(ALGORITHM, key, ...kept);
  }

  // Written anew for each request: `verify` reads both before it returns, as Web Crypto says. Memory of its own for
  // each would be the collector's work, and the runtime's before that.
  const signatureBytes = new Uint8Array(SIGNATURE_BYTES);
  const usual = new Uint8Array(USUAL_BYTES);

  return (body, bodyBytes, signature, timestamp) => {
    if (signature === null || !readHex(signature, signatureBytes)) return false;
    if (timestamp === null || !TIMESTAMP.test(timestamp)) return false;
    const message = encoded(timestamp + body, usual);
    if (message.length !== timestamp.length + bodyBytes) return false;
    return key === undefined
      ? firstly(signatureBytes, message)
      : crypto.subtle.verify(ALGORITHM, key, signatureBytes, message);
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

const UTF8 = new TextEncoder();
/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

/** A text's bytes, in the room there is where it is enough. */
function encoded(text: string, room: Bytes): Bytes {
  if (text.length * MOST_BYTES > room.length) return Uint8Array.from(UTF8.encode(text));
  return room.subarray(0, UTF8.encodeInto(text, room).written);
}

/** False for what is not exactly as many bytes in hexadecimal digits as there is room for. */
function readHex(text: string, into: Bytes): boolean {
  if (text.length !== into.length * 2) return false;
  for (let at = 0; at < into.length; at += 1) {
    const high = digit(text.charCodeAt(at * 2));
    const low = digit(text.charCodeAt(at * 2 + 1));
    if (high < 0 || low < 0) return false;
    into[at] = high * 16 + low;
  }
  return true;
}

/** What a hexadecimal digit of this character code is worth; -1 for any other. */
function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
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
  if (!readHex(hex, new Uint8Array(KEY_BYTES))) return false;
  const lastByte = Number.parseInt(hex.slice(62), 16);
  const y = hex.slice(0, 62) + (lastByte & 0x7f).toString(16).padStart(2, '0');
  return !SMALL_ORDER.has(y.toLowerCase());
}

/** A CryptoKey, by a name that both Node's types and the Worker's know. */
type ImportedKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function importKey(hex: string): Promise<ImportedKey> {
  const bytes = new Uint8Array(KEY_BYTES);
  readHex(hex, bytes);
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['verify']);
}
