// What one check of the doctor found, and how it is printed: a line, and below a failing one what to do.
import { styleText } from 'node:util';

export interface Finding {
  /** `note`: nothing is wrong, but something is to be known. */
  readonly state: 'well' | 'note' | 'failing';
  readonly name: string;
  readonly finding: string;
  /** What to do; failing ones always have it. */
  readonly advice?: string;
}

export function well(name: string, finding: string): Finding {
  return { state: 'well', name, finding };
}

export function note(name: string, finding: string, advice?: string): Finding {
  return { state: 'note', name, finding, ...(advice !== undefined && { advice }) };
}

export function failing(name: string, finding: string, advice: string): Finding {
  return { state: 'failing', name, finding, advice };
}

const MARKS = { well: ['green', '✓'], note: ['yellow', '–'], failing: ['red', '✗'] } as const;
const NAME_WIDTH = 16;

export function printed({ state, name, finding, advice }: Finding): string {
  const [color, mark] = MARKS[state];
  const line = `${styleText(color, mark)} ${name.padEnd(NAME_WIDTH)}${finding}`;
  return advice === undefined ? line : `${line}\n${' '.repeat(NAME_WIDTH + 2)}→ ${advice}`;
}
