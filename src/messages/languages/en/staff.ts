// What staff are about to do, and what they have done. `ask` is read before it is confirmed, `done` afterwards.

export const staff = {
  confirm: 'Confirm',
  cancel: 'Cancel',
  nothingYet: (left: string) => `Nothing has happened yet. This question ends ${left}.`,
  cancelled: 'Cancelled: nothing has happened.',
  reason: (reason: string) => `Reason: ${reason}`,
  toldPlayer: 'The player is told.',
  toldBoth: 'Both players are told.',
  ban: {
    ask: (who: string) => `Ban ${who} from the ladder`,
    done: (who: string) => `${who} is banned from the ladder`,
    until: (at: string, left: string) => `Until ${at} (${left}).`,
    forever: 'Without an end: until somebody lifts it.',
    /** There is a ban already. */
    replaces: (at: string) => `Banned already until ${at}. This ban replaces that one:`,
    replacesForever: 'Banned already, without an end. This ban replaces that one:',
    waits: 'Waits in the queue, and leaves it.',
    matches: (count: string) => `Open matches that become void: ${count}`,
  },
  unban: {
    ask: (who: string) => `Lift the ban of ${who}`,
    done: (who: string) => `${who} is not banned any more`,
    until: (at: string) => `It would have lasted until ${at}.`,
    forever: 'It had no end.',
  },
  aborts: {
    ask: (who: string) => `Set the aborts that ${who} has left this month`,
    done: (who: string) => `The aborts that ${who} has left this month are set`,
    change: (before: string, after: string) => `${before} → **${after}**`,
  },
  forget: {
    ask: (who: string) => `Take out what ${who} has entered of himself`,
    done: (who: string) => `What ${who} had entered of himself is taken out`,
    taken:
      'Taken out: name, BattleTag, other names, country, region, all earlier values of these, choices for the queue, the acceptance of the terms.',
    kept: 'Matches, ratings and standings stay under the name “Deleted player”; a ban stays. Messages already sent stay as they are.',
    forGood: '**This cannot be taken back.**',
  },
  dequeue: {
    ask: (who: string) => `Take ${who} out of the queue`,
    done: (who: string) => `${who} is out of the queue`,
  },
  clearQueue: {
    ask: 'Empty the queue',
    done: 'The queue is empty',
    waiting: (count: string) => `Players who wait in it: ${count}. Each is told.`,
  },
  adjust: {
    ask: (who: string, faction: string) => `Change the rating of ${who} with ${faction}`,
    done: (who: string, faction: string) => `The rating of ${who} with ${faction} is changed`,
    change: (before: string, after: string, change: string) => `${before} → **${after}** (${change})`,
  },
  resolve: {
    ask: (match: string) => `Settle match ${match}`,
    done: (match: string) => `Match ${match} is settled`,
    between: (first: string, second: string) => `${first} against ${second}`,
    wins: (name: string) => `**${name}** won.`,
    draw: 'It was a **draw**.',
    moves: (first: string, change: string, second: string, otherChange: string) =>
      `Ratings: ${first} ${change}, ${second} ${otherChange}.`,
  },
  voids: {
    ask: (match: string) => `Void match ${match}, which is open`,
    done: (match: string) => `Match ${match} is void`,
    back: 'It has not begun: both go back to the head of the queue.',
    nothing: 'It counts for nobody; no rating moves.',
  },
  undo: {
    ask: (match: string) => `Undo match ${match}, which is decided`,
    done: (match: string) => `Match ${match} is undone`,
    later: 'Matches played since then keep what they moved.',
  },
  seasonClose: {
    ask: (season: string) => `Close the season ${season}`,
    done: (season: string) => `The season ${season} is closed`,
    frozen: 'Its standings stay as they are for good.',
    pause: 'Nothing can be played until the next one is opened.',
    next: {
      ask: (season: string) => `The season **${season}** follows at once.`,
      done: (season: string) => `The season **${season}** has begun.`,
    },
    matches: (count: string) => `Open matches that become void: ${count}`,
    waiting: (count: string) => `Players who leave the queue: ${count}`,
  },
  seasonOpen: {
    ask: (season: string) => `Open the season ${season}`,
    done: (season: string) => `The season ${season} is open`,
    ends: (at: string, left: string) => `It is to last until ${at} (${left}); staff close it.`,
    carried: (count: string) =>
      `Ratings carried over from the last season, drawn towards the start value: ${count}`,
    following: (first: string) =>
      `The first ${first} at once, the others over some minutes; whoever queues has his own at once.`,
    maps: (names: string) => `Maps: ${names}`,
  },
  seasonMaps: {
    ask: (season: string) => `Change the maps of the season ${season}`,
    done: (season: string) => `The maps of the season ${season} are changed`,
    few: (vetoes: string) =>
      `Two players who veto ${vetoes} each can leave none of these: then they are not paired.`,
    choose: (season: string) =>
      `The maps of the season ${season}. Choose all that are to be played from now on.`,
    placeholder: 'Maps',
  },
  admins: {
    add: {
      ask: (who: string) => `Make ${who} an admin of the ladder`,
      done: (who: string) => `${who} is an admin of the ladder`,
    },
    remove: {
      ask: (who: string) => `${who} is to be an admin no more`,
      done: (who: string) => `${who} is no admin any more`,
    },
    may: 'Admins may use all of `/admin`.',
    none: 'There are no admins. `/owner admin add` makes one.',
    list: (count: string) => `Admins: ${count}`,
    line: (who: string, granted: string, by: string) => `${who}, since ${granted}, by ${by}`,
  },
};
