// What staff do, and what a change of theirs alters: on one ladder, since a ladder takes longer to start than most of this.
import { afterAll, beforeAll } from 'vitest';
import { describeBounds } from './admin-bounds.ts';
import { describeConfirm } from './admin-confirm.ts';
import { describeForget } from './admin-forget.ts';
import { describeMatches } from './admin-matches.ts';
import { describePlayers } from './admin-players.ts';
import { describeRoles } from './admin-roles.ts';
import { describeRatingPicture } from './rating-picture.ts';
import { type StaffedLadder, staffedLadder } from './staffed-ladder.ts';

let ladder: StaffedLadder;
beforeAll(async () => {
  ladder = await staffedLadder();
});
afterAll(() => ladder.close());

const given = () => ladder;
// Before any match is open but its own.
describeRoles(given);
describeRatingPicture(given);
// Before admins are players, too.
describeForget(given);
describePlayers(given);
describeMatches(given);
describeConfirm(given);
describeBounds(given);
