// On which days somebody has played: a square a day, a column a week, darker the more matches; and as a table.
import { PLAYED_WEEKS, type PlayedDay, playedSince } from '../../ladder/public-player.ts';
import type { Reader } from '../reader.ts';
import { Games } from './figures.tsx';

const DAY_MS = 86_400_000;
const STEP = 15;
const SQUARE = 12;
const LEFT = 34;
const TOP = 18;
/** From how many matches on a day is of the next shade. */
const SHADES = [1, 3, 6, 10];

interface Active {
  readonly days: readonly PlayedDay[];
  readonly today: Date;
  readonly reader: Reader;
}

export function Activity({ days, today, reader }: Active) {
  const { activity: words } = reader.words.player;
  const total = days.reduce((sum, day) => sum + matchesOf(day), 0);
  if (total === 0) return <p class="empty">{words.none}</p>;
  const summary = words.summary(reader.plural(words.matches, total), reader.plural(words.days, days.length));
  return (
    <figure class="activity">
      <Calendar days={days} today={today} reader={reader} summary={summary} />
      <figcaption>{summary}</figcaption>
      <details>
        <summary>{words.table}</summary>
        <table>
          <caption class="aside">{words.title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              <th scope="col" class="number">
                {reader.words.shared.record.long}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr>
                <td>
                  <time datetime={day.day}>{reader.day(new Date(day.day))}</time>
                </td>
                <td class="number">
                  <Games of={day} reader={reader} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function Calendar({ days, today, reader, summary }: Active & { summary: string }) {
  const played = new Map(days.map((day) => [Date.parse(day.day) / DAY_MS, day]));
  const last = Math.floor(today.getTime() / DAY_MS);
  // A Monday.
  const first = playedSince(today).getTime() / DAY_MS;
  const week = (day: number) => Math.floor((day - first) / 7);
  const shown = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const column = (day: number) => LEFT + week(day) * STEP;
  const row = (day: number) => TOP + ((day - first) % 7) * STEP;
  const at = (day: number) => new Date(day * DAY_MS);
  const months = shown.filter((day) => at(day).getUTCDate() === 1 && week(day) < week(last));
  return (
    <svg
      class="calendar"
      viewBox={`0 0 ${LEFT + PLAYED_WEEKS * STEP} ${TOP + 7 * STEP}`}
      role="img"
      aria-label={summary}
    >
      {months.map((day) => (
        <text x={column(day)} y={TOP - 6}>
          {reader.month(at(day))}
        </text>
      ))}
      {[0, 2, 4].map((weekday) => (
        <text x={LEFT - 6} y={TOP + weekday * STEP + 10} text-anchor="end">
          {reader.weekday(at(first + weekday))}
        </text>
      ))}
      {shown.map((day) => {
        const found = played.get(day);
        const count = found ? matchesOf(found) : 0;
        return (
          <rect
            class={`shade-${SHADES.filter((least) => count >= least).length}`}
            x={column(day)}
            y={row(day)}
            width={SQUARE}
            height={SQUARE}
            rx="2.5"
          >
            {count > 0 && (
              <title>
                {`${reader.day(at(day))}: ${reader.plural(reader.words.player.activity.matches, count)}`}
              </title>
            )}
          </rect>
        );
      })}
    </svg>
  );
}

function matchesOf({ wins, losses, draws }: PlayedDay): number {
  return wins + losses + draws;
}
