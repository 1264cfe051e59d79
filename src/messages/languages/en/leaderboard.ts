// /leaderboard.

export const leaderboard = {
  title: (season: string) => `Leaderboard · ${season}`,
  ends: 'The season is meant to end',
  final: 'The season is over; final standings since',
  nobodyRanked: 'Nobody is ranked yet this season. The first match changes that.',
  nobodyWasRanked: 'Nobody was ranked in this season.',
  nobodyFits: 'Nobody fits these filters.',
  nobodyFromHere: 'Nobody from that place on fits these filters; the menus lead back to the top.',
  places: (first: string, last: string, ranked: string) => `Places ${first}–${last} of ${ranked}`,
  /** Of `/profile` too. */
  ranked: (number: number, count: string) =>
    number === 1 ? '1 standing ranked' : `${count} standings ranked`,
  score: 'won–lost–drawn',
  only: (filters: string) => `only ${filters}`,
  rank: (rank: string) => `rank ${rank}`,
  bestOfEach: 'best faction of each player',
  previous: 'Previous',
  next: 'Next',
  jumpToMe: 'Jump to me',
  everyFaction: 'Every faction',
  bestOnly: 'Best faction only',
  notOnly: (country: string) => `Not only ${country}`,
  allFactions: 'All factions',
  allRanks: 'All ranks',
  rankChoice: (rank: string) => `Rank ${rank}`,
};
