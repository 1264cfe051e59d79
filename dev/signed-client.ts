// A client that signs as Discord does: Ed25519 over timestamp and body. Used by `npm run interact`, the tests and the
// benchmarks; what it sends is made by sent-interaction.ts.
import { type KeyObject, sign } from 'node:crypto';
import { Obstacle } from './obstacle.ts';
import type { SentInteraction } from './sent-interaction.ts';

export * from './sent-interaction.ts';

export interface SignedClientOptions {
  /** The Worker's address, without a path. */
  readonly url: string;
  readonly privateKey: KeyObject;
  /** How long to wait for the answer; Discord itself waits 3 s. */
  readonly limitMs?: number;
}

export interface Answer {
  readonly status: number;
  /** The body, where it is JSON; the text of it where it is not. */
  readonly body: unknown;
  /** What came along with it. */
  readonly files?: readonly File[];
  /** The message that it made, where a Discord was there to show it. */
  readonly messageId?: string | null;
  /** From sending to the whole answer. */
  readonly ms: number;
  /** What the Worker measured; null where it does not say. */
  readonly timing: Timing | null;
}

/** The Server-Timing header: durations in milliseconds. */
export interface Timing {
  readonly totalMs: number | null;
  readonly databaseMs: number | null;
  readonly waitingMs: number | null;
  readonly roundTrips: number | null;
  readonly cold: boolean;
}

export interface SignedClient {
  /** Opens the connection, so that the first answer's time is the answer's alone. */
  connect(): Promise<void>;
  send(interaction: SentInteraction): Promise<Answer>;
}

export function signedClient({ url, privateKey, limitMs = 30_000 }: SignedClientOptions): SignedClient {
  const endpoint = new URL('/interactions', url);
  // workerd compresses for whoever can read it, which takes both ends as long as the interaction itself.
  const plain = { 'accept-encoding': 'identity' };
  const ask = ({ headers, ...request }: RequestInit & { readonly headers?: Record<string, string> }) =>
    fetch(endpoint, {
      ...request,
      headers: { ...headers, ...plain },
      signal: AbortSignal.timeout(limitMs),
    }).catch((cause) => {
      throw new Obstacle(unreachable(url, cause), { cause });
    });
  return {
    async connect() {
      const response = await ask({ method: 'OPTIONS' });
      await response.arrayBuffer();
    },
    async send(interaction) {
      const { headers, body } = signedRequest(privateKey, JSON.stringify(interaction));
      const begun = performance.now();
      const response = await ask({ method: 'POST', headers, body });
      const { text, files } = await readBody(response);
      const ms = performance.now() - begun;
      const timing = readTiming(response.headers.get('server-timing'));
      return { status: response.status, body: readJson(text), files, ms, timing };
    },
  };
}

/** Headers and body of one request, ready to be sent by whatever sends. */
export function signedRequest(
  privateKey: KeyObject,
  body: string,
  timestamp = String(Math.trunc(Date.now() / 1000)),
): { readonly headers: Record<string, string>; readonly body: string } {
  const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
      'x-signature-ed25519': signature,
      'x-signature-timestamp': timestamp,
    },
    body,
  };
}

/** Reads `total;dur=12.3, db;dur=8, wait;dur=0, trips;desc="1", cold`. */
export function readTiming(header: string | null): Timing | null {
  if (!header) return null;
  const entries = new Map(
    header.split(',').map((entry) => {
      const [name = '', ...parameters] = entry.trim().split(';');
      const [, value] = (parameters[0] ?? '').split('=');
      return [name.trim(), value?.replaceAll('"', '').trim() ?? ''] as const;
    }),
  );
  const number = (name: string) => {
    const value = entries.get(name);
    return value ? Number(value) : null;
  };
  return {
    totalMs: number('total'),
    databaseMs: number('db'),
    waitingMs: number('wait'),
    roundTrips: number('trips'),
    cold: entries.has('cold'),
  };
}

function unreachable(url: string, cause: unknown): string {
  if (cause instanceof DOMException)
    return `${url} gave no answer in time: look at what \`npm start\` prints.`;
  return `Nothing answers at ${url}: start Edge Ladder first (npm start), or name another with --url.`;
}

/** A message with files comes as a form, as Discord takes it. */
async function readBody(response: Response): Promise<{ text: string; files: readonly File[] }> {
  if (!response.headers.get('content-type')?.startsWith('multipart/form-data'))
    return { text: await response.text(), files: [] };
  const form = await response.formData();
  const files = [...form.values()].filter((part) => part instanceof File);
  return { text: String(form.get('payload_json')), files };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
