// The ways to the database as a picture: bars for the median alone and for the throughput at 50 at once. Plain SVG
// that follows the reader's light or dark theme.
import type { MeasuredWay } from './ways.ts';

// Each text has room in the widest font that a system may have for its own.
const WIDTH = 930;
const LABEL = 370;
const BAR = 400;
const ROW = 34;
const HEAD = 46;
const GAP = 26;

interface Panel {
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    readonly text: string;
    readonly own: boolean;
  }[];
}

export function picture(ways: readonly MeasuredWay[]): string {
  const roundTripMs = ways[0]?.loads[0]?.roundTripMs ?? Number.NaN;
  const panels = [
    panel(
      ways,
      `/profile alone: median, milliseconds (a round trip is ${roundTripMs.toFixed(0)})`,
      1,
      (load) => ({
        value: load.p50,
        text: `${load.p50.toFixed(0)} ms · ${load.p50Trips.toFixed(1)} trips`,
      }),
    ),
    panel(ways, '/profile, 50 at once: requests a second', 50, (load) => ({
      value: load.perSecond,
      text: load.perSecond.toFixed(0),
    })),
  ];
  let y = 12;
  const drawn = panels.map((one) => {
    const text = draw(one, y);
    y += HEAD + one.bars.length * ROW + GAP;
    return text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" role="img" aria-label="Time and throughput by way to the database">
<style>
  text { font: 14px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; }
  .other { fill: #8c959f; }
  .own { fill: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .other { fill: #6e7681; }
    .own { fill: #3fb950; }
  }
</style>
${drawn.join('\n')}
</svg>
`;
}

function panel(
  ways: readonly MeasuredWay[],
  title: string,
  atOnce: number,
  read: (load: MeasuredWay['loads'][number]) => { value: number; text: string },
): Panel {
  const bars = ways.flatMap(({ name, title: label, loads }) => {
    const load = loads.find((one) => one.atOnce === atOnce);
    return load ? [{ label, own: name === 'tcp' || name === 'websocket', ...read(load) }] : [];
  });
  return { title, bars };
}

function draw({ title, bars }: Panel, top: number): string {
  // Where nothing was answered in time, all are zero.
  const most = Math.max(...bars.map(({ value }) => value)) || 1;
  const rows = bars.map(({ label, value, text, own }, index) => {
    const y = top + HEAD + index * ROW;
    const width = Math.max(2, (value / most) * BAR);
    return [
      `<text x="${LABEL - 12}" y="${y + 16}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="${own ? 'own' : 'other'}" x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="22" rx="3"/>`,
      `<text x="${(LABEL + width + 8).toFixed(1)}" y="${y + 16}">${escaped(text)}</text>`,
    ].join('\n');
  });
  return [`<text class="title" x="12" y="${top + 20}">${escaped(title)}</text>`, ...rows].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
