// Every expected “no”: what is the matter, and what lifts it.

export const refusal = {
  bannedUntil: (at: string, left: string) => `You are banned from the ladder until ${at} (${left}).`,
  bannedForever: 'You are banned from the ladder until staff lift the ban.',
  banLifted: 'Staff can lift it with `/admin unban`.',
  terms: 'You have not accepted the terms of the ladder yet. `/terms` shows them.',
  setup: 'Your set-up is not complete yet. `/setup` takes a minute, and then you can play.',
  noSeason: 'There is no open season right now. Staff open one with `/admin season open`.',
  playerUnknown: (name: string) =>
    `Nobody on the ladder is called **${name}**. Start typing a name, and pick one of those that appear.`,
  samePlayer: 'You cannot meet yourself: name another player.',
  notRanked: 'You have no rank here: play a match, and the leaderboard shows you again.',
  notRankedThen: 'You had no rank here when this season ended.',
  filteredOut:
    'You are not on this list: nothing of yours matches its filters. Take them off to see whether you are on it.',
  placeUnknown: (place: string, ranked: string) =>
    `There is no place ${place} here: the last one is ${ranked}.`,
  countryUnknown: (country: string) =>
    `**${country}** is no country here. Start typing one, and pick one of those that appear.`,
  outdated: 'This message is from an older version. Please call the command again.',
  alreadyWaiting: 'You are waiting in the queue already. `/queue` shows since when.',
  notWaiting: 'You are not waiting in the queue. `/queue` lets you join it.',
  /** By the match's state. */
  inMatch: {
    proposed: 'You have been offered a match: accept or decline it first. `/queue` shows it.',
    live: 'You are in a match: report its result first. `/queue` shows it.',
  },
  noFaction: 'Choose at least one faction to queue with.',
  factionsOfOneSide: 'Choose one faction a side: you can play only one of them in a match.',
  tooManyVetoes: (most: string) => `You can veto ${most} maps at most.`,
  matchesOpen: (matches: string) =>
    `Matches still open: ${matches}. Settle or void them first, then close the season.`,
  notInMatch:
    'This is for another player. If you play this match, yours is in your own message; `/queue` shows it too.',
  staffOnly: 'Only staff of the ladder can do this.',
  matchNotLive: 'This match has not started: both have to accept it first.',
  matchStarted: 'This match has started already; both have accepted it.',
  matchDisputed: 'Your reports differ, so staff decide this match. You can queue again meanwhile.',
  /** By the state it ended in. */
  matchOver: {
    decided: 'This match is decided already.',
    aborted: 'This match was aborted.',
    expired: 'This match was never accepted by both, and is off.',
    void: 'This match is void: it counts for nobody.',
  },
  matchNotDecided: 'Only a decided match can be undone, and this one is not.',
  alreadyAccepted: 'You have accepted already; your opponent has not yet.',
  /** By the result reported. */
  alreadyReported: {
    win: 'You have reported that you won already; your opponent has not reported yet.',
    loss: 'You have reported that you lost already; your opponent has not reported yet.',
    draw: 'You have reported a draw already; your opponent has not reported yet.',
  },
  deadlinePassed: (ago: string) => `Too late: the time for this was over ${ago}.`,
  abortAfterReport: 'A result has been reported, so this match cannot be aborted any more. Report yours.',
  noAbortsLeft: (at: string, left: string) =>
    `You have used all your aborts of this month. You get new ones at ${at} (${left}).`,
  seasonClosed: 'This season is closed; its standings stay as they are.',
  notDue: 'It is not time for that.',
  nameTaken: (name: string) => `Somebody else is called **${name}** already. Choose another display name.`,
  draftGone: 'Nothing is waiting to be confirmed here any more. `/setup` shows what is kept of you.',
  /** By where the player is. */
  termsNeeded: {
    queue: 'You are in the queue, which needs the terms. Leave it with `/queue`, then decline.',
    match: 'You are in a match, which needs the terms. Finish it first, then decline.',
  },
  /** Before the list of what is wrong with a set-up. */
  setupProblems: 'This does not work yet. What you entered is kept; press **Edit** to change it:',
  setupFields: {
    displayName: 'Display name',
    battleTag: 'BattleTag',
    alternateName1: 'First other name',
    alternateName2: 'Second other name',
    country: 'Country',
    region: 'Home region',
  },
  setupLength: (field: string, least: string, most: string) =>
    `${field}: between ${least} and ${most} letters long.`,
  setupLetters: (field: string) => `${field}: letters only.`,
  setupUnseen: (field: string) => `${field}: has a character that cannot be seen.`,
  setupForm: (field: string, mostName: string, leastDigits: string, mostDigits: string) =>
    `${field}: has the form name#12345, with up to ${mostName} letters and ${leastDigits} to ${mostDigits} digits.`,
  setupSame: (field: string, as: string) => `${field}: is the same as “${as}”.`,
  setupMissing: (field: string) => `${field}: is missing.`,
};
