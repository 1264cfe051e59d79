// How ranks look: a colour each, for embeds, and a mark, for lines of text.

const STYLES: Readonly<Record<string, { readonly colour: number; readonly mark: string }>> = {
  S: { colour: 0xf5c542, mark: '🟡' },
  A: { colour: 0xe5484d, mark: '🔴' },
  B: { colour: 0xa66cff, mark: '🟣' },
  C: { colour: 0x3e8bff, mark: '🔵' },
  D: { colour: 0x34b36b, mark: '🟢' },
  E: { colour: 0x9a6b3f, mark: '🟤' },
  F: { colour: 0x8b95a1, mark: '⚪' },
};
const NO_RANK = { colour: 0x5c6470, mark: '⚫' };

export function rankColour(rank: string): number {
  return (STYLES[rank] ?? NO_RANK).colour;
}

/** A dot of the rank's colour and its letter: colour alone would not tell everyone. */
export function rankMark(rank: string): string {
  return `${(STYLES[rank] ?? NO_RANK).mark} ${rank}`;
}
