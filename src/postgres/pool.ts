// The pool: connections made once, lent per use, always given back. A lane carries many single statements in
// flight; a lease lends one connection to one borrower for a transaction. Pure: `connect` and the clock come from
// outside, so every order of events can be tested without a socket.
import type { Clock } from './clock.ts';
import { type Connect, type Connection, ConnectionFault, mayResend, statementFault } from './connection.ts';
import type { DatabaseFault } from './database.ts';
import { PoolLease } from './pool-lease.ts';
import { type Percentiles, Samples } from './samples.ts';
import type { Query, RawRow } from './statement.ts';
import { WaitingLine } from './waiting-line.ts';

export interface PoolOptions {
  readonly min: number;
  readonly max: number;
  readonly connect: Connect;
  readonly clock: Clock;
  readonly report: (event: PoolEvent) => void;
}

/** Something that happened to a connection; `connection` numbers them in the order they were asked for. */
export interface PoolEvent {
  readonly event: 'made' | 'refused' | 'borrowed' | 'returned' | 'broken' | 'closed';
  readonly connection: number;
  readonly inFlight: number;
  readonly lease?: boolean;
  readonly cause?: string;
  readonly tookMs?: number;
}

/** How long one borrower may wait for a connection, and for its answer, from now on. Milliseconds. */
export interface Limits {
  readonly waitMs: number;
  readonly answerMs: number;
}

/** What a statement cost. Milliseconds. */
export interface Cost {
  readonly roundTrips: number;
  readonly waitingMs: number;
  readonly roundTripMs: number;
  /** Whether it had to wait for a connection to be made. */
  readonly cold: boolean;
}

export type PoolAnswer =
  | { readonly ok: true; readonly rows: readonly RawRow[]; readonly cost: Cost }
  | { readonly ok: false; readonly fault: DatabaseFault; readonly cost: Cost };

export interface PoolFigures {
  readonly connections: {
    readonly open: number;
    readonly connecting: number;
    readonly leased: number;
    readonly min: number;
    readonly max: number;
  };
  readonly inFlight: number;
  readonly waiting: number;
  readonly counters: Readonly<Record<PoolEvent['event'] | 'resent' | 'abandoned', number>>;
  readonly waitingMs: Percentiles | null;
  readonly roundTripMs: Percentiles | null;
  /** Why the last connection could not be made; null since one was. */
  readonly lastRefusal: string | null;
}

/** A connection in the pool's hands; `connection` is null while it is being made. */
export interface Slot {
  readonly id: number;
  connection: Connection | null;
  /** `draining` takes no more statements: a borrower waits to have it alone, or it is to be closed. */
  use: 'lane' | 'draining' | 'leased' | 'retiring';
  inFlight: number;
  /** When its oldest statement in flight became the next to be answered. */
  headSince: number;
  idleSince: number;
}

/** A lane this deep gets company while the pool may grow. */
const GROW_DEPTH = 4;
/** A lane that has not answered for this long is passed over, and ended when a borrower gives up on it. */
const STALLED_MS = 1_000;
/** A lane above the minimum is closed after this long without use. */
const IDLE_MS = 120_000;
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 500;
/** Failed attempts in a row after which nobody but a borrower, or the next tending, tries again. */
const RETRIES = 8;
const RESENDS = 2;
const SAMPLES = 1_024;
const PING: Query = { name: 'pool.ping', text: 'select 1', parameters: [], resend: false };
const PING_LIMIT_MS = 5_000;

