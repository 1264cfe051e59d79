// One coming of the ladder's clock: what has run out ends, a wave that is due is made, and what comes next is known.
// Two statements at the most, whatever the size of the wave. Dying between them leaves nothing half-done: the next
// tick finds the same players waiting.
import { type Appointment, dueWave, nextAppointment } from '../ladder/appointment.ts';
import type { Game } from '../ladder/game.ts';
import { pairWave } from '../ladder/matchmaking.ts';
import { propose } from '../ladder/proposal.ts';
import { seasonMaps } from '../ladder/season.ts';
import type { Statement } from '../postgres/statement.ts';
import { queueEntries, type Tick, tickLadder, writeWave } from '../sql/clock.ts';

export interface TickSetting {
  readonly game: Game;
  readonly run: <Result>(statement: Statement<Result>) => Promise<Result>;
  readonly now: Date;
  /** At least 0 and less than 1. */
  readonly chance: () => number;
}

export interface Ticked {
  /** Null: none was due. */
  readonly wave: { readonly at: Date; readonly waiting: number; readonly paired: number } | null;
  readonly matchesEnded: number;
  readonly entriesEnded: number;
  /** Something waits to be sent to Discord. */
  readonly announced: boolean;
  readonly next: Appointment;
}

/** `promised`: the wave that those who wait have been told of. */
export async function clockTick(promised: Date | null, setting: TickSetting): Promise<Ticked> {
  const { game, run, now } = setting;
  const { waveSeconds } = game.queue;
  const wave = dueWave(promised, now, waveSeconds);
  const tick = await run(tickLadder(now, wave, game));
  const made = wave === null ? null : await makeWave(wave, tick, setting);
  const { matchesEnded, entriesEnded, nextDue } = tick;
  const proposed = made !== null && made.proposed > 0;
  const waiting = tick.waiting > 2 * (made?.paired ?? 0);
  return {
    wave: wave && made && { at: wave, waiting: tick.entries.length, paired: made.paired },
    matchesEnded,
    entriesEnded,
    announced: tick.announced || proposed,
    next: nextAppointment({ waiting, nextDue, proposed }, now, waveSeconds, game.match),
  };
}

async function makeWave(
  wave: Date,
  { entries, maps: own }: Tick,
  { game, run, now, chance }: TickSetting,
): Promise<{ readonly proposed: number; readonly paired: number }> {
  const maps = seasonMaps(own, game);
  const pairings = pairWave(queueEntries(entries, wave, game.queue.waveSeconds), { game, maps, now: wave });
  if (pairings.length === 0) return { proposed: 0, paired: 0 };
  const proposals = pairings.map((pairing) => propose(pairing, game, maps, chance));
  return { proposed: proposals.length, paired: await run(writeWave(proposals, wave, now, game)) };
}
