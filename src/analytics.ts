// What goes to Analytics Engine, a point each: an interaction, and each minute what pools, courier and ladder are like. Without
// the binding, which an installation may leave out, nothing goes anywhere. docs/operations.md reads them in SQL, by the
// places that the values have here.
import type { AnsweredInteraction } from './interaction-figures.ts';
import type { CourierFigures } from './objects/courier-figures.ts';
import type { Meter } from './postgres/database.ts';
import type { PoolFigures } from './postgres/pool-figures.ts';
import type { LadderFigures } from './sql/ladder-figures.ts';

export interface DataPoint {
  /** One, by which Cloudflare thins out where there are too many. */
  readonly indexes: [string];
  readonly blobs: string[];
  readonly doubles: number[];
}

/** index: command; blobs: interaction, kind, command, outcome, late or in time, cold or warm; doubles: milliseconds, of them database and waiting, round trips. */
export function interactionPoint(
  { command, outcome, deferred, totalMs }: AnsweredInteraction,
  kind: string,
  { databaseMs, waitingMs, roundTrips, cold }: Meter,
): DataPoint {
  return {
    indexes: [command.slice(0, INDEX_LENGTH)],
    blobs: ['interaction', kind, command, outcome, deferred ? 'late' : 'in time', cold ? 'cold' : 'warm'],
    doubles: [totalMs, databaseMs, waitingMs, roundTrips],
  };
}

/** Cloudflare's limit is 96 bytes; commands are named in ASCII. */
const INDEX_LENGTH = 96;

/** blobs: pool, its name; doubles: open, leased, in flight, waiting, then made, borrowed, returned, broken, refused since it began, and round trips at 50, 95 and 99 %. */
export function poolPoint(name: string, figures: PoolFigures): DataPoint {
  const { connections, inFlight, waiting, counters, roundTripMs } = figures;
  const { made, borrowed, returned, broken, refused } = counters;
  const { p50 = 0, p95 = 0, p99 = 0 } = roundTripMs ?? {};
  return {
    indexes: [name],
    blobs: ['pool', name],
    doubles: [
      connections.open,
      connections.leased,
      inFlight,
      waiting,
      made,
      borrowed,
      returned,
      broken,
      refused,
      p50,
      p95,
      p99,
    ],
  };
}

/** blobs: ladder; doubles: waiting in the queue, matches proposed, live, disputed, messages to send, seconds that the oldest of them is due. */
export function ladderPoint({ queue, matches, outbox }: LadderFigures): DataPoint {
  const { proposed, live, disputed } = matches;
  return {
    indexes: ['ladder'],
    blobs: ['ladder'],
    doubles: [queue.players, proposed, live, disputed, outbox.messages, outbox.oldestSeconds],
  };
}

/** blobs: courier; doubles: messages sent, put off and given up since it began, answers of 429, requests of the last second and how many there may be. */
export function courierPoint({ sent, later, givenUp, limits }: CourierFigures): DataPoint {
  const { refused, global } = limits;
  return {
    indexes: ['courier'],
    blobs: ['courier'],
    doubles: [sent, later, givenUp, refused, global.used, global.limit],
  };
}
