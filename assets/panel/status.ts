// What the panel reads of GET /status; the whole of it is src/web/operator/figures.ts.

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Pool {
  readonly name: string;
  readonly connections: Readonly<Record<'open' | 'connecting' | 'leased' | 'min' | 'max', number>>;
  readonly inFlight: number;
  readonly waiting: number;
  readonly counters: Readonly<Record<'made' | 'refused' | 'borrowed' | 'returned' | 'broken', number>>;
  readonly roundTripMs: Percentiles | null;
  readonly lastRefusal: string | null;
}

export interface Command {
  readonly command: string;
  readonly answered: number;
  readonly deferred: number;
  readonly failed: number;
  readonly refused: number;
  readonly totalMs: Percentiles | null;
}

export interface Ladder {
  readonly season: string | null;
  readonly queue: { readonly players: number; readonly longestSeconds: number };
  readonly matches: Readonly<Record<'proposed' | 'live' | 'disputed', number>>;
  readonly outbox: Readonly<Record<'messages' | 'due' | 'oldestSeconds' | 'tried', number>>;
  readonly migrations: readonly string[];
}

export interface Courier {
  readonly sent: number;
  readonly later: number;
  readonly givenUp: number;
  readonly failures: number;
  readonly limits: {
    readonly refused: number;
    readonly global: { readonly used: number; readonly limit: number };
    readonly buckets: readonly {
      readonly bucket: string;
      readonly routes: readonly string[];
      readonly limit: number;
      readonly left: number;
      readonly underWay: number;
      readonly resetInMs: number;
    }[];
  };
}

export interface Status {
  readonly at: string;
  readonly version: {
    readonly deployment: string | null;
    readonly deployedAt: string | null;
    readonly schema: string;
  };
  readonly route: string;
  readonly pools: readonly Pool[];
  readonly isolate: {
    readonly since: string;
    readonly answered: number;
    readonly deferred: number;
    readonly failed: number;
    readonly refused: number;
    readonly turnedAway: number;
    readonly totalMs: Percentiles | null;
    readonly commands: readonly Command[];
  };
  readonly ladder: Ladder | null;
  readonly courier: Courier | null;
  readonly faults: readonly string[];
}
