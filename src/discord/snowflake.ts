// Discord's ids: 63-bit numbers written as decimal text.

const LARGEST = '9223372036854775807';

/** The one form of an id, wherever one is typed, configured or received. PostgreSQL's bigint holds no larger one. */
export function isSnowflake(text: string): boolean {
  const { length } = text;
  return length > 0 && (length < 19 || (length === 19 && text <= LARGEST)) && isDigits(text);
}

/** A loop: calling a regular expression costs more than looking at a few characters. */
function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}
