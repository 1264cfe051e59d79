// The answers to a batch of statements, given back in parts, as they come: what PostgreSQL's connection brings in one
// read is one part, and nobody waits for a slow neighbour.
import type { Clock } from './clock.ts';
import type { PoolAnswer } from './pool-call.ts';

interface PlacedAnswer {
  readonly place: number;
  readonly answer: PoolAnswer;
}

/** What has come of a batch since it was last asked, by place; and how to ask for the rest, null when that is all. */
export interface AnswersPart {
  readonly answers: readonly PlacedAnswer[];
  readonly rest: string | null;
}

/** The rest is asked for at once or never: once all is answered, it is kept this long. */
const KEPT_MS = 10_000;

export class BatchAnswers {
  readonly #clock: Clock;
  readonly #newTicket: () => string;
  /** Oldest first. */
  readonly #open = new Map<string, Batch>();

  /** Tickets must differ from those of an object that was here before: its statements are not ours. */
  constructor(clock: Clock, newTicket: () => string) {
    this.#clock = clock;
    this.#newTicket = newTicket;
  }

  /** The first part of what runs, none of which may reject. */
  async first(running: readonly Promise<PoolAnswer>[]): Promise<AnswersPart> {
    const batch = new Batch(running, this.#clock);
    const answers = await batch.next();
    if (batch.finished) return { answers, rest: null };
    this.#forget();
    const ticket = this.#newTicket();
    this.#open.set(ticket, batch);
    return { answers, rest: ticket };
  }

  /** Throws where there is no such batch. */
  async more(ticket: string): Promise<AnswersPart> {
    this.#forget();
    const batch = this.#open.get(ticket);
    if (batch === undefined) throw new Error('the answers are not there any more');
    const answers = await batch.next();
    if (!batch.finished) return { answers, rest: ticket };
    this.#open.delete(ticket);
    return { answers, rest: null };
  }

  /** What nobody came for goes when others come: a timer for each would cost them all. */
  #forget(): void {
    const before = this.#clock.now() - KEPT_MS;
    for (const [ticket, { answeredAt }] of this.#open) {
      if (answeredAt === null || answeredAt > before) return;
      this.#open.delete(ticket);
    }
  }
}

class Batch {
  /** When the last answer came; null before. */
  answeredAt: number | null = null;
  #ready: PlacedAnswer[] = [];
  #outstanding: number;
  #noticed = () => {};

  constructor(running: readonly Promise<PoolAnswer>[], clock: Clock) {
    this.#outstanding = running.length;
    running.forEach((one, place) => {
      void one.then((answer) => {
        this.#ready.push({ place, answer });
        this.#outstanding -= 1;
        if (this.#outstanding === 0) this.answeredAt = clock.now();
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
      this.#noticed = () => {
        if (this.#ready.length > 0 || this.#outstanding === 0) resolve();
      };
      this.#noticed();
    });
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
