import { expect, test } from 'vitest';
import { dueWave, nextAppointment, promisedWave } from '../../src/ladder/appointment.ts';

const WAVE_SECONDS = 45;
/** The time of a wave. */
const WAVE = new Date('2026-11-25T12:00:00Z');
const MATCH = { acceptSeconds: 60, reminderSecondsLeft: 20 };
const after = (ms: number) => new Date(WAVE.getTime() + ms);
const NOTHING = { waiting: false, nextDue: null, proposed: false };

test.each([
  ['nobody was promised one', null, after(1), null],
  ['a millisecond too early', WAVE, after(-1), null],
  ['on time', WAVE, WAVE, WAVE],
  ['a little late', WAVE, after(44_999), WAVE],
  ['so late that others have passed', WAVE, after(100_000), after(90_000)],
])('the wave to make, %s', (_, promised, now, due) => {
  expect(dueWave(promised, now, WAVE_SECONDS)).toEqual(due);
});

test.each([
  ['nothing: never', NOTHING, { wave: null, at: null }],
  [
    'somebody waits: the next wave',
    { ...NOTHING, waiting: true },
    { wave: after(45_000), at: after(45_000) },
  ],
  ['a deadline alone', { ...NOTHING, nextDue: after(7_000) }, { wave: null, at: after(7_000) }],
  [
    'a deadline before the wave',
    { ...NOTHING, waiting: true, nextDue: after(7_000) },
    { wave: after(45_000), at: after(7_000) },
  ],
  [
    'a deadline after the wave',
    { ...NOTHING, waiting: true, nextDue: after(70_000) },
    { wave: after(45_000), at: after(45_000) },
  ],
  [
    'what should be over already: a second later',
    { ...NOTHING, nextDue: after(-9) },
    { wave: null, at: after(1_000) },
  ],
  ['new matches: their reminder', { ...NOTHING, proposed: true }, { wave: null, at: after(40_000) }],
])('the clock comes next, %s', (_, state, appointment) => {
  expect(nextAppointment(state, WAVE, WAVE_SECONDS, MATCH)).toEqual(appointment);
});

test.each([
  ['nobody waits', null, false, null],
  ['somebody came whom it has not seen', null, true, after(45_000)],
  // Else all who wait would be told of one, and have the next.
  ['one was told, whose time has passed before it is known who came', WAVE, true, WAVE],
])('the wave that is promised after a look: %s', (_, told, woken, promised) => {
  expect(promisedWave(told, woken, after(1), WAVE_SECONDS)).toEqual(promised);
});
