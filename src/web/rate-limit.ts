// How often one reader may ask for pages, or the API: counted by Cloudflare where the request arrives, and not at all where the binding is
// missing. The numbers stand in wrangler.toml.

/** Cloudflare's binding. */
export interface RateLimit {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/** The period of the limits in wrangler.toml: after it everybody may ask again. */
export const PERIOD_SECONDS = 60;

/** Where counting fails everybody may ask: it guards what is asked, and is not to take it away. */
export async function mayAsk(
  limiter: RateLimit | null,
  headers: Headers,
  onFailure: (error: unknown) => void,
): Promise<boolean> {
  if (limiter === null) return true;
  try {
    const { success } = await limiter.limit({ key: readerKey(headers.get('cf-connecting-ip')) });
    return success;
  } catch (error) {
    onFailure(error);
    return true;
  }
}

/** Whose requests are counted together. A household or a machine has a whole /64 of IPv6 addresses to itself. */
export function readerKey(address: string | null): string {
  if (address === null || !address.includes(':')) return address ?? 'unknown';
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0');
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
