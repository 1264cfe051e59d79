// This project's signature check against that of discord-interactions, on Node and on workerd: of no request may the
// two think differently, and of none that was changed may either think well.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkerd, type Workerd } from '../../dev/workerd.ts';
import { workerdConfiguration } from '../../dev/workerd-configuration.ts';
import { signingKey } from './raw-interaction.ts';
import { type SignedBody, type Verdicts, verdicts } from './verdicts.ts';

const key = signingKey();
const AT = '1789000000';
const BODY = Buffer.from('{"type":1,"text":"Grüße 한국"}');
const SIGNATURE = Buffer.from(key.sign(AT, BODY), 'hex');

function signed(what: string, body: Uint8Array, signature: Uint8Array | string, timestamp = AT): SignedBody {
  const hex = typeof signature === 'string' ? signature : Buffer.from(signature).toString('hex');
  return { what, body: Buffer.from(body).toString('hex'), signature: hex, timestamp };
}

function eachBitFlipped(bytes: Uint8Array): Buffer[] {
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped;
  });
}

/** The same signature with the group's order added to its second half: the sum it proves is the same one. */
function withOrderAdded(signature: Buffer): Buffer {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const half = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + order;
  const bytes = Buffer.from(half.toString(16).padStart(64, '0'), 'hex').reverse();
  return Buffer.concat([signature.subarray(0, 32), bytes]);
}

const RIGHT: readonly SignedBody[] = [
  signed('as it was signed', BODY, SIGNATURE),
  signed('in capital digits', BODY, SIGNATURE.toString('hex').toUpperCase()),
  signed('an empty body', new Uint8Array(), key.sign(AT, '')),
  signed('a body longer than usual', Buffer.from('é'.repeat(100_000)), key.sign(AT, 'é'.repeat(100_000))),
  signed('another time', BODY, key.sign('7', BODY), '7'),
];

/** What a text may hold by itself, and what stands for bytes that are none: three of them, read as one. */
const REPLACED = Buffer.from('{"name":"\uFFFD!"}');
const AT_REPLACED = REPLACED.indexOf(0xef);
function inPlaceOfReplaced(...bytes: readonly number[]): Buffer {
  return Buffer.concat([
    REPLACED.subarray(0, AT_REPLACED),
    Buffer.from(bytes),
    REPLACED.subarray(AT_REPLACED + 3),
  ]);
}

const WRONG: readonly SignedBody[] = [
  ...eachBitFlipped(SIGNATURE).map((given, bit) =>
    signed(`bit ${bit} of the signature flipped`, BODY, given),
  ),
  ...eachBitFlipped(BODY).map((body, bit) => signed(`bit ${bit} of the body flipped`, body, SIGNATURE)),
  ...Array.from({ length: BODY.length }, (_, length) =>
    signed(`the body cut to ${length} bytes`, BODY.subarray(0, length), SIGNATURE),
  ),
  ...Array.from({ length: SIGNATURE.length }, (_, length) =>
    signed(`the signature cut to ${length} bytes`, BODY, SIGNATURE.subarray(0, length)),
  ),
  signed('the signature cut to a digit less', BODY, SIGNATURE.toString('hex').slice(1)),
  signed('a byte after the body', Buffer.concat([BODY, Buffer.from(' ')]), SIGNATURE),
  signed('a byte after the signature', BODY, `${SIGNATURE.toString('hex')}00`),
  signed('replayed a second later', BODY, SIGNATURE, '1789000001'),
  signed('replayed with a zero before the time', BODY, SIGNATURE, `0${AT}`),
  signed('signed by another key', BODY, signingKey().sign(AT, BODY)),
  signed('signed for another body', BODY, key.sign(AT, '{}')),
  signed('signed without a time', BODY, key.sign('', BODY)),
  signed('a byte order mark before the body', Buffer.concat([Buffer.from('\uFEFF'), BODY]), SIGNATURE),
  ...[[0xff], [0xff, 0xff], [0xe2, 0x82]].map((bytes) =>
    signed(`${bytes.length} bytes that are no text`, inPlaceOfReplaced(...bytes), key.sign(AT, REPLACED)),
  ),
  signed('a signature of zeros', BODY, new Uint8Array(64)),
  signed('a signature with the order added', BODY, withOrderAdded(SIGNATURE)),
  signed('a signature that is no digits', BODY, SIGNATURE.toString('hex').replace(/^((?:00)*)../, '$1zz')),
];

