// Who may read what is for the operator alone.

/** Whether the header carries the token. */
export async function bearerMatches(header: string | null, token: string | null): Promise<boolean> {
  const given = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
  return given !== undefined && tokenMatches(given, token);
}

/** Compared by digest, so that timing tells nothing of it; nothing is as good as no token. */
export async function tokenMatches(given: string, token: string | null): Promise<boolean> {
  if (token === null) return false;
  const [one, other] = await Promise.all([digest(given), digest(token)]);
  return crypto.subtle.timingSafeEqual(one, other);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
