// The colours of lines, by a faction's place in its game's list, so that it has the same one in every picture. Those
// of M. Okabe and K. Ito (Color Universal Design, 2008), which no kind of colour blindness takes for each other, made
// lighter for dark grounds and darker for light ones until each stands out from both by 4.5 to 1.

export interface LineColour {
  /** As #rrggbb. */
  readonly onDark: string;
  readonly onLight: string;
}

const COLOURS: readonly [LineColour, ...LineColour[]] = [
  { onDark: '#56b4e9', onLight: '#0067a8' },
  { onDark: '#e69f00', onLight: '#8f5b00' },
  { onDark: '#2cc59b', onLight: '#00705a' },
  { onDark: '#f0e442', onLight: '#6f6500' },
  { onDark: '#e48fbf', onLight: '#a3347a' },
  { onDark: '#ff7f4d', onLight: '#b84300' },
  { onDark: '#b9a6ff', onLight: '#6044c8' },
  { onDark: '#d6d9dd', onLight: '#4a5058' },
];

/** A game of more factions than there are colours begins again; lines bear their names besides. */
export function lineColour(place: number): LineColour {
  return COLOURS[place % COLOURS.length] ?? COLOURS[0];
}
