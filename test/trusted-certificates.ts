// Set up for a whole run: certificates for servers of the tests, and which of them count. Node and Miniflare read as
// they start whom they trust, and test files share their processes: so it is said before any of them is started.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { onAbruptEnd } from '../dev/abrupt-end.ts';
import { makeCertificate } from '../dev/certificate.ts';
import type { Certificate } from '../dev/tls-proxy.ts';

/** Found by the system as this machine, and not taken for loopback by the code, which errs on the side of TLS. */
export const FAR = 'LOCALHOST';
/** A URL would turn that into small letters; this is the same machine as IPv6 writes it. */
export const FAR_ADDRESS = '::ffff:127.0.0.1';

type CertificateName = 'right' | 'for another host' | 'that nobody vouches for';

declare module 'vitest' {
  export interface ProvidedContext {
    certificates: Readonly<Record<CertificateName, Certificate>>;
  }
}

export default function setup(project: TestProject): () => void {
  const certificates = {
    right: makeCertificate([FAR, FAR_ADDRESS]),
    'for another host': makeCertificate(['elsewhere.example']),
    'that nobody vouches for': makeCertificate([FAR, FAR_ADDRESS]),
  };
  const folder = mkdtempSync(join(tmpdir(), 'edge-ladder-tls-'));
  const trusted = join(folder, 'trusted.pem');
  writeFileSync(trusted, certificates.right.cert + certificates['for another host'].cert);
  process.env['NODE_EXTRA_CA_CERTS'] = trusted;
  project.provide('certificates', certificates);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const forget = onAbruptEnd(remove);
  return () => {
    forget();
    remove();
  };
}
