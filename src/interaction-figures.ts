// What one isolate has answered since it began, in all and by command. Cloudflare runs several isolates and ends them as
// it likes: for the whole picture there are Analytics Engine and the log lines, of which this is the sum at hand.
import { Histogram, type HistogramFigures } from './postgres/histogram.ts';
import { type Percentiles, Samples } from './postgres/samples.ts';

export interface InteractionFigures {
  readonly since: string;
  readonly answered: number;
  readonly deferred: number;
  readonly failed: number;
  readonly refused: number;
  /** Of a kind or a name that this version does not know. */
  readonly unknown: number;
  /** Requests that were no interaction of Discord's: bad signatures and the like. */
  readonly turnedAway: number;
  readonly totalMs: Percentiles | null;
  /** Each as `interactionName` names it, the busiest first. */
  readonly commands: readonly CommandFigures[];
}

export interface CommandFigures {
  readonly command: string;
  readonly answered: number;
  readonly deferred: number;
  readonly failed: number;
  readonly refused: number;
  readonly unknown: number;
  readonly totalMs: Percentiles | null;
  readonly buckets: HistogramFigures;
}

/** One that has been answered, and what it cost. */
export interface AnsweredInteraction {
  readonly command: string;
  /** `ok`, `failed`, `unknown`, or `refused: ` and the reason. */
  readonly outcome: string;
  readonly deferred: boolean;
  readonly totalMs: number;
}

const SAMPLES = 1_024;
const COMMAND_SAMPLES = 256;
/** A ladder has some dozens; an old message may carry the name of any that there ever was. */
const MOST_COMMANDS = 200;
/** As long as a custom id may be. */
const LONGEST_NAME = 100;
const OTHERS = 'others';

export class InteractionTally {
  readonly #since = new Date();
  readonly #all = new Tally(SAMPLES);
  readonly #byCommand = new Map<string, Tally>();
  #turnedAway = 0;

  add(interaction: AnsweredInteraction): void {
    this.#all.add(interaction);
    this.#tallyOf(interaction.command).add(interaction);
  }

  turnAway(): void {
    this.#turnedAway += 1;
  }

  figures(): InteractionFigures {
    const { buckets: _, ...all } = this.#all.figures();
    return {
      since: this.#since.toISOString(),
      ...all,
      turnedAway: this.#turnedAway,
      commands: [...this.#byCommand]
        .map(([command, tally]) => ({ command, ...tally.figures() }))
        .sort((one, other) => other.answered - one.answered),
    };
  }

  #tallyOf(command: string): Tally {
    const known = this.#byCommand.get(command);
    if (known) return known;
    const isOne = command.length <= LONGEST_NAME && this.#byCommand.size < MOST_COMMANDS;
    const name = isOne ? command : OTHERS;
    const tally = this.#byCommand.get(name) ?? new Tally(COMMAND_SAMPLES);
    this.#byCommand.set(name, tally);
    return tally;
  }
}

class Tally {
  readonly #totalMs: Samples;
  readonly #buckets = new Histogram();
  #answered = 0;
  #deferred = 0;
  #failed = 0;
  #refused = 0;
  #unknown = 0;

  constructor(samples: number) {
    this.#totalMs = new Samples(samples);
  }

  add({ totalMs, deferred, outcome }: AnsweredInteraction): void {
    this.#totalMs.add(totalMs);
    this.#buckets.add(totalMs);
    this.#answered += 1;
    if (deferred) this.#deferred += 1;
    if (outcome === 'failed') this.#failed += 1;
    if (outcome.startsWith('refused')) this.#refused += 1;
    if (outcome === 'unknown') this.#unknown += 1;
  }

  figures(): Omit<CommandFigures, 'command'> {
    return {
      answered: this.#answered,
      deferred: this.#deferred,
      failed: this.#failed,
      refused: this.#refused,
      unknown: this.#unknown,
      totalMs: this.#totalMs.percentiles(),
      buckets: this.#buckets.figures(),
    };
  }
}
