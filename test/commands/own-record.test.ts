// What players change about themselves with one word, and what they take back: on one ladder, since
// a ladder takes longer to start than most of this.
import { afterAll, beforeAll } from 'vitest';
import { THREE_LANES } from '../held-row.ts';
import { type RunningLadder, runningLadder } from '../running-ladder.ts';
import { describePrune } from './prune.ts';
import { describeSetCountry } from './setcountry.ts';
import { describeTerms } from './terms.ts';

let ladder: RunningLadder;
beforeAll(async () => {
  ladder = await runningLadder({ players: 30, variables: THREE_LANES });
});
afterAll(() => ladder.close());

const given = () => ladder;
describePrune(given);
describeSetCountry(given);
// In the end the strong one has taken his acceptance back.
describeTerms(given);
