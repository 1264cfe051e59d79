// Ratings over time as a picture in the page, drawn here: what it needs of colour is in the style sheet, so that it
// fits light and dark, and what is in it is told in words and as a table too. A script shows what lies under the pointer.
import { dateLabel } from '../../chart/date-scale.ts';
import { type Chart, type ChartSize, ratingChart, spread } from '../../chart/geometry.ts';
import { type RatingPoint, type RatingSeries, thinned } from '../../chart/series.ts';
import type { Reader } from '../reader.ts';
import { FactionName, Moment } from './names.tsx';

/** Drawn twice, for a scaled one would have letters too small or too large; the style sheet shows the one that fits. */
const SIZES = {
  wide: {
    width: 860,
    height: 320,
    margin: { top: 14, right: 56, bottom: 30, left: 48 },
    tickGap: { rating: 44, date: 84 },
  },
  narrow: {
    width: 360,
    height: 260,
    margin: { top: 12, right: 46, bottom: 28, left: 42 },
    tickGap: { rating: 44, date: 64 },
  },
} as const satisfies Readonly<Record<string, ChartSize>>;

type SizeName = keyof typeof SIZES;

const LABEL_HEIGHT = 18;
/** Rows of the table, for each faction. */
const TABLED = 12;
/** What the script is given of each line. */
const POINTED = 300;

interface Plotted {
  readonly series: readonly RatingSeries[];
  readonly reader: Reader;
}

export function RatingPlot({ series, reader }: Plotted) {
  const { plot: words } = reader.words.player;
  const [wide, narrow] = [ratingChart(series, SIZES.wide), ratingChart(series, SIZES.narrow)];
  if (wide === null || narrow === null) return <p class="empty">{words.none}</p>;
  return (
    <figure class="plot">
      <Picture chart={wide} size="wide" series={series} reader={reader} />
      <Picture chart={narrow} size="narrow" series={series} reader={reader} />
      <figcaption>
        <ul class="legend">
          {series.map(({ faction }) => (
            <li>
              <FactionName id={faction} reader={reader} />
            </li>
          ))}
        </ul>
      </figcaption>
      <details>
        <summary>{words.table}</summary>
        <PlotTable series={series} reader={reader} />
      </details>
    </figure>
  );
}

function Picture({ chart, size, series, reader }: Plotted & { chart: Chart; size: SizeName }) {
  const { plot: words } = reader.words.player;
  const { locale } = reader.language;
  const { plot } = chart;
  const labels = spread(
    chart.lines.map(({ end }) => end.y),
    { gap: LABEL_HEIGHT, from: plot.top + 4, to: plot.bottom },
  );
  return (
    <svg
      class={`ratings ${size}`}
      viewBox={`0 0 ${SIZES[size].width} ${SIZES[size].height}`}
      role="img"
      aria-labelledby={`title-${size}`}
      aria-describedby={`text-${size}`}
      data-plot={JSON.stringify(pointed(chart, series, reader))}
    >
      <title id={`title-${size}`}>{words.title}</title>
      <desc id={`text-${size}`}>{words.summary(series.map((line) => told(line, reader)).join(' '))}</desc>
      <g class="grid">
        {chart.ratingTicks.map(({ y }) => (
          <path d={`M${plot.left} ${round(y)}H${plot.right}`} />
        ))}
      </g>
      <g class="labels">
        {chart.ratingTicks.map(({ rating, y }) => (
          <text x={plot.left - 8} y={round(y + 4)} text-anchor="end">
            {reader.number(rating)}
          </text>
        ))}
        {chart.dateTicks.map((tick) => (
          <text x={round(tick.x)} y={plot.bottom + 20} text-anchor="middle">
            {dateLabel(tick, locale)}
          </text>
        ))}
      </g>
      {chart.lines.map(({ faction, places, end }, place) => (
        <g class={`course line-${placeOf(faction, reader)}`}>
          <path d={`M${places.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`} />
          <circle cx={round(end.x)} cy={round(end.y)} r="3.5" />
          <text x={plot.right + 8} y={round((labels[place] ?? end.y) + 4)}>
            {reader.number(end.rating)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function PlotTable({ series, reader }: Plotted) {
  const { shared, player } = reader.words;
  return (
    <table>
      <caption class="aside">{player.plot.title}</caption>
      <thead>
        <tr>
          <th scope="col">{player.plot.date}</th>
          <th scope="col">{shared.faction}</th>
          <th scope="col" class="number">
            {shared.rating}
          </th>
        </tr>
      </thead>
      <tbody>
        {series.flatMap(({ faction, points }) =>
          thinned(points, TABLED).map(({ at, rating }) => (
            <tr>
              <td>
                <Moment at={new Date(at)} reader={reader} />
              </td>
              <td>
                <FactionName id={faction} reader={reader} />
              </td>
              <td class="number">{reader.number(rating)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function told({ faction, points }: RatingSeries, reader: Reader): string {
  const ratings = points.map(({ rating }) => rating);
  const [from, to, low, high] = [
    ratings[0] ?? 0,
    ratings.at(-1) ?? 0,
    Math.min(...ratings),
    Math.max(...ratings),
  ].map((rating) => reader.number(rating)) as [string, string, string, string];
  return reader.words.player.plot.line(reader.faction(faction), from, to, low, high);
}

/** For assets/plot.ts: where the plot's edges are, what they mean, and each line's points with their words. */
function pointed(chart: Chart, series: readonly RatingSeries[], reader: Reader) {
  const [low, high] = [chart.ratingTicks[0], chart.ratingTicks.at(-1)];
  return {
    ...chart.plot,
    from: chart.from,
    to: chart.to,
    low: low?.rating ?? 0,
    high: high?.rating ?? 0,
    lines: series.map(({ faction, points }) => ({
      line: placeOf(faction, reader),
      name: reader.faction(faction),
      points: thinned(points, POINTED).map(({ at, rating }: RatingPoint) => [at, rating]),
    })),
    locale: reader.language.locale,
  };
}

function placeOf(faction: string, { game }: Reader): number {
  return Math.max(
    0,
    game.factions.findIndex(({ id }) => id === faction),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
