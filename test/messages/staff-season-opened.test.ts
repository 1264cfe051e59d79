import { expect, test } from 'vitest';
import { chess } from '../../src/games/chess.ts';
import type { StaffAct } from '../../src/ladder/staff-act.ts';
import { doneMessage, questionMessage } from '../../src/messages/staff-act.ts';

const act = (standings: number): StaffAct => ({
  action: 'season-open',
  season: 'Season 2',
  endsAt: new Date(Date.UTC(2027, 0, 1)),
  standings,
  maps: [],
});
const asked = (standings: number) => {
  const question = { act: act(standings), confirmation: '1', expiresAt: new Date(0) };
  return JSON.stringify(questionMessage(question, chess, 'en-US'));
};
const done = (standings: number) => JSON.stringify(doneMessage(act(standings), chess, 'en-US'));

test('staff who open a season of many ratings are told that carrying them over goes on', () => {
  expect(done(5_001)).toContain('The first 5,000 at once, the others over some minutes');
  expect(asked(5_001)).toContain('The first 5,000 at once');
  expect(done(5_000)).not.toContain('at once');
});
