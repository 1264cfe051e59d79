// /profile.

export const profile = {
  from: (region: string) => `plays from ${region}`,
  noSeason: 'There is no open season right now.',
  lastSeason: (season: string) => `This is how **${season}** ended.`,
  noMatch: 'No match played this season yet.',
  unranked: 'unranked: one match brings the rank back',
  unrankedThen: 'unranked when the season ended',
  unplayed: 'carried over into this season, and not played yet: one match brings a rank',
  place: (place: string, ranked: string) => `#${place} of ${ranked}`,
  form: (letters: string) => `last games \`${letters}\`, newest first`,
  peak: (rating: string, played: string) => `peak ${rating} · last played ${played}`,
  /** One letter each, beside each other. */
  results: { win: 'W', loss: 'L', draw: 'D' },
};
