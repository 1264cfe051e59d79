/**
 * Somebody else's words as PostgreSQL can hold them: half a character, or a NUL, would have it refuse all that is written
 * with them.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
