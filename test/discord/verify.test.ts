import { describe, expect, it, vi } from 'vitest';
import { isUsablePublicKey, verifier } from '../../src/discord/verify.ts';
import { signingKey } from './raw-interaction.ts';

const key = signingKey();
const check = verifier(key.publicKeyHex);
/** Bytes become text as a runtime reads a body. */
const verify = (bytes: Uint8Array, signature: string | null, timestamp: string | null) =>
  check(new TextDecoder().decode(bytes), bytes.length, signature, timestamp);
const timestamp = '1789000000';
const body = Buffer.from('{"type":1,"text":"Grüße 한국"}');
const signature = key.sign(timestamp, body);

function flipBit(bytes: Uint8Array, bit: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
}

describe('a signature', () => {
  it('passes when it is over this timestamp and this body', async () => {
    expect(await verify(body, signature, timestamp)).toBe(true);
  });

  it('passes in capital digits, and again with the key that was kept', async () => {
    expect(await verify(body, signature.toUpperCase(), timestamp)).toBe(true);
    expect(await verify(body, signature, timestamp)).toBe(true);
  });

  it('has its key imported once', async () => {
    const imported = vi.spyOn(crypto.subtle, 'importKey');
    const fresh = verifier(key.publicKeyHex);
    for (let round = 0; round < 3; round += 1) {
      expect(await fresh(body.toString(), body.length, signature, timestamp)).toBe(true);
    }
    expect(imported).toHaveBeenCalledOnce();
    imported.mockRestore();
  });

  it('is checked over its own body, whoever else is checked meanwhile', async () => {
    const bodies = Array.from({ length: 20 }, (_, at) => `{"id":${at},"text":"${'ü'.repeat(at * 3_000)}"}`);
    const fresh = verifier(key.publicKeyHex);
    for (const round of ['while the key is imported', 'with the key that was kept']) {
      const verdicts = bodies.map((text, at) =>
        fresh(text, Buffer.byteLength(text), key.sign(timestamp, bodies[at - (at % 2)] ?? ''), timestamp),
      );
      expect(await Promise.all(verdicts), round).toEqual(bodies.map((_, at) => at % 2 === 0));
    }
  });

  it('passes over an empty body', async () => {
    expect(await verify(new Uint8Array(), key.sign(timestamp, ''), timestamp)).toBe(true);
  });

  it.each<[string, string | null, string | null]>([
    ['missing', null, timestamp],
    ['missing its timestamp', signature, null],
    ['empty', '', timestamp],
    ['short by a byte', signature.slice(2), timestamp],
    ['short by a digit', signature.slice(1), timestamp],
    ['long by a byte', `${signature}00`, timestamp],
    ['not hexadecimal', `zz${signature.slice(2)}`, timestamp],
    ['with 0x before it', `0x${signature.slice(2)}`, timestamp],
    ['with a line break after it', `${signature}\n`, timestamp],
    ['of zeros', '0'.repeat(128), timestamp],
    ['of another key', signingKey().sign(timestamp, body), timestamp],
    ['of another body', key.sign(timestamp, '{}'), timestamp],
    ['replayed with a later timestamp', signature, '1789000001'],
    ['with a timestamp padded with a zero', signature, `0${timestamp}`],
  ])('%s does not pass', async (_, given, at) => {
    expect(await verify(body, given, at)).toBe(false);
  });

  // All of these are signed rightly: it is the form of the timestamp that is refused.
  it.each([
    '',
    '2026-11-23T18:00:00Z',
    '1789000000.5',
    '-1789000000',
    '+1789000000',
    ' 1789000000',
    '1789000000\n',
    '1.789e9',
    '0x6aa1',
    '１７８９',
    '1'.repeat(21),
  ])('over the timestamp %j does not pass', async (at) => {
    expect(await verify(body, key.sign(at, body), at)).toBe(false);
  });

  it('does not pass for a body cut short or drawn out', async () => {
    expect(await verify(body.subarray(0, -1), signature, timestamp)).toBe(false);
    expect(await verify(body.subarray(1), signature, timestamp)).toBe(false);
    expect(await verify(Buffer.concat([body, Buffer.from(' ')]), signature, timestamp)).toBe(false);
  });

  it('does not pass with any one bit of the body flipped', async () => {
    for (let bit = 0; bit < body.length * 8; bit += 1) {
      expect(await verify(flipBit(body, bit), signature, timestamp)).toBe(false);
    }
  });

  it('does not pass with any one bit of itself flipped', async () => {
    const bytes = Buffer.from(signature, 'hex');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      expect(await verify(body, flipBit(bytes, bit).toString('hex'), timestamp)).toBe(false);
    }
  });

  it('does not pass against a key that is no point of the curve', async () => {
    const offCurve = `02${'0'.repeat(62)}`;
    expect(isUsablePublicKey(offCurve)).toBe(true);
    expect(await verifier(offCurve)(String(body), body.length, '0'.repeat(128), timestamp)).toBe(false);
  });
});

describe('a public key', () => {
  it('is usable when a private key belongs to it', () => {
    expect(isUsablePublicKey(key.publicKeyHex)).toBe(true);
    expect(isUsablePublicKey(key.publicKeyHex.toUpperCase())).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['short', key.publicKeyHex.slice(1)],
    ['long', `${key.publicKeyHex}0`],
    ['not hexadecimal', `g${key.publicKeyHex.slice(1)}`],
    ['of zeros: y = 0', '0'.repeat(64)],
    ['y = 0, other sign', `${'0'.repeat(62)}80`],
    ['the neutral point', `01${'0'.repeat(62)}`],
    ['the neutral point, other sign', `01${'0'.repeat(60)}80`],
    ['of order 2', `ec${'f'.repeat(60)}7f`],
    ['of order 2, other sign', `ec${'f'.repeat(60)}ff`],
    ['of order 4, as p', `ed${'f'.repeat(60)}7f`],
    ['the neutral point, as p + 1', `ee${'f'.repeat(60)}7F`],
    ['of order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['of order 8, other sign', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['of order 8 again', 'C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC037A'],
    ['of order 8 again, other sign', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
  ])('%s is not', (_, hex) => {
    expect(isUsablePublicKey(hex)).toBe(false);
    expect(() => verifier(hex)).toThrow(RangeError);
  });
});
