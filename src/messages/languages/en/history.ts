// /history. Names arrive escaped, numbers and times as text.

export const history = {
  title: (player: string) => `History of ${player}`,
  none: 'No match yet. `/queue` leads to the first one.',
  /** `number`: as text, for the plural. */
  games: (number: number, count: string) => (number === 1 ? '1 match counted' : `${count} matches counted`),
  /** The first line of a match. */
  result: {
    win: (opponent: string) => `**Won** against ${opponent}`,
    loss: (opponent: string) => `**Lost** against ${opponent}`,
    draw: (opponent: string) => `**Drew** with ${opponent}`,
    undone: (opponent: string) => `**Taken back** by staff: the match against ${opponent}`,
    void: (opponent: string) => `**Void**: the match against ${opponent}`,
    aborted: (opponent: string) => `**Aborted**: the match against ${opponent}`,
    expired: (opponent: string) => `**Not played**: the match against ${opponent}`,
    disputed: (opponent: string) => `**Disputed**: the match against ${opponent}`,
    live: (opponent: string) => `**Being played**: the match against ${opponent}`,
  },
  rating: (before: string, after: string, moved: string) => `${before} → **${after}** (${moved})`,
  factions: (own: string, opponent: string) => `${own} vs ${opponent}`,
  adjusted: (faction: string) => `**Adjusted** by staff: ${faction}`,
  seasonBegins: (season: string, faction: string) => `**${season}** begins for ${faction}`,
  reason: (reason: string) => `reason: ${reason}`,
  previous: 'Previous',
  next: 'Next',
};
