// The key with which a checkout signs as Discord would. Made once, kept in .data, readable by its owner alone; the
// Worker is told the public half.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface DevelopmentKey {
  readonly privateKey: KeyObject;
  /** 64 hexadecimal digits, as the Developer Portal shows it. */
  readonly publicKey: string;
}

const FILE = 'development-key.pem';

export function readDevelopmentKey(data: string): DevelopmentKey | null {
  const file = join(data, FILE);
  return existsSync(file) ? keyOf(createPrivateKey(readFileSync(file))) : null;
}

export function makeDevelopmentKey(data: string): DevelopmentKey {
  const key = newKey();
  writeFileSync(join(data, FILE), key.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return key;
}

/** A key that is kept nowhere, for tests and benchmarks. */
export function newKey(): DevelopmentKey {
  return keyOf(generateKeyPairSync('ed25519').privateKey);
}

function keyOf(privateKey: KeyObject): DevelopmentKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x, 'base64url').toString('hex') };
}
