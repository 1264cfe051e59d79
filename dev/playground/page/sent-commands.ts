// What was sent from a composer before, for the arrow that brings it back.
import type { CommandDraft } from './draft.ts';

const KEPT = 50;

export class SentCommands {
  #sent: readonly CommandDraft[] = [];
  #place = 0;

  add(draft: CommandDraft): void {
    this.#sent = [...this.#sent, draft].slice(-KEPT);
    this.#place = this.#sent.length;
  }

  /** One back, or one forward again; null where there is none. */
  turn(step: -1 | 1): CommandDraft | null {
    const draft = this.#sent[this.#place + step];
    if (draft === undefined) return null;
    this.#place += step;
    return draft;
  }
}
