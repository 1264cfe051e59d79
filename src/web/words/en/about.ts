// The rules, told from the data of the game. Numbers arrive as text.

export const about = {
  title: 'How the ladder works',
  description: (game: string) => `The rules of the ${game} ladder: ratings, ranks, waves, maps.`,
  lead: (game: string) =>
    `A ranked one-against-one ladder for ${game}, played from Discord. This page is made from the ladder’s own settings: it is what the matchmaker goes by.`,
  play: {
    title: 'Playing',
    steps: [
      'In Discord, `/terms` and `/setup` make you a player. It takes a minute.',
      '`/queue` puts you in the queue. You can leave it again at any time.',
      'When a match is found, both accept it; then you see the map, the server and how to find each other.',
      'Play, and report the result with a button. When both reports agree, the ratings move at once.',
    ],
  },
  queue: {
    title: 'The queue',
    wave: (time: string) =>
      `Every ${time} a wave pairs as many as it can, and of all ways to do so takes the one with the closest ratings.`,
    window: (first: string, more: string) =>
      `You meet players within ${first} points of your rating, and within ${more} more for each wave you have waited. Nobody waits for ever.`,
    entry: (time: string) => `A place in the queue is kept for ${time}.`,
    rematch: (time: string) => `The same two do not meet again within ${time}, unless there is nobody else.`,
    vetoes: (count: string, maps: string) =>
      `You may veto up to ${count} of the ${maps} maps. The map is drawn from those that neither has vetoed.`,
    server: 'The server is the one that is fairest to both: where the farther of the two is nearest.',
    sidesByFaction: (one: string, other: string) =>
      `A match is always ${one} against ${other}. Who offers both plays the one that the wave needs.`,
    sidesByLot: (one: string, other: string) => `Who has ${one} and who ${other} is drawn by lot.`,
  },
  match: {
    title: 'A match',
    accept: (time: string) =>
      `There are ${time} to accept. Who does not leaves the queue; who did goes back to its head.`,
    report: (time: string) =>
      `There are ${time} to play and report. If only one reports in time, that report stands; if nobody does, the match does not count.`,
    dispute: (time: string) =>
      `Where the two reports differ, staff decide within ${time}. Until then no rating moves.`,
    aborts: {
      one: (count: string) => `${count} match a month may be aborted without a loss.`,
      other: (count: string) => `${count} matches a month may be aborted without a loss.`,
    },
  },
  rating: {
    title: 'Ratings',
    elo: (start: string, factor: string) =>
      `Elo: everybody begins at ${start}, and a match moves at most ${factor} points from one player to the other. There is one rating for each faction.`,
    favourite: (points: string, share: string) =>
      `A lead of ${points} points makes you a ${share} favourite.`,
    stakes:
      'What a win, a draw and a loss will do is fixed when the two are paired, and shown before they accept.',
    table: 'What a match is worth, by how far apart the two are',
    gap: 'Lead of the stronger',
    chance: 'Expected score',
    win: 'Stronger wins',
    loss: 'Weaker wins',
  },
  ranks: {
    title: 'Ranks',
    text: 'A rank is a share of all ranked standings, from the top down. While there are enough of them, every rank holds at least one.',
    caption: 'The ranks and their shares',
    rank: 'Rank',
    share: 'Share',
    upTo: 'Within the best',
    now: 'Places right now',
    idle: (time: string) =>
      `Who has not played a faction for ${time} is unranked with it, until the next match.`,
  },
  season: {
    title: 'Seasons',
    length: (time: string, percent: string) =>
      `A season lasts ${time}. Its standings are kept for good. In the next one ratings begin ${percent} closer to the start.`,
    now: (season: string, end: string) => `Right now: ${season}, planned to ${end}.`,
    none: 'No season is open right now.',
  },
  factions: { title: 'Factions' },
  maps: { title: 'Map pool', text: (season: string) => `The maps of ${season}.` },
  servers: { title: 'Servers' },
};
