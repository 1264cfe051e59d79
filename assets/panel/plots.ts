// The plots: what the figures have been since the page was opened, the last ten minutes of it. A gap where nothing was
// told; the colours are those of the style sheet, which knows of light and dark.
import uPlot from 'uplot';
import type { Pool, Status } from './status.ts';

const KEPT = 300;
const HEIGHT = 170;

type Read = (status: Status, before: Status | null) => number | null;

interface Line {
  readonly label: string;
  readonly read: Read;
  /** A scale of its own, to the right. */
  readonly right?: true;
}

const PLOTS: Readonly<Record<string, readonly Line[]>> = {
  interactions: [
    { label: 'answered', read: (now, before) => perSecond(now, before, 'answered') },
    { label: 'refused', read: (now, before) => perSecond(now, before, 'refused') },
    { label: 'late', read: (now, before) => perSecond(now, before, 'deferred') },
  ],
  answers: [
    { label: 'p50', read: ({ isolate }) => isolate.totalMs?.p50 ?? null },
    { label: 'p95', read: ({ isolate }) => isolate.totalMs?.p95 ?? null },
    { label: 'p99', read: ({ isolate }) => isolate.totalMs?.p99 ?? null },
  ],
  'round-trip': [
    { label: 'p50', read: ({ pools }) => worst(pools, 'p50') },
    { label: 'p95', read: ({ pools }) => worst(pools, 'p95') },
    { label: 'p99', read: ({ pools }) => worst(pools, 'p99') },
  ],
  pool: [
    { label: 'open', read: ({ pools }) => sum(pools, (pool) => pool.connections.open) },
    { label: 'in flight', read: ({ pools }) => sum(pools, (pool) => pool.inFlight) },
    { label: 'waiting', read: ({ pools }) => sum(pools, (pool) => pool.waiting) },
  ],
  ladder: [
    { label: 'in the queue', read: ({ ladder }) => ladder?.queue.players ?? null },
    { label: 'live', read: ({ ladder }) => ladder?.matches.live ?? null },
    { label: 'disputed', read: ({ ladder }) => ladder?.matches.disputed ?? null },
  ],
  outbox: [
    { label: 'messages', read: ({ ladder }) => ladder?.outbox.messages ?? null },
    { label: 'due for s', read: ({ ladder }) => ladder?.outbox.oldestSeconds ?? null, right: true },
  ],
};

/** Of the isolate that answered: another one, or a new one, has other sums. */
function perSecond(now: Status, before: Status | null, name: 'answered' | 'refused' | 'deferred') {
  if (before === null || before.isolate.since !== now.isolate.since) return null;
  const seconds = (Date.parse(now.at) - Date.parse(before.at)) / 1_000;
  return seconds <= 0 ? null : (now.isolate[name] - before.isolate[name]) / seconds;
}

function worst(pools: readonly Pool[], of: 'p50' | 'p95' | 'p99'): number | null {
  const found = pools.flatMap(({ roundTripMs }) => (roundTripMs ? [roundTripMs[of]] : []));
  return found.length === 0 ? null : Math.max(...found);
}

function sum(pools: readonly Pool[], of: (pool: Pool) => number): number | null {
  return pools.length === 0 ? null : pools.reduce((total, pool) => total + of(pool), 0);
}

interface Drawn {
  readonly place: HTMLElement;
  readonly lines: readonly Line[];
  readonly values: (number | null)[][];
  plot: uPlot | null;
}

export interface Plots {
  add(status: Status, before: Status | null): void;
  /** Nothing was told. */
  gap(): void;
  /** The window or the colours have changed. */
  redraw(): void;
}

export function plots(): Plots {
  const times: number[] = [];
  let broken = false;
  const all = Object.entries(PLOTS).flatMap(([id, lines]): Drawn[] => {
    const place = document.getElementById(id);
    return place === null ? [] : [{ place, lines, values: lines.map(() => []), plot: null }];
  });

  function draw(drawn: Drawn): void {
    drawn.plot?.destroy();
    drawn.plot = new uPlot(optionsOf(drawn), dataOf(drawn), drawn.place);
  }

  function dataOf({ values }: Drawn): uPlot.AlignedData {
    return [times, ...values];
  }

  /** What every line is at that time. */
  function push(seconds: number, told: (read: Read) => number | null): void {
    times.push(seconds);
    if (times.length > KEPT) times.shift();
    for (const { lines, values } of all) {
      lines.forEach(({ read }, place) => {
        const own = values[place] ?? [];
        own.push(told(read));
        if (own.length > KEPT) own.shift();
      });
    }
  }

  return {
    gap() {
      const last = times.at(-1);
      // One breaks the lines until the next figures: they are drawn then, by the clock that is theirs.
      if (last === undefined || broken) return;
      broken = true;
      push(last + 0.001, () => null);
    },
    add(status, before) {
      broken = false;
      push(Date.parse(status.at) / 1_000, (read) => read(status, before));
      for (const drawn of all) {
        if (drawn.plot === null) draw(drawn);
        else drawn.plot.setData(dataOf(drawn));
        // The newest, unless somebody points at another.
        if (drawn.plot?.cursor.idx == null) drawn.plot?.setLegend({ idx: times.length - 1 });
      }
    },
    redraw() {
      for (const drawn of all) if (drawn.plot !== null) draw(drawn);
    },
  };
}

/** As the reader's clock has it, with 24 hours. */
function clockTime(seconds: number): string {
  return new Date(seconds * 1_000).toLocaleTimeString('en-GB');
}

function optionsOf({ place, lines }: Drawn): uPlot.Options {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colour('muted'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line'), width: 1 },
    font: '12px system-ui, sans-serif',
  };
  const shown = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : String(Math.round(value * 10) / 10);
  const hasRight = lines.some(({ right }) => right);
  // From nothing up: half of a small number is not a fall.
  const range: uPlot.Range.Function = (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.1)];
  return {
    width: place.clientWidth,
    height: HEIGHT,
    cursor: { y: false, points: { size: 6 } },
    scales: { y: { range }, right: { range } },
    axes: [
      { ...axis, space: 80, values: (_, seconds) => seconds.map(clockTime) },
      { ...axis, size: 44 },
      ...(hasRight ? [{ ...axis, scale: 'right', side: 1 as const, size: 44, grid: { show: false } }] : []),
    ],
    series: [
      { label: 'at', value: (_, seconds) => (seconds === null ? '–' : clockTime(seconds)) },
      ...lines.map(({ label, right }, index) => ({
        label,
        scale: right ? 'right' : 'y',
        stroke: colour(`series-${index + 1}`),
        width: 2,
        points: { show: false },
        value: (_: uPlot, value: number | null) => shown(value),
      })),
    ],
  };
}
