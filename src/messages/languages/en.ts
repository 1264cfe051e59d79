// Every word a player reads, in English. The other languages have the same shape, which the compiler checks.
// Numbers and times arrive as text that is formatted already; names arrive escaped.

export const en = {
  commands: {
    profile: {
      description: 'Ratings, rank, place and recent form: yours, or another player’s',
      player: 'Whose profile; your own if you leave it out',
    },
    leaderboard: {
      description: 'Who stands where this season',
      faction: 'Only this faction',
      rank: 'Only this rank',
      country: 'Only players of this country',
      bestOnly: 'One line a player: the best faction',
      place: 'Begin at this place',
    },
    help: { description: 'What this bot can do, and how to begin' },
  },

  refusal: {
    bannedUntil: (at: string, left: string) => `You are banned from the ladder until ${at} (${left}).`,
    bannedForever: 'You are banned from the ladder until staff lift the ban.',
    banReason: (why: string) => `Reason: ${why}.`,
    banLifted: 'Staff can lift it with `/admin unban`.',
    terms: 'You have not accepted the terms of the ladder yet. `/terms` shows them.',
    setup: 'Your set-up is not complete yet. `/setup` takes a minute, and then you can play.',
    noSeason: 'There is no open season right now. Staff open one with `/admin season open`.',
    playerUnknown: (name: string) =>
      `Nobody on the ladder is called **${name}**. Start typing a name, and pick one of those that appear.`,
    notRanked: 'You have no rank here: play a match, and the leaderboard shows you again.',
    placeUnknown: (place: string, ranked: string) =>
      `There is no place ${place}: ${ranked} are ranked this season.`,
    countryUnknown: (country: string) =>
      `**${country}** is no country here. Start typing one, and pick one of those that appear.`,
    outdated: 'This message is from an older version. Please call the command again.',
  },

  failure: {
    unknown:
      'This is not available any more; it may come from an older version. `/help` lists what there is.',
    failed: (reference: string) =>
      `Something went wrong on our side. Please try again; if it stays, give staff this reference: \`${reference}\``,
    lateModal: 'Opening this took too long. Please try again.',
  },

  profile: {
    ranked: (count: string) => `${count} standings ranked`,
    from: (region: string) => `plays from ${region}`,
    noSeason: 'There is no open season right now.',
    noMatch: 'No match played this season yet.',
    unranked: 'unranked: one match brings the rank back',
    place: (place: string, ranked: string) => `#${place} of ${ranked}`,
    form: (letters: string) => `last games \`${letters}\`, newest first`,
    peak: (rating: string, played: string) => `peak ${rating} · last played ${played}`,
    /** One letter each, beside each other. */
    results: { win: 'W', loss: 'L', draw: 'D' },
  },

  leaderboard: {
    title: (season: string) => `Leaderboard · ${season}`,
    nobodyRanked: 'Nobody is ranked yet this season. The first match changes that.',
    nobodyFits: 'Nobody fits these filters.',
    nobodyFromHere: 'Nobody from that place on fits these filters; the menus lead back to the top.',
    places: (first: string, last: string, ranked: string) => `Places ${first}–${last} of ${ranked}`,
    ranked: (count: string) => `${count} standings ranked`,
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
  },

  help: {
    title: (game: string) => `${game}: the ranked ladder`,
    private: 'The commands work here and in my direct messages; only you see the answers.',
  },

  country: { notRepresenting: 'Not representing', other: 'Other' },
};

/** What a language has to say. */
export type Words = typeof en;
