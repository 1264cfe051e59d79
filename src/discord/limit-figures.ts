// What is known of Discord's limits, for who watches them.
import type { Knowledge, LimitWindow } from './rate-limits.ts';

export interface LimitFigures {
  /** Answers of 429 since it began. */
  readonly refused: number;
  /** Requests of the last second, that all routes have in common, and how many there may be. */
  readonly global: { readonly used: number; readonly limit: number };
  readonly buckets: readonly BucketFigures[];
}

/** One bucket, over all that it counts apart: the fullest of them is told. */
export interface BucketFigures {
  readonly bucket: string;
  readonly routes: readonly string[];
  readonly limit: number;
  readonly left: number;
  readonly underWay: number;
  readonly resetInMs: number;
}

export function bucketFigures(
  known: ReadonlyMap<string, Knowledge>,
  windows: ReadonlyMap<string, LimitWindow>,
  nowMs: number,
): readonly BucketFigures[] {
  const buckets = new Map<string, { readonly routes: string[]; limit: number }>();
  for (const [route, knowledge] of known) {
    if (knowledge.kind !== 'bucket') continue;
    const bucket = buckets.get(knowledge.name) ?? { routes: [], limit: 0 };
    bucket.routes.push(route);
    bucket.limit = Math.max(bucket.limit, knowledge.limit);
    buckets.set(knowledge.name, bucket);
  }
  return [...buckets].map(([bucket, { routes, limit }]) => {
    const own = [...windows].filter(([name]) => name.startsWith(`${bucket} `)).map(([, window]) => window);
    const isOver = ({ resetAtMs }: LimitWindow) => resetAtMs !== null && nowMs >= resetAtMs;
    return {
      bucket,
      routes,
      limit,
      left: Math.min(limit, ...own.map((window) => (isOver(window) ? limit - window.underWay : window.left))),
      underWay: own.reduce((sum, { underWay }) => sum + underWay, 0),
      resetInMs: Math.max(0, ...own.map(({ resetAtMs }) => (resetAtMs ?? nowMs) - nowMs)),
    };
  });
}
