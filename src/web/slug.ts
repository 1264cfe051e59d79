// Slugs of seasons, as `seasonSlug` makes them: nobody need be asked about another.

export function isSlug(text: string): boolean {
  return /^[a-z0-9-]{1,200}$/.test(text);
}
