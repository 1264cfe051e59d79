// Words that several pages share.

export const shared = {
  rank: (rank: string) => `Rank ${rank}`,
  unranked: 'Unranked',
  place: 'Place',
  player: 'Player',
  faction: 'Faction',
  rating: 'Rating',
  /** Wins, losses, draws: letters for the head of a column, and what they mean. */
  record: { short: 'W–L–D', long: 'Won, lost, drawn' },
  share: { short: 'Win rate', long: 'Share of matches won' },
  map: 'Map',
  server: 'Server',
  season: 'Season',
  none: '–',
  /** `#12 of 340` */
  placeOf: (place: string, ranked: string) => `#${place} of ${ranked}`,
  ranked: {
    one: (count: string) => `${count} standing ranked`,
    other: (count: string) => `${count} standings ranked`,
  },
  more: (count: string) => `more than ${count}`,
  vs: 'vs',
};
