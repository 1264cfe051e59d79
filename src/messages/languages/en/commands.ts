// What each command says of itself in Discord’s own menus: 100 characters at the most.

export const commands = {
  terms: { description: 'The terms of the ladder: read them, accept them, or take your acceptance back' },
  setup: {
    description: 'Your name, home region and country: what you need to play, and may change at any time',
  },
  profile: {
    description: 'Ratings, rank, place and recent form: yours, or another player’s',
    player: 'Whose profile; your own if you leave it out',
  },
  leaderboard: {
    description: 'Who stands where, in this season or another',
    faction: 'Only this faction',
    rank: 'Only this rank',
    country: 'Only players of this country',
    bestOnly: 'One line a player: the best faction',
    place: 'Begin at this place',
    season: 'Which season; the newest if you leave it out',
  },
  history: {
    description: 'Matches and ratings, newest first: yours, or another player’s',
    player: 'Whose history; your own if you leave it out',
  },
  versus: {
    description: 'You against another player: results, points, and who is expected to win',
    player: 'Against whom',
  },
  setcountry: {
    description: 'Change the country you play for',
    country: 'Start typing its name',
  },
  prune: { description: 'Delete my old messages from your direct messages' },
  queue: { description: 'Wait for a match: choose your factions, join, leave; your current match' },
  help: { description: 'What this bot can do, and how to begin' },
};
