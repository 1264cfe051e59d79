// Who may read what is for the operator alone.

/** Whether the header carries the token; compared by digest, so that timing tells nothing of it. */
export async function bearerMatches(header: string | null, token: string | null): Promise<boolean> {
  const given = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
  if (given === undefined || token === null) return false;
  const [one, other] = await Promise.all([digest(given), digest(token)]);
  return crypto.subtle.timingSafeEqual(one, other);
}

function digest(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
}