/** The library reads what is no digit as a zero, so where a zero was it is the same signature to it. */
function noDigitsForZero(): SignedBody {
  for (let at = Number(AT); ; at++) {
    const pairs: readonly string[] = key.sign(String(at), BODY).match(/../g) ?? [];
    const zero = pairs.indexOf('00');
    if (zero >= 0) return signed('letters for a zero', BODY, pairs.with(zero, 'zz').join(''), String(at));
  }
}

/** No JSON, though signed: read as text they are not what was signed any more. */
const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 151) % 256));
const OURS_IS_YES: readonly SignedBody[] = [
  signed('three bytes that are no text', inPlaceOfReplaced(0xf0, 0x9f, 0x98), key.sign(AT, REPLACED)),
  signed(
    'a byte order mark, where as many bytes are missing',
    Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0x80, 0x21, 0xe2, 0x82, 0x22]),
    key.sign(AT, '"\uFFFD!\uFFFD"'),
  ),
];

const OURS_IS_NO: readonly SignedBody[] = [
  signed('a body that is not UTF-8', noise, key.sign(AT, noise)),
  signed('a body with a byte order mark', Buffer.from('\uFEFF{}'), key.sign(AT, '\uFEFF{}')),
  noDigitsForZero(),
];

function unlike(expected: boolean, found: readonly Verdicts[]): Verdicts[] {
  return found.filter(({ own, library }) => own !== expected || library !== expected);
}

let folder: string;
let workerd: Workerd;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'edge-ladder-verify-'));
  const path = join(folder, 'verify-worker.js');
  const entryPoints = [join(import.meta.dirname, 'verify-worker.ts')];
  await build({ entryPoints, bundle: true, format: 'esm', outfile: path });
  const configuration = workerdConfiguration({ path, variables: {}, objects: [] });
  workerd = await startWorkerd({ configuration, folder, sockets: ['http'] });
});
afterAll(async () => {
  await workerd.stop();
  rmSync(folder, { recursive: true });
});

async function onWorkerd(publicKey: string, given: readonly SignedBody[]): Promise<Verdicts[]> {
  const body = JSON.stringify({ publicKey, signed: given });
  const response = await fetch(`http://127.0.0.1:${workerd.port('http')}`, { method: 'POST', body });
  return (await response.json()) as Verdicts[];
}

describe.each([
  ['Node', verdicts],
  ['workerd', onWorkerd],
] as const)('on %s, both', (_, ask) => {
  it('let pass what Discord signed', async () => {
    const found = await ask(key.publicKeyHex, RIGHT);
    expect(found).toHaveLength(RIGHT.length);
    expect(unlike(true, found)).toEqual([]);
  });

  it('turn away whatever was changed, cut or replayed', async () => {
    const found = await ask(key.publicKeyHex, WRONG);
    expect(found).toHaveLength(WRONG.length);
    expect(unlike(false, found)).toEqual([]);
  });

  it('know each other’s verdict of bytes that are no text, and of letters for a zero: ours is no', async () => {
    const found = await ask(key.publicKeyHex, OURS_IS_NO);
    expect(found.map(({ own, library }) => [own, library])).toEqual(OURS_IS_NO.map(() => [false, true]));
  });

  it('know each other’s verdict of bytes that are read as what was signed, and are as many: ours is yes', async () => {
    const found = await ask(key.publicKeyHex, OURS_IS_YES);
    expect(found.map(({ own, library }) => [own, library])).toEqual(OURS_IS_YES.map(() => [true, false]));
  });
});
