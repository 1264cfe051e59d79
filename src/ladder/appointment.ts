// When the ladder's clock has to come: for the wave that was promised to those who wait, and for whatever runs out by
// itself. Nobody waits, nothing runs out: never.
import type { MatchSettings } from './game.ts';
import { nextWave, waveNumber } from './wave.ts';

export interface Appointment {
  /** The wave that those who wait are told of; null: nobody waits. */
  readonly wave: Date | null;
  readonly at: Date | null;
}

export interface ClockState {
  /** Whether anybody waits. */
  readonly waiting: boolean;
  /** When the next match or place runs out; null: none does. */
  readonly nextDue: Date | null;
  /** Whether matches have just been proposed, of which `nextDue` does not know. */
  readonly proposed: boolean;
}

/** What somebody was just changing is looked at again after this. */
const AGAIN_MS = 1000;

/**
 * The wave to be promised after a look that began then. One that was told stays, though its time passed meanwhile and
 * somebody else came: it is made late. `woken`: somebody came, whom the look may not have seen.
 */
export function promisedWave(
  told: Date | null,
  woken: boolean,
  begun: Date,
  waveSeconds: number,
): Date | null {
  return told ?? (woken ? nextWave(begun, waveSeconds) : null);
}

/**
 * The wave to be made now; null: none. Before its time there is none, however little is missing; whoever comes late
 * makes the last one whose time has passed, and those between are gone.
 */
export function dueWave(promised: Date | null, now: Date, waveSeconds: number): Date | null {
  if (promised === null || promised > now) return null;
  return new Date(waveNumber(now, waveSeconds) * waveSeconds * 1000);
}

export function nextAppointment(
  { waiting, nextDue, proposed }: ClockState,
  now: Date,
  waveSeconds: number,
  { acceptSeconds, reminderSecondsLeft }: Pick<MatchSettings, 'acceptSeconds' | 'reminderSecondsLeft'>,
): Appointment {
  const wave = waiting ? nextWave(now, waveSeconds) : null;
  const moments: number[] = [];
  if (wave !== null) moments.push(wave.getTime());
  if (nextDue !== null) moments.push(nextDue > now ? nextDue.getTime() : now.getTime() + AGAIN_MS);
  if (proposed) moments.push(now.getTime() + Math.max(0, acceptSeconds - reminderSecondsLeft) * 1000);
  return { wave, at: moments.length === 0 ? null : new Date(Math.min(...moments)) };
}
