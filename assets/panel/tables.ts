// The figures as they are now: tiles with the few that matter most, and tables. Everything goes in as text.
import type { Percentiles, Status } from './status.ts';

type Cell = string | number;

interface Tile {
  readonly title: string;
  readonly value: Cell;
  readonly more?: string;
  /** Somebody should look. */
  readonly alarming?: boolean;
}

/** A message that has been due for longer is not only on its way. */
const LATE_SECONDS = 60;
/** Discord waits three seconds. */
const SLOW_MS = 2_000;

export function showTables(status: Status): void {
  showTiles(tilesOf(status));
  rows(
    'commands',
    status.isolate.commands.map(({ command, answered, totalMs, deferred, refused, failed }) => [
      command,
      answered,
      ms(totalMs, 'p50'),
      ms(totalMs, 'p95'),
      ms(totalMs, 'p99'),
      deferred,
      refused,
      failed,
    ]),
  );
  rows(
    'pools',
    status.pools.map(({ name, connections, inFlight, waiting, counters, roundTripMs }) => [
      name,
      `${connections.open} of ${connections.max}`,
      inFlight,
      waiting,
      counters.made,
      counters.borrowed,
      counters.returned,
      counters.broken,
      counters.refused,
      ms(roundTripMs, 'p50'),
      ms(roundTripMs, 'p99'),
    ]),
  );
  rows(
    'limits',
    (status.courier?.limits.buckets ?? []).map(({ routes, left, limit, underWay, resetInMs }) => [
      routes.join(', '),
      left,
      limit,
      underWay,
      (resetInMs / 1_000).toFixed(1),
    ]),
  );
  rows(
    'migrations',
    (status.ladder?.migrations ?? []).map((version) => [version]),
  );
}

function tilesOf({ isolate, pools, ladder, courier }: Status): readonly Tile[] {
  const tiles: Tile[] = [
    {
      title: 'Answered',
      value: isolate.answered,
      more: `${isolate.refused} refused, ${isolate.turnedAway} turned away`,
    },
    {
      title: 'p99 of all answers',
      value: `${ms(isolate.totalMs, 'p99')} ms`,
      more: `p50 ${ms(isolate.totalMs, 'p50')} ms`,
      alarming: (isolate.totalMs?.p99 ?? 0) > SLOW_MS,
    },
    { title: 'Late', value: isolate.deferred, alarming: isolate.deferred > 0 },
    { title: 'Failed', value: isolate.failed, alarming: isolate.failed > 0 },
  ];
  const refusal = pools.find(({ lastRefusal }) => lastRefusal !== null)?.lastRefusal;
  tiles.push({
    title: 'Connections',
    value: pools.reduce((sum, { connections }) => sum + connections.open, 0),
    more: refusal ?? `${pools.reduce((sum, { counters }) => sum + counters.broken, 0)} broken so far`,
    alarming: refusal !== undefined,
  });
  if (ladder !== null) {
    const { queue, matches, outbox } = ladder;
    tiles.push(
      {
        title: 'In the queue',
        value: queue.players,
        more: queue.players === 0 ? 'nobody waits' : `the longest for ${queue.longestSeconds} s`,
      },
      { title: 'Live matches', value: matches.live, more: `${matches.proposed} proposed` },
      { title: 'Disputed', value: matches.disputed },
      {
        title: 'Messages to send',
        value: outbox.messages,
        more: outbox.messages === 0 ? 'all is said' : `due for ${outbox.oldestSeconds} s at most`,
        alarming: outbox.oldestSeconds > LATE_SECONDS,
      },
    );
  }
  if (courier !== null) {
    const { sent, givenUp, limits } = courier;
    tiles.push(
      { title: 'Sent to Discord', value: sent, more: `${givenUp} given up`, alarming: givenUp > 0 },
      {
        title: 'Discord’s 429',
        value: limits.refused,
        more: `${limits.global.used} of ${limits.global.limit} in the last second`,
        alarming: limits.refused > 0,
      },
    );
  }
  return tiles;
}

function showTiles(tiles: readonly Tile[]): void {
  const place = document.getElementById('tiles');
  place?.replaceChildren(
    ...tiles.map(({ title, value, more, alarming }) => {
      const tile = element('div', alarming ? 'tile alarming' : 'tile');
      tile.append(text('dt', title), text('dd', String(value), 'value'));
      if (more !== undefined) tile.append(text('dd', more, 'more'));
      return tile;
    }),
  );
}

function rows(id: string, lines: readonly (readonly Cell[])[]): void {
  const body = document.getElementById(id);
  if (body === null) return;
  const columns = body.closest('table')?.querySelectorAll('th').length ?? 1;
  const none = () => {
    const row = element('tr');
    const cell = text('td', 'Nothing yet.', 'none') as HTMLTableCellElement;
    cell.colSpan = columns;
    row.append(cell);
    return [row];
  };
  const found = lines.map((cells) => {
    const row = element('tr');
    row.append(
      ...cells.map((cell, place) => {
        const made = text(place === 0 ? 'th' : 'td', String(cell), place === 0 ? '' : 'number');
        if (place === 0) made.setAttribute('scope', 'row');
        return made;
      }),
    );
    return row;
  });
  body.replaceChildren(...(found.length === 0 ? none() : found));
}

function ms(found: Percentiles | null, of: 'p50' | 'p95' | 'p99'): string {
  return found === null ? '–' : String(Math.round(found[of]));
}

function element(name: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}

function text(name: string, content: string, className = ''): HTMLElement {
  const made = element(name, className);
  made.textContent = content;
  return made;
}
