// What an installation is made of, once per isolate, from its validated settings: the way to its database, to
// Discord, its log. Nothing here is made per command, and nothing here holds a socket: only objects may.
import type { DataPoint } from './analytics.ts';
import type { Configuration } from './configuration.ts';
import { discordRest, type Rest } from './discord/rest.ts';
import { InteractionTally } from './interaction-figures.ts';
import { jsonLog, type Log } from './log.ts';
import type { ConnectionPool } from './objects/connection-pool.ts';
import type { Courier } from './objects/courier.ts';
import type { Matchmaker } from './objects/matchmaker.ts';
import { Arrivals } from './postgres/arrivals.ts';
import { type Clock, systemClock } from './postgres/clock.ts';
import type { Database, Meter } from './postgres/database.ts';
import { GatheredCalls, type WaitUntil, type Way } from './postgres/gathered-calls.ts';
import { hyperdriveDatabase } from './postgres/hyperdrive.ts';
import { type Deadline, pooledDatabase } from './postgres/pooled.ts';
import { throughBinding } from './postgres/tcp.ts';

/** Of a late edit's attempt: three of them and one that says that it failed end within the 30 s a Worker has. */
const REST_TIMEOUT_MS = 6_000;

/** The bindings of wrangler.toml; variables and secrets are read by readConfiguration. */
export interface Bindings {
  readonly CONNECTION_POOL: DurableObjectNamespace<ConnectionPool>;
  readonly MATCHMAKER: DurableObjectNamespace<Matchmaker>;
  readonly COURIER: DurableObjectNamespace<Courier>;
  readonly HYPERDRIVE?: Hyperdrive;
  readonly API_RATE_LIMIT?: RateLimit;
  readonly PAGES_RATE_LIMIT?: RateLimit;
  readonly ASSETS?: Fetcher;
  /** Absent: figures go nowhere but to the log and to /status. */
  readonly ANALYTICS?: AnalyticsEngineDataset;
  readonly VERSION?: WorkerVersionMetadata;
}

export interface OpenDatabase extends Database {
  /** Gives back what this piece of work holds; the pool's connections stay. */
  close(): Promise<void>;
  /** Whether closing does anything. */
  readonly needsClosing: boolean;
}

export interface Work {
  /** Its own clock, which may hold timers back. */
  readonly clock?: Clock;
  /** Given for a request: its statements may go along with those of others, and theirs with its own. */
  readonly waitUntil?: WaitUntil;
}

export interface Installation {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly log: Log;
  readonly rest: Rest;
  readonly tally: InteractionTally;
  /** Interactions that have asked the database nothing yet. */
  readonly arrivals: Arrivals;
  /** Does nothing where there is no Analytics Engine. */
  measure(point: () => DataPoint): void;
  /** The database, for one piece of work. */
  openDatabase(meter: Meter, deadline: Deadline, work?: Work): OpenDatabase;
  /** The one object of each kind that this installation has. */
  matchmaker(): DurableObjectStub<Matchmaker>;
  courier(): DurableObjectStub<Courier>;
  /** Every pool object of this installation; none on the Hyperdrive route. */
  pools(): readonly { readonly name: string; readonly pool: DurableObjectStub<ConnectionPool> }[];
}

export function installation(configuration: Configuration, bindings: Bindings): Installation {
  const { database, discord, environment } = configuration;
  const shards = database.route === 'pool' ? database.pool.shards : 0;
  const locationHint = database.route === 'pool' ? database.pool.location : null;
  // Heard at an object's very first use only; without it the object would stay where its first caller was.
  const hint = locationHint === null ? {} : { locationHint };
  const names = Array.from({ length: shards }, (_, shard) => `pool-${shard}`);
  let turn = 0;

  function pool(name: string): DurableObjectStub<ConnectionPool> {
    return bindings.CONNECTION_POOL.getByName(name, hint);
  }

  /** To one pool object after the other. */
  function nextWay(): Way {
    turn = (turn + 1) % names.length;
    const name = names[turn] ?? 'pool-0';
    return () => pool(name);
  }

  const arrivals = new Arrivals();
  const gathered = new GatheredCalls(nextWay, systemClock, arrivals);

  return {
    configuration,
    clock: systemClock,
    log: jsonLog({ debugging: environment === 'development' }),
    tally: new InteractionTally(),
    arrivals,
    measure: (point) => bindings.ANALYTICS?.writeDataPoint(point()),
    rest: discordRest({ baseUrl: discord.apiUrl, botToken: discord.botToken, timeoutMs: REST_TIMEOUT_MS }),
    openDatabase(meter, deadline, { clock = systemClock, waitUntil } = {}) {
      if (database.route === 'hyperdrive') {
        if (!bindings.HYPERDRIVE) throw new Error('there is no HYPERDRIVE binding');
        const connect = throughBinding(bindings.HYPERDRIVE);
        const opened = hyperdriveDatabase({ connect, deadline, clock, meter });
        return { ...opened, needsClosing: true };
      }
      const opened = pooledDatabase({
        pool: () => nextWay()(),
        ...(waitUntil && { gathered: (query, limits) => gathered.run(query, limits, waitUntil) }),
        deadline,
        clock,
        meter,
      });
      return { ...opened, close: async () => {}, needsClosing: false };
    },
    matchmaker: () => bindings.MATCHMAKER.getByName('matchmaker', hint),
    courier: () => bindings.COURIER.getByName('courier', hint),
    pools: () => names.map((name) => ({ name, pool: pool(name) })),
  };
}
