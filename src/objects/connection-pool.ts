// The Durable Object around a pool: only in an object may sockets outlive the request that made them. It wires
// the pool to its transport, its settings, the log and the alarm; the pool itself knows none of them.
import { DurableObject, RpcTarget } from 'cloudflare:workers';
import { type PoolSettings, readConfiguration } from '../configuration.ts';
import { jsonLog, type Log } from '../log.ts';
import type { DatabaseAddress } from '../postgres/address.ts';
import { type AnswersPart, BatchAnswers } from '../postgres/batch-answers.ts';
import { systemClock } from '../postgres/clock.ts';
import { statementFault } from '../postgres/connection.ts';
import type { DatabaseFault } from '../postgres/database.ts';
import { Pool } from '../postgres/pool.ts';
import type { Limits, PoolAnswer } from '../postgres/pool-call.ts';
import type { PoolEvent, PoolFigures } from '../postgres/pool-figures.ts';
import type { PoolLease } from '../postgres/pool-lease.ts';
import type { Lent, RemoteLease, RemotePool, SentCall } from '../postgres/pooled.ts';
import type { Query } from '../postgres/statement.ts';
import { tcp } from '../postgres/tcp.ts';
import { webSocket } from '../postgres/websocket.ts';

/** Well below the 70-140 s after which an idle object is evicted, and the minutes after which links forget. */
const ALARM_MS = 30_000;
const WARM_WAIT_MS = 10_000;

export class ConnectionPool extends DurableObject<object> implements RemotePool {
  readonly #log: Log;
  readonly #pool: Pool;
  readonly #answers = new BatchAnswers(systemClock, () => crypto.randomUUID());
  readonly #settings: PoolSettings;
  #alarmSet = false;

  constructor(state: DurableObjectState, env: object) {
    super(state, env);
    const read = readConfiguration(env);
    if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join(' '));
    const { database, environment } = read.configuration;
    if (database.route !== 'pool') throw new Error('the connection pool serves DATABASE_ROUTE pool only');
    this.#settings = database.pool;
    this.#log = jsonLog({ debugging: environment === 'development' });
    this.#pool = new Pool({
      min: database.pool.min,
      max: database.pool.max,
      keepWarm: database.pool.keepWarm,
      connect: connectBy(database.pool, database.address),
      clock: systemClock,
      report: (event) => this.#report(event),
    });
  }

  async run(query: Query, limits: Limits): Promise<PoolAnswer> {
    this.#keepWarm();
    return this.#pool.run(query, limits);
  }

  async runTogether(calls: readonly SentCall[]): Promise<AnswersPart> {
    this.#keepWarm();
    const asked = calls.map(({ statement, parameters, limits }) => ({
      query: { ...statement, parameters },
      limits,
    }));
    return this.#answers.first(this.#pool.runMany(asked));
  }

  async moreAnswers(rest: string): Promise<AnswersPart> {
    return this.#answers.more(rest);
  }

  async lease(limits: Limits): Promise<Lent> {
    this.#keepWarm();
    try {
      return { ok: true, lease: new LentConnection(await this.#pool.lease(limits)) };
    } catch (fault) {
      return { ok: false, fault: fault as DatabaseFault };
    }
  }

  /** Makes the connections if they are not there; false when none could be had. */
  async warm(): Promise<boolean> {
    this.#keepWarm();
    return this.#pool.warm(WARM_WAIT_MS);
  }

  async figures(): Promise<PoolFigures> {
    return this.#pool.figures();
  }

  override async alarm(): Promise<void> {
    this.#alarmSet = false;
    if (!this.#settings.keepWarm) return;
    if (shardOf(this.ctx.id.name) >= this.#settings.shards) {
      // There are fewer shards than there were: nobody will ask this one again.
      this.#pool.close();
      return;
    }
    // Set first: whatever the upkeep meets, the next one comes.
    this.#keepWarm();
    await this.#pool.tend();
  }

  #keepWarm(): void {
    if (this.#alarmSet || !this.#settings.keepWarm) return;
    this.#alarmSet = true;
    // No answer waits until that is on disk: lost, it is set by whoever comes next.
    const written = { allowUnconfirmed: true };
    const set = this.ctx.storage.setAlarm(Date.now() + ALARM_MS, written).catch((error) => {
      // The next one to come sets it.
      this.#alarmSet = false;
      this.#log.write('error', 'alarm', { pool: this.ctx.id.name ?? null, error: String(error) });
    });
    this.ctx.waitUntil(set);
  }

  #report(reported: PoolEvent): void {
    const level = reported.event === 'broken' || reported.event === 'refused' ? 'warn' : 'debug';
    if (level === 'debug' && !this.#log.debugging) return;
    const { event, ...fields } = reported;
    this.#log.write(level, `connection.${event}`, { pool: this.ctx.id.name ?? null, ...fields });
  }
}

/** A lease as the borrower in another isolate holds it; dropped without being returned, it returns itself. */
class LentConnection extends RpcTarget implements RemoteLease {
  readonly #lease: PoolLease;
  #released = false;

  constructor(lease: PoolLease) {
    super();
    this.#lease = lease;
  }

  async run(query: Query): Promise<PoolAnswer> {
    const asked = systemClock.now();
    const cost = () => ({
      roundTrips: 1,
      waitingMs: 0,
      roundTripMs: systemClock.now() - asked,
      cold: false,
    });
    try {
      return { ok: true, rows: await this.#lease.run(query), cost: cost() };
    } catch (error) {
      return { ok: false, fault: statementFault(query, error), cost: cost() };
    }
  }

  async release(): Promise<void> {
    this.#released = true;
    await this.#lease.release();
  }

  [Symbol.dispose](): void {
    if (!this.#released) void this.release();
  }
}

/** The number in `pool-3`; -1, which is always wanted, where the runtime tells no name. */
function shardOf(name: string | undefined): number {
  const number = Number(/^pool-(\d+)$/.exec(name ?? '')?.[1]);
  return Number.isNaN(number) ? -1 : number;
}

function connectBy(settings: PoolSettings, address: DatabaseAddress) {
  return settings.transport === 'websocket' ? webSocket(address, settings.webSocketProxy) : tcp(address);
}
