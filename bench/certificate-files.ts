// A certificate for this machine, as what workerd is told to trust and as the files that a proxy reads.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate } from '../dev/certificate.ts';

export interface CertificateFiles {
  readonly pem: string;
  readonly cert: string;
  readonly key: string;
  remove(): void;
}

export function makeCertificateFiles(): CertificateFiles {
  const folder = mkdtempSync(join(tmpdir(), 'edge-ladder-bench-tls-'));
  const { cert, key } = makeCertificate(['localhost', '127.0.0.1']);
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key, { mode: 0o600 });
  return { ...files, pem: cert, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
