// Who may see what is for the operator: whoever sends STATUS_TOKEN as a bearer, or has signed in with it in a browser,
// which keeps a cookie that only we can make and that is not the token. In development everybody.
import { bearerMatches, tokenMatches } from '../bearer.ts';

const COOKIE = '__Host-operator';
const SIGNED_IN_SECONDS = 12 * 3_600;
/** With the prefix a browser takes it from this host alone, by https alone, for all its paths. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

export interface Access {
  allows(headers: Headers): Promise<boolean>;
  /** The cookie of who has shown the token; null: that is not it. */
  signIn(token: string): Promise<string | null>;
  readonly signOut: string;
}

export function access(
  token: string | null,
  { development, now }: { readonly development: boolean; readonly now: () => number },
): Access {
  let key: Promise<CryptoKey> | undefined;

  /** Null where there is no token: then nobody has signed in. */
  async function seal(untilSeconds: number): Promise<string | null> {
    if (token === null) return null;
    key ??= crypto.subtle.importKey('raw', bytes(token), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    const signature = await crypto.subtle.sign('HMAC', await key, bytes(`operator until ${untilSeconds}`));
    return `${untilSeconds}.${[...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  }

  async function cookieHolds(header: string | null): Promise<boolean> {
    const given = new RegExp(`(?:^|; *)${COOKIE}=([^;]*)`).exec(header ?? '')?.[1];
    const until = Number(/^(\d{1,12})\./.exec(given ?? '')?.[1]);
    if (given === undefined || Number.isNaN(until) || until * 1_000 < now()) return false;
    return tokenMatches(given, await seal(until));
  }

  return {
    async allows(headers) {
      if (development) return true;
      if (await bearerMatches(headers.get('authorization'), token)) return true;
      return cookieHolds(headers.get('cookie'));
    },
    async signIn(given) {
      if (!(await tokenMatches(given, token))) return null;
      const value = await seal(Math.floor(now() / 1_000) + SIGNED_IN_SECONDS);
      return `${COOKIE}=${value}; Max-Age=${SIGNED_IN_SECONDS}; ${ATTRIBUTES}`;
    },
    signOut: `${COOKIE}=; Max-Age=0; ${ATTRIBUTES}`,
  };
}

/** Whether a form was sent by a page of ours: browsers name where it comes from, and nobody else's may sign in for us. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return request.headers.get('origin') === new URL(request.url).origin;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}
