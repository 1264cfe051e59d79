// Slugs of seasons, as `seasonSlug` makes them: nobody need be asked about another. A season that follows by itself has
// the slug of the one before with another number, so it is long only where somebody has named one so.

export const SLUG = /^[a-z0-9-]{1,200}$/;

export function isSlug(text: string): boolean {
  return SLUG.test(text);
}
