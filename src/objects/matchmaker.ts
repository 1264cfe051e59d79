// The ladder's clock, in a Durable Object for its alarm alone: what it knows is in PostgreSQL, but for the wave that it
// has promised. Coming late, twice, or again after it died half-way does no harm; a database that is down is asked
// again until it is there.
import { DurableObject } from 'cloudflare:workers';
import { readConfiguration } from '../configuration.ts';
import { type Bindings, type Installation, installation } from '../installation.ts';
import { promisedWave } from '../ladder/appointment.ts';
import { nextWave } from '../ladder/wave.ts';
import { newMeter } from '../postgres/database.ts';
import { wake } from '../wake.ts';
import { clockTick, type Ticked } from './clock-tick.ts';

/** A wave that finds no database by then is tried again. */
const CONNECTION_MS = 5_000;
const ANSWER_MS = 20_000;
/** An alarm set for later than this is not trusted to know of everything. */
const TRUSTED_MS = 60_000;
const LONGEST_PAUSE_MS = 60_000;
/** In the object's storage: when the wave comes that those who wait are told of. */
const PROMISED = 'promised-wave';

export class Matchmaker extends DurableObject<Bindings> {
  readonly #installation: Installation;
  #ticking = false;
  /** Somebody came while the queue was being looked at. */
  #woken = false;
  #failures = 0;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    const read = readConfiguration(env);
    if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join(' '));
    this.#installation = installation(read.configuration, env);
  }

  /** Somebody waits: comes to the next wave. */
  async wake(): Promise<void> {
    if (this.#ticking) {
      this.#woken = true;
      return;
    }
    await this.#comeBy(this.#promised() ?? this.#promise(this.#nextWave()));
  }

  /**
   * Once a minute: comes now, unless it is about to come anyway. What a lost wake would have said is seen then.
   * `asking`: whether the database may be asked if anybody waits. Where it may sleep it is not, unless somebody is known
   * to: those have been promised a wave.
   */
  async look(asking: boolean): Promise<void> {
    if (this.#ticking || (!asking && this.#promised() === null)) return;
    await this.#comeBy(new Date(), TRUSTED_MS);
  }

  override async alarm(): Promise<void> {
    this.#ticking = true;
    this.#woken = false;
    const begun = new Date();
    const promised = this.#promised();
    try {
      const ticked = await this.#tick(promised, begun);
      this.#failures = 0;
      await this.#settle(ticked, begun);
    } catch (error) {
      // Not left to the runtime, which stops trying after some minutes.
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** this.#failures);
      this.#failures += 1;
      this.#log('error', 'clock', { error: String(error), pauseMs });
      await this.ctx.storage.setAlarm(Date.now() + pauseMs);
    } finally {
      this.#ticking = false;
    }
  }

  async #tick(promised: Date | null, now: Date): Promise<Ticked> {
    const { openDatabase, configuration, courier } = this.#installation;
    const meter = newMeter();
    const begun = now.getTime();
    const database = openDatabase(meter, {
      connectionBy: begun + CONNECTION_MS,
      answerBy: begun + ANSWER_MS,
    });
    try {
      const ticked = await clockTick(promised, {
        game: configuration.game,
        run: database.run,
        now,
        chance,
      });
      const { wave, matchesEnded, entriesEnded, announced } = ticked;
      const cost = { ms: Date.now() - begun, roundTrips: meter.roundTrips };
      if (wave && promised) {
        const lateMs = begun - promised.getTime();
        const { at, waiting, paired } = wave;
        this.#log('info', 'wave', { at, waiting, paired, lateMs, matchesEnded, entriesEnded, ...cost });
      } else this.#log('debug', 'clock', { matchesEnded, entriesEnded, ...cost });
      if (announced) {
        const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        const woken = wake(courier, sleep);
        this.ctx.waitUntil(woken.catch((error) => this.#log('error', 'wake', { error: String(error) })));
      }
      return ticked;
    } finally {
      await database.close();
    }
  }

  async #settle({ next }: Ticked, begun: Date): Promise<void> {
    const { waveSeconds } = this.#installation.configuration.game.queue;
    const wave = promisedWave(next.wave, this.#woken, begun, waveSeconds);
    if (wave === null) this.ctx.storage.kv.delete(PROMISED);
    else this.#promise(wave);
    const at = [wave, next.at].filter((moment) => moment !== null).map((moment) => moment.getTime());
    if (at.length > 0) await this.ctx.storage.setAlarm(Math.min(...at));
  }

  /** An alarm that is set already for a moment no later, or little later, stays. */
  async #comeBy(moment: Date, laterMs = 0): Promise<void> {
    const alarm = await this.ctx.storage.getAlarm();
    if (alarm !== null && alarm <= moment.getTime() + laterMs) return;
    await this.ctx.storage.setAlarm(moment.getTime());
  }

  #nextWave(): Date {
    return nextWave(new Date(), this.#installation.configuration.game.queue.waveSeconds);
  }

  #promised(): Date | null {
    const time = this.ctx.storage.kv.get<number>(PROMISED);
    return time === undefined ? null : new Date(time);
  }

  #promise(wave: Date): Date {
    this.ctx.storage.kv.put(PROMISED, wave.getTime());
    return wave;
  }

  #log(level: 'debug' | 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>): void {
    this.#installation.log.write(level, event, fields);
  }
}

function chance(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn / 2 ** 32;
}
