// Why staff may not do something, and what to do instead.

export const staffRefusal = {
  userUnknown: (who: string) => `${who} has never used the ladder.`,
  durationUnreadable: (typed: string) =>
    `**${typed}** is no length of time. Write it like 90m, 12h, 3d or 2w, ten years at the most; leave it out for a ban without an end.`,
  plain: {
    'owner-only': 'Only the owner of this installation can do this.',
    'match-unknown': 'There is no match of this number. `/admin snapshot` lists those that are open.',
    'match-decided': 'This match is decided already: `/admin void` undoes it.',
    'not-yours': 'Only the one who called the command can answer this.',
    'confirmation-gone': 'This changes nothing: it was confirmed or cancelled already, or is too old.',
    'confirmation-expired': 'This question is too old. Nothing has happened; call the command again.',
    'not-banned': 'This player is not banned.',
    'not-in-queue': 'This player does not wait in the queue.',
    'queue-empty': 'Nobody waits in the queue.',
    'rating-changed':
      'The rating has changed since you were asked, so nothing has happened. Call the command again to see the new one.',
    'rating-same': 'That is the rating already: nothing would change.',
    'season-open': 'A season is open already. Close it first, with `/admin season close`.',
    'season-name-taken': 'There has been a season of this name. Choose another.',
    'season-carries':
      'Ratings are still being carried over into the season before. Try again in a few minutes.',
    'admin-already': 'This user is an admin already.',
    'not-admin': 'This user is no admin.',
    'own-match': 'You play in this match, so another of the staff has to decide about it.',
    'own-standing': 'What concerns yourself is for another of the staff to change.',
    'forget-admin': 'This user is an admin. The owner takes that back first, with `/owner admin remove`.',
    'forget-busy': 'This player waits in the queue or is in a match. Take him out or settle it first.',
    'forgotten-already': 'What this player had entered is taken out already.',
    'ban-of-owner': 'The owner of this installation cannot be banned.',
    'ban-of-admin': 'Only the owner bans an admin, or lifts such a ban.',
    'ban-changed':
      'Somebody else has banned this player or lifted the ban since you were asked, so nothing has happened. Call the command again.',
    'player-missing': 'Say who: choose a member as `user`, or type a name of the ladder as `player`.',
    'no-maps': 'This game is played without maps.',
    'season-unknown': 'There is no such season. Start typing, and pick one of those that appear.',
  },
};