export class Pool {
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot>();
  readonly #statements: WaitingLine<Slot>;
  readonly #leases: WaitingLine<Slot>;
  readonly #counters = {
    made: 0,
    refused: 0,
    borrowed: 0,
    returned: 0,
    broken: 0,
    closed: 0,
    resent: 0,
    abandoned: 0,
  };
  readonly #waitingMs = new Samples(SAMPLES);
  readonly #roundTripMs = new Samples(SAMPLES);
  #lastId = 0;
  #failures = 0;
  #lastRefusal: ConnectionFault | null = null;
  #cancelRetry: (() => void) | null = null;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#statements = new WaitingLine(options.clock);
    this.#leases = new WaitingLine(options.clock);
  }

  /** Runs one statement on the least loaded lane, behind whatever is in flight there. Never throws. */
  async run(query: Query, limits: Limits): Promise<PoolAnswer> {
    const { clock } = this.#options;
    const asked = clock.now();
    const cost = { roundTrips: 0, waitingMs: 0, roundTripMs: 0, cold: false };
    for (let sends = 0; ; ) {
      const from = clock.now();
      // A broken connection's statement gets its waiting time anew: it lost it through no fault of its own.
      const waitMs = Math.min(limits.waitMs, asked + limits.answerMs - from);
      let slot = this.#takeLane();
      if (slot === null) {
        cost.cold = true;
        slot = await this.#waitFor(this.#statements, waitMs);
        cost.waitingMs += clock.now() - from;
      }
      if (slot === null) return { ok: false, fault: this.#waitedInVain(query.name), cost };
      if (!this.#slots.has(slot)) {
        // It broke between being handed out and being used: nothing was sent.
        this.#giveBack(slot);
        continue;
      }
      const sent = clock.now();
      sends += 1;
      cost.roundTrips += 1;
      try {
        const rows = await this.#send(slot, query, asked + limits.answerMs - sent);
        cost.roundTripMs += clock.now() - sent;
        this.#waitingMs.add(cost.waitingMs);
        this.#roundTripMs.add(clock.now() - sent);
        return { ok: true, rows, cost };
      } catch (error) {
        cost.roundTripMs += clock.now() - sent;
        if (error === DEADLINE) return { ok: false, fault: unanswered(query.name), cost };
        const again = mayResend(query, error) && sends <= RESENDS;
        if (!again || clock.now() - asked >= limits.answerMs) {
          return { ok: false, fault: statementFault(query, error), cost };
        }
        this.#counters.resent += 1;
      }
    }
  }

  /** Lends a connection to one borrower. Rejects with a `DatabaseFault` when none is free in time. */
  async lease(limits: Limits): Promise<PoolLease> {
    const slot = this.#takeForLease() ?? (await this.#waitFor(this.#leases, limits.waitMs));
    if (slot === null) {
      // A lane may be draining for this borrower.
      this.#serve();
      throw this.#waitedInVain(null);
    }
    if (slot.connection === null || !this.#slots.has(slot)) {
      this.#giveBackLease(slot);
      throw this.#waitedInVain(null);
    }
    const { clock } = this.#options;
    const cancel = clock.after(limits.answerMs, () =>
      this.#broken(slot, 'its borrower kept it past the deadline'),
    );
    return new PoolLease({
      connection: slot.connection,
      giveBack: (usable) => {
        cancel();
        if (!usable) this.#broken(slot, 'it came back in a transaction that could not be ended');
        this.#giveBackLease(slot);
      },
    });
  }

  /** Makes the minimum of connections if they are not there; resolves when one is, or none can be had in time. */
  async warm(waitMs: number): Promise<boolean> {
    const slot = this.#takeLane() ?? (await this.#waitFor(this.#statements, waitMs));
    if (slot === null) return false;
    this.#giveBack(slot);
    this.#replenish();
    return this.#slots.has(slot);
  }

  /** Upkeep, to be called now and then: asks each idle lane for a sign of life, closes what is too much. */
  async tend(): Promise<void> {
    const { clock, min } = this.#options;
    const idle = [...this.#slots].filter(
      (slot) => slot.connection && slot.use === 'lane' && slot.inFlight === 0,
    );
    let extra = this.#slots.size - min;
    const pings = idle.map(async (slot) => {
      if (extra > 0 && clock.now() - slot.idleSince >= IDLE_MS) {
        extra -= 1;
        this.#retire(slot);
        return;
      }
      this.#reserve(slot);
      const sent = clock.now();
      try {
        await this.#send(slot, PING, PING_LIMIT_MS);
        this.#roundTripMs.add(clock.now() - sent);
      } catch (error) {
        this.#broken(slot, error === DEADLINE ? 'no answer to a sign of life' : String(error));
      }
    });
    await Promise.all(pings);
    this.#failures = 0;
    this.#replenish();
  }

  /** Refuses whoever waits and ends every connection once its statements are answered. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelRetry?.();
    this.#statements.refuseAll();
    this.#leases.refuseAll();
    for (const slot of this.#slots) this.#retire(slot);
  }

  figures(): PoolFigures {
    const slots = [...this.#slots];
    const open = slots.filter((slot) => slot.connection !== null);
    return {
      connections: {
        open: open.length,
        connecting: slots.length - open.length,
        leased: open.filter((slot) => slot.use === 'leased').length,
        min: this.#options.min,
        max: this.#options.max,
      },
      inFlight: open.reduce((sum, slot) => sum + slot.inFlight, 0),
      waiting: this.#statements.length + this.#leases.length,
      counters: { ...this.#counters },
      waitingMs: this.#waitingMs.percentiles(),
      roundTripMs: this.#roundTripMs.percentiles(),
      lastRefusal: this.#lastRefusal?.message ?? null,
    };
  }

  /** The least loaded lane that answers, reserved; null when no lane is open. */
  #takeLane(): Slot | null {
    const now = this.#options.clock.now();
    let best: Slot | null = null;
    let bestLoad = Number.POSITIVE_INFINITY;
    for (const slot of this.#slots) {
      if (slot.connection === null || slot.use !== 'lane') continue;
      const stalled = slot.inFlight > 0 && now - slot.headSince > STALLED_MS;
      // A stalled lane is better than none, and worse than any other.
      const load = stalled ? slot.inFlight + 1e6 : slot.inFlight;
      if (load < bestLoad) {
        best = slot;
        bestLoad = load;
      }
    }
    if (best === null) return null;
    if (bestLoad >= GROW_DEPTH) this.#grow();
    this.#reserve(best);
    return best;
  }

  #reserve(slot: Slot): void {
    if (slot.inFlight === 0) slot.headSince = this.#options.clock.now();
    slot.inFlight += 1;
    this.#count({ event: 'borrowed', connection: slot.id, inFlight: slot.inFlight });
  }

  #giveBack(slot: Slot): void {
    const now = this.#options.clock.now();
    slot.inFlight -= 1;
    slot.headSince = now;
    slot.idleSince = now;
    this.#count({ event: 'returned', connection: slot.id, inFlight: slot.inFlight });
    if (slot.inFlight > 0) return;
    if (slot.use === 'retiring') this.#end(slot);
    else if (slot.use === 'draining') this.#serve();
  }

  /** Sends on a reserved slot; rejects with DEADLINE when the answer is late, and lets the answer come later. */
  #send(slot: Slot, query: Query, answerMs: number): Promise<readonly RawRow[]> {
    const { clock } = this.#options;
    const connection = slot.connection;
    if (connection === null) throw new Error('a slot without a connection was taken');
    return new Promise((resolve, reject) => {
      const cancel = clock.after(Math.max(0, answerMs), () => {
        this.#counters.abandoned += 1;
        if (clock.now() - slot.headSince > STALLED_MS) this.#broken(slot, 'it stopped answering');
        reject(DEADLINE);
      });
      connection.send(query).then(
        (rows) => {
          cancel();
          this.#giveBack(slot);
          resolve(rows);
        },
        (error) => {
          cancel();
          this.#giveBack(slot);
          if (!(error instanceof ConnectionFault) || error.kind === 'broken')
            this.#broken(slot, String(error));
          else if (error.kind === 'stale') this.#retire(slot);
          reject(error);
        },
      );
    });
  }

  /** An idle lane for one borrower alone, if one can be spared; otherwise sees to it that one will be. */
  #takeForLease(): Slot | null {
    const { max } = this.#options;
    const open = [...this.#slots].filter((slot) => slot.connection !== null);
    const free = open
      .filter((slot) => slot.use === 'lane' || slot.use === 'draining')
      .sort((one, other) => one.inFlight - other.inFlight);
    const draining = free.some((slot) => slot.use === 'draining');
    const [least] = free;
    // Statements keep a lane, unless there is but one connection to share.
    const spare = free.length > 1 || max === 1 || this.#slots.size < max;
    if (least && spare && least.inFlight === 0) {
      least.use = 'leased';
      this.#count({ event: 'borrowed', connection: least.id, inFlight: 1, lease: true });
      if (free.length === 1) this.#grow();
      return least;
    }
    if (this.#slots.size < max) this.#grow();
    else if (least && spare && !draining) least.use = 'draining';
    return null;
  }

  #giveBackLease(slot: Slot): void {
    this.#count({ event: 'returned', connection: slot.id, inFlight: 0, lease: true });
    slot.use = 'lane';
    slot.idleSince = this.#options.clock.now();
    this.#serve();
  }

  #waitFor(line: WaitingLine<Slot>, waitMs: number): Promise<Slot | null> {
    if (this.#closed) return Promise.resolve(null);
    const waiting = line.join(waitMs);
    // Whoever waits is reason enough to try at once, whatever failed before.
    if (this.#cancelRetry === null) this.#replenish();
    return waiting;
  }

  /** Hands free connections to those who wait, leases first: they wait for a connection to be empty. */
  #serve(): void {
    while (this.#leases.length > 0) {
      const slot = this.#takeForLease();
      if (slot === null) break;
      this.#leases.serve(slot);
    }
    if (this.#leases.length === 0) {
      for (const slot of this.#slots) if (slot.use === 'draining') slot.use = 'lane';
    }
    while (this.#statements.length > 0) {
      const slot = this.#takeLane();
      if (slot === null) break;
      this.#statements.serve(slot);
    }
  }

  #replenish(): void {
    while (!this.#closed && this.#slots.size < this.#options.min) this.#open();
  }

  /** One more connection, if none is on its way and there is room. */
  #grow(): void {
    if (this.#closed || this.#slots.size >= this.#options.max || this.#cancelRetry !== null) return;
    for (const slot of this.#slots) if (slot.connection === null) return;
    this.#open();
  }

  #open(): void {
    const { clock, connect } = this.#options;
    const asked = clock.now();
    this.#lastId += 1;
    const slot: Slot = {
      id: this.#lastId,
      connection: null,
      use: 'lane',
      inFlight: 0,
      headSince: asked,
      idleSince: asked,
    };
    this.#slots.add(slot);
    connect((cause) => this.#broken(slot, cause)).then(
      (connection) => {
        if (!this.#slots.has(slot)) {
          // It broke on the very doorstep, and is being replaced already.
          connection.destroy();
          return;
        }
        slot.connection = connection;
        slot.idleSince = clock.now();
        this.#failures = 0;
        this.#lastRefusal = null;
        this.#count({ event: 'made', connection: slot.id, inFlight: 0, tookMs: clock.now() - asked });
        if (this.#closed) this.#retire(slot);
        else this.#serve();
      },
      (error: unknown) => {
        this.#slots.delete(slot);
        const fault = error instanceof ConnectionFault ? error : new ConnectionFault('broken', String(error));
        this.#lastRefusal = fault;
        this.#count({ event: 'refused', connection: slot.id, inFlight: 0, cause: fault.message });
        this.#retryLater(fault);
      },
    );
  }

  #retryLater(fault: ConnectionFault): void {
    // A wrong password or database will still be wrong in a second: who waits is told at once.
    if (isFinal(fault)) {
      this.#statements.refuseAll();
      this.#leases.refuseAll();
      return;
    }
    const wanted = this.#statements.length + this.#leases.length > 0 || this.#failures < RETRIES;
    if (this.#closed || this.#cancelRetry !== null || !wanted) return;
    const delay = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LAST_RETRY_MS);
    this.#failures += 1;
    this.#cancelRetry = this.#options.clock.after(delay, () => {
      this.#cancelRetry = null;
      this.#replenish();
    });
  }

  /** Takes out a connection that ended, and replaces it in the background. Once per slot. */
  #broken(slot: Slot, cause: string): void {
    if (!this.#slots.delete(slot)) return;
    this.#count({ event: 'broken', connection: slot.id, inFlight: slot.inFlight, cause });
    slot.connection?.destroy();
    if (this.#cancelRetry === null) this.#replenish();
  }

  /** Lets a connection answer what is in flight, then ends it. */
  #retire(slot: Slot): void {
    if (slot.use === 'leased' || slot.connection === null) return;
    slot.use = 'retiring';
    if (slot.inFlight === 0) this.#end(slot);
    else this.#replenish();
  }

  #end(slot: Slot): void {
    if (!this.#slots.delete(slot)) return;
    this.#count({ event: 'closed', connection: slot.id, inFlight: 0 });
    slot.connection?.close().catch(() => undefined);
    this.#replenish();
  }

  #count(event: PoolEvent): void {
    this.#counters[event.event] += 1;
    this.#options.report(event);
  }

  #waitedInVain(statement: string | null): DatabaseFault {
    const refusal = this.#lastRefusal;
    if (refusal === null) {
      const what = this.#closed ? 'the pool is closed' : 'no connection was free in time';
      return { reason: this.#closed ? 'unreachable' : 'deadline', message: what, statement, sqlstate: null };
    }
    return { reason: 'unreachable', message: refusal.message, statement, sqlstate: refusal.sqlstate };
  }
}

/** The mark of a statement whose time ran out; an identity, not an error anybody reads. */
const DEADLINE = Symbol('deadline');

function unanswered(statement: string): DatabaseFault {
  return {
    reason: 'deadline',
    message: `statement "${statement}": no answer in time`,
    statement,
    sqlstate: null,
  };
}

/** Class 28: who we are was refused. 3D000: there is no such database. */
function isFinal(fault: ConnectionFault): boolean {
  return fault.sqlstate !== null && (fault.sqlstate.startsWith('28') || fault.sqlstate === '3D000');
}
