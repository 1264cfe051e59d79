// The figures as text: one table of the ways to the database, one of the goals.
import type { Figures } from './figures.ts';
import { type Goal, goalsOf, reached } from './goals.ts';

export function tables(figures: Figures): string {
  const parts = [waysTable(figures), goalsTable(goalsOf(figures))];
  return parts.filter((part) => part !== '').join('\n\n');
}

function waysTable({ ways }: Figures): string {
  const rows = (ways ?? []).flatMap(({ title, loads }) =>
    loads.map(({ atOnce, p50, p99, p50Trips, p99Trips, perSecond }, index) => [
      index === 0 ? title : '',
      String(atOnce),
      `${p50.toFixed(1)} ms`,
      p50Trips.toFixed(2),
      `${p99.toFixed(1)} ms`,
      p99Trips.toFixed(2),
      perSecond.toFixed(0),
    ]),
  );
  if (rows.length === 0) return '';
  return aligned(
    ['/profile, way to the database', 'at once', 'median', 'trips', 'p99', 'trips', 'requests/s'],
    rows,
  );
}

function goalsTable(goals: readonly Goal[]): string {
  if (goals.length === 0) return '';
  return aligned(
    ['goal', 'wanted', 'measured', ''],
    goals.map((goal) => [
      goal.name,
      `${goal.is} ${goal.limit} ${goal.unit}`,
      goal.measured.toFixed(2),
      reached(goal) ? 'reached' : 'NOT REACHED',
    ]),
  );
}

/** The first column to the left, the others to the right. */
function aligned(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
