// What anybody reads of the ladder: on one, since a ladder takes longer to start than most of this.
import { afterAll, beforeAll } from 'vitest';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import { describeHistory } from './history.ts';
import { describeLeaderboard } from './leaderboard.ts';
import { describeProfile } from './profile.ts';
import { describeVersus } from './versus.ts';

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder();
});
afterAll(() => ladder.close());

const given = () => ladder;
describeLeaderboard(given);
describeHistory(given);
describeVersus(given);
// In the end the season was long ago.
describeProfile(given);
