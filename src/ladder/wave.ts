// Waves: when they come, how many somebody has waited, and when waiting ends. They are aligned to the clock, so that a
// time shown is the time it happens, whoever reckons it.

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** The wave after a moment; at the very moment of one, the next. */
export function nextWave(now: Date, waveSeconds: number): Date {
  return new Date((waveNumber(now, waveSeconds) + 1) * waveSeconds * SECOND_MS);
}

/** Waves are counted from the beginning of 1970: the number of the one that was last. */
export function waveNumber(at: Date, waveSeconds: number): number {
  return Math.floor(at.getTime() / (waveSeconds * SECOND_MS));
}

/** How many waves somebody has been through since he joined; the one that is just coming is not among them. */
export function wavesWaited(joinedAt: Date, wave: Date, waveSeconds: number): number {
  return Math.max(0, waveNumber(wave, waveSeconds) - waveNumber(joinedAt, waveSeconds) - 1);
}

export function entryEndsAt(joinedAt: Date, entryMinutes: number): Date {
  return new Date(joinedAt.getTime() + entryMinutes * MINUTE_MS);
}
