// What the bot offers for the option that is typed in. It is asked once the typing pauses, and only what was asked for
// the letters that stand there counts, however late another answer comes.
import type { OfferedChoice } from '../protocol.ts';

const TYPING_PAUSE_MS = 120;

export class Offers {
  /** Null while the bot is asked. */
  choices: readonly OfferedChoice[] | null = [];
  readonly #onChange: () => void;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Asks after a pause; `ask` gives null where nothing is to be offered any more. */
  request(ask: () => Promise<readonly OfferedChoice[] | null>): void {
    this.dismiss();
    this.#show(null);
    const asked = this.#asked;
    this.#timer = setTimeout(async () => {
      const choices = await ask();
      if (asked === this.#asked && choices !== null) this.#show(choices);
    }, TYPING_PAUSE_MS);
  }

  /** What was asked for before counts no more. */
  dismiss(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
  }

  #show(choices: readonly OfferedChoice[] | null): void {
    this.choices = choices;
    this.#onChange();
  }
}
