// The key with which a checkout signs as Discord would. Made once, kept in .data, readable by its owner alone; the
// Worker is told the public half, and what was told it is kept beside the key.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle } from './obstacle.ts';

export interface DevelopmentKey {
  readonly privateKey: KeyObject;
  /** 64 hexadecimal digits, as the Developer Portal shows it. */
  readonly publicKey: string;
}

const FILE = 'development-key.pem';
const TOLD_FILE = 'development-key.told';

export function readDevelopmentKey(data: string): DevelopmentKey | null {
  const file = join(data, FILE);
  return existsSync(file) ? keyOf(privateKeyIn(file)) : null;
}

/** One that was cut off as it was written says so, and what helps. */
function privateKeyIn(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (cause) {
    throw new Obstacle(`${file} holds no key: remove it, and npm start makes another.`, { cause });
  }
}

export function makeDevelopmentKey(data: string): DevelopmentKey {
  const key = newKey();
  writeFileSync(join(data, FILE), key.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return key;
}

/** The public half that was last written into the settings, whatever became of the key since; null when none was. */
export function readToldKey(data: string): string | null {
  const file = join(data, TOLD_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

export function rememberToldKey(data: string, publicKey: string): void {
  writeFileSync(join(data, TOLD_FILE), `${publicKey}\n`);
}

/** A key that is kept nowhere, for tests and benchmarks. */
export function newKey(): DevelopmentKey {
  return keyOf(generateKeyPairSync('ed25519').privateKey);
}

function keyOf(privateKey: KeyObject): DevelopmentKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { privateKey, publicKey: Buffer.from(x, 'base64url').toString('hex') };
}
