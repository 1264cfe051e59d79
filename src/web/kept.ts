// Answers that are kept for a while: a busy page costs the database one statement an interval, and those who ask at
// the same time wait for the one that is under way. What is kept has a limit, whatever addresses are made up.
import { SharedWork } from './shared-work.ts';

export interface KeptSettings {
  readonly now: () => number;
  /** How long an answer is given again. */
  readonly forMs: number;
  /** All answers together. */
  readonly mostBytes: number;
  /** Nobody waits longer for what another request has asked for. */
  readonly waitMs: number;
}

export interface Answer {
  readonly status: 200 | 404;
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Of the body: the same words have the same. */
  readonly etag: string;
  /** Given along, with 304 as well. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface KeptAnswer extends Answer {
  /** Milliseconds for which it still holds. */
  readonly leftMs: number;
}

interface Entry {
  readonly answer: Answer;
  readonly until: number;
}

/** What an entry costs besides its body and its key. */
const ENTRY_BYTES = 500;

export class KeptAnswers {
  readonly #settings: KeptSettings;
  /** The oldest first: all are kept equally long. */
  readonly #kept = new Map<string, Entry>();
  readonly #shared: SharedWork<Answer>;
  #bytes = 0;

  constructor(settings: KeptSettings) {
    this.#settings = settings;
    this.#shared = new SharedWork(settings.waitMs);
  }

  /**
   * `key` must say everything that the answer depends on. `hold` keeps the work alive when whoever asked goes away:
   * others may be waiting for it.
   */
  async answer(
    key: string,
    make: () => Promise<Answer>,
    hold: (work: Promise<unknown>) => void,
  ): Promise<KeptAnswer> {
    const { now, forMs } = this.#settings;
    const found = this.#kept.get(key);
    if (found && found.until > now()) return { ...found.answer, leftMs: found.until - now() };
    const made = await this.#shared.once(
      key,
      async () => {
        const answer = await make();
        this.#keep(key, answer);
        return answer;
      },
      hold,
    );
    return { ...made, leftMs: forMs };
  }

  #keep(key: string, answer: Answer): void {
    const { now, forMs, mostBytes } = this.#settings;
    this.#forget(key);
    this.#kept.set(key, { answer, until: now() + forMs });
    this.#bytes += cost(key, answer);
    for (const [oldest, { until }] of this.#kept) {
      if (this.#bytes <= mostBytes && until > now()) break;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const entry = this.#kept.get(key);
    if (!entry) return;
    this.#kept.delete(key);
    this.#bytes -= cost(key, entry.answer);
  }
}

/** A key is what somebody typed, and may be longer than the answer. */
function cost(key: string, { body }: Answer): number {
  return body.byteLength + 2 * key.length + ENTRY_BYTES;
}

/** An answer of these words. */
export async function answerOf(status: Answer['status'], type: string, text: string): Promise<Answer> {
  const body = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  // Weak: compression on the way makes other bytes of the same words.
  const etag = [...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { status, type, body, etag: `W/"${etag}"` };
}

/** The answer as a response: without its body where the reader has it already. */
export function respond(
  { status, type, body, etag, leftMs, headers: own }: KeptAnswer,
  request: { readonly ifNoneMatch: string | null },
  headers: Readonly<Record<string, string>>,
): Response {
  const given = {
    ...headers,
    ...own,
    ETag: etag,
    // As long as we keep it ourselves, then the reader asks whether it is still so.
    'Cache-Control': `public, max-age=${Math.ceil(leftMs / 1_000)}, must-revalidate`,
  };
  if (status === 200 && matches(request.ifNoneMatch, etag)) {
    return new Response(null, { status: 304, headers: given });
  }
  return new Response(body, { status, headers: { ...given, 'Content-Type': type } });
}

/** RFC 9110, 13.1.2: a list, compared weakly; a star stands for any. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => bare(tag) === bare(etag));
}
