// /queue. Times are Discord's, read as “in 5 minutes” or “5 minutes ago”.

export const queue = {
  title: (season: string) => `Queue · ${season}`,
  waiting: (since: string) => `You joined the queue ${since}. Your match will come to you as a message.`,
  notWaiting: 'You are not in the queue. Join it, and your match will come to you as a message.',
  chooseFaction: 'You are not in the queue. Choose what you play, then join.',
  /** In a game with two sides, to who offers one. */
  offerBoth: 'Offer a faction of each side, and you will find opponents sooner.',
  fields: {
    waiting: 'Players waiting',
    wave: 'Next matches',
    window: 'Your opponents',
    ends: 'Your place ends',
    factions: 'You play',
    vetoes: 'Your vetoes',
  },
  window: (points: string, more: string) =>
    `rated within **${points}** points of you; the range grows by ${more} each time matches are made`,
  nothing: 'none',
  rating: (faction: string, rating: string) => `${faction} · ${rating}`,
  menus: {
    faction: 'Choose what you play',
    factionOf: (side: string) => `${side}: choose what you play`,
    rating: (rating: string) => `Your rating: ${rating}`,
    vetoes: (most: string) => `Maps you do not want, up to ${most}`,
  },
  buttons: { join: 'Join the queue', leave: 'Leave the queue', refresh: 'Refresh' },

  abort: {
    ask: (left: string) =>
      `Abort this match? No rating moves, but neither of you is in the queue then. Aborts you have left this month: **${left}**.`,
    keep: 'Keep playing',
    kept: 'The match goes on.',
  },
};
