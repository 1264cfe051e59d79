// The answers to a batch of statements, given back in parts, as they come: those that come close together are one
// part, and nobody waits for a slow neighbour.
import type { Clock } from './clock.ts';
import { Deadlines } from './deadlines.ts';
import type { PoolAnswer } from './pool.ts';

interface PlacedAnswer {
  readonly place: number;
  readonly answer: PoolAnswer;
}

/** What has come of a batch since it was last asked, by place; and how to ask for the rest, null when that is all. */
export interface AnswersPart {
  readonly answers: readonly PlacedAnswer[];
  readonly rest: string | null;
}

/** How long the first answer of a part waits for company: less than a reader notices, and measured: longer saves less. */
const COMPANY_MS = 2;
/** The rest is asked for at once or never: once all is answered, it is kept this long. */
const KEPT_MS = 10_000;

export class BatchAnswers {
  readonly #deadlines: Deadlines;
  readonly #newTicket: () => string;
  readonly #open = new Map<string, Batch>();

  /** Tickets must differ from those of an object that was here before: its statements are not ours. */
  constructor(clock: Clock, newTicket: () => string) {
    this.#deadlines = new Deadlines(clock);
    this.#newTicket = newTicket;
  }

  /** The first part of what runs, none of which may reject. */
  async first(running: readonly Promise<PoolAnswer>[]): Promise<AnswersPart> {
    const batch = new Batch(running, this.#deadlines);
    const answers = await batch.next();
    if (batch.finished) return { answers, rest: null };
    const ticket = this.#newTicket();
    this.#open.set(ticket, batch);
    void Promise.all(running).then(() => this.#deadlines.after(KEPT_MS, () => this.#open.delete(ticket)));
    return { answers, rest: ticket };
  }

  /** Throws where there is no such batch. */
  async more(ticket: string): Promise<AnswersPart> {
    const batch = this.#open.get(ticket);
    if (batch === undefined) throw new Error('the answers are not there any more');
    const answers = await batch.next();
    return { answers, rest: batch.finished ? null : ticket };
  }
}

class Batch {
  readonly #deadlines: Deadlines;
  #ready: PlacedAnswer[] = [];
  #outstanding: number;
  #noticed = () => {};

  constructor(running: readonly Promise<PoolAnswer>[], deadlines: Deadlines) {
    this.#deadlines = deadlines;
    this.#outstanding = running.length;
    running.forEach((one, place) => {
      void one.then((answer) => {
        this.#ready.push({ place, answer });
        this.#outstanding -= 1;
        this.#noticed();
      });
    });
  }

  /** Whether every answer has been given out. */
  get finished(): boolean {
    return this.#outstanding === 0 && this.#ready.length === 0;
  }

  async next(): Promise<readonly PlacedAnswer[]> {
    await new Promise<void>((resolve) => {
      let cancel: (() => void) | null = null;
      this.#noticed = () => {
        if (this.#outstanding === 0) {
          cancel?.();
          resolve();
        } else if (this.#ready.length > 0) cancel ??= this.#deadlines.after(COMPANY_MS, resolve);
      };
      this.#noticed();
    });
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
