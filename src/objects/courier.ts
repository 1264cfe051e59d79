// Sends what is in the outbox, in a Durable Object because rate limits are one bot's and not one request's. One drain
// at a time; whoever wakes it during one makes it look again. Dying anywhere, it sends again what was not written down
// as sent, and Discord knows those messages by their nonces.
import { DurableObject } from 'cloudflare:workers';
import { readConfiguration } from '../configuration.ts';
import { type PacedSend, pacedSend } from '../discord/paced-send.ts';
import { rateLimits } from '../discord/rate-limits.ts';
import { discordSend } from '../discord/rest.ts';
import { type Bindings, type Installation, installation } from '../installation.ts';
import { announcementMessage } from '../messages/announcement.ts';
import { newMeter } from '../postgres/database.ts';
import type { Statement } from '../postgres/statement.ts';
import { dueAnnouncements, recordDeliveries } from '../sql/outbox.ts';
import type { CourierFigures } from './courier-figures.ts';
import { deliverBatch } from './deliveries.ts';

/** About two seconds' worth at 50 requests a second. */
const BATCH = 100;
/** workerd lets six connections of an object be opened at once. */
const AT_ONCE = 6;
/** What Discord's limits hold up longer goes back to the outbox, so that it holds up nobody else. */
const PATIENCE_MS = 3_000;
/** Opening direct messages in bursts is punished, by no published number: offers alone do not keep it. */
const GAPS_MS = { 'POST /users/@me/channels': 1_000 };
/** A drain that has not ended by then goes on by the alarm, which may take longer than a request. */
const DRAIN_MS = 20_000;
/** If the object dies during a drain, its alarm goes on. */
const DEAD_MAN_MS = 30_000;
const DATABASE_MS = 10_000;
const LONGEST_PAUSE_MS = 60_000;

export class Courier extends DurableObject<Bindings> {
  readonly #installation: Installation;
  readonly #send: PacedSend | null;
  #draining: Promise<void> | null = null;
  #again = false;
  /** Of what is done, until it is known to be written down: done again, Discord may have forgotten the nonces. */
  #record: Statement<number> | null = null;
  readonly #limits = rateLimits();
  readonly #counts = { sent: 0, later: 0, givenUp: 0 };
  #failures = 0;
  #warned = false;

  constructor(state: DurableObjectState, env: Bindings) {
    super(state, env);
    const read = readConfiguration(env);
    if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join(' '));
    this.#installation = installation(read.configuration, env);
    const { apiUrl: baseUrl, botToken } = read.configuration.discord;
    this.#send =
      botToken === null
        ? null
        : pacedSend({
            send: discordSend({ baseUrl, botToken }),
            limits: this.#limits,
            clock: this.#installation.clock,
            atOnce: AT_ONCE,
            patienceMs: PATIENCE_MS,
            gapsMs: GAPS_MS,
          });
  }

  /** Something was written to the outbox. */
  async wake(): Promise<void> {
    this.ctx.waitUntil(this.#drain());
  }

  async figures(): Promise<CourierFigures> {
    return {
      ...this.#counts,
      failures: this.#failures,
      draining: this.#draining !== null,
      limits: this.#limits.figures(Date.now()),
    };
  }

  override async alarm(): Promise<void> {
    await this.#drain();
  }

  #drain(): Promise<void> {
    this.#again = true;
    this.#draining ??= this.#drainAll().finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  async #drainAll(): Promise<void> {
    const send = this.#send;
    if (send === null) {
      if (!this.#warned)
        this.#log('warn', 'courier', { error: 'DISCORD_BOT_TOKEN is not set: nothing is sent' });
      this.#warned = true;
      return;
    }
    const { storage } = this.ctx;
    const endMs = Date.now() + DRAIN_MS;
    await storage.setAlarm(Date.now() + DEAD_MAN_MS);
    try {
      while (this.#again && Date.now() < endMs) {
        const nextDue = await this.#sendDue(send, endMs);
        if (nextDue === null) await storage.deleteAlarm();
        else await storage.setAlarm(Math.max(nextDue.getTime(), Date.now()));
      }
      if (this.#again) await storage.setAlarm(Date.now());
      this.#failures = 0;
    } catch (error) {
      const pauseMs = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** this.#failures);
      this.#failures += 1;
      this.#log('error', 'courier', { error: String(error), pauseMs });
      await storage.setAlarm(Date.now() + pauseMs);
    }
  }

  /** Until nothing is due any more, or time is up; gives when something is, null for never. */
  async #sendDue(send: PacedSend, endMs: number): Promise<Date | null> {
    for (;;) {
      this.#again = false;
      await this.#writeDown();
      const begun = new Date();
      const { announcements, nextDue } = await this.#run(dueAnnouncements(begun, BATCH));
      if (announcements.length === 0) return nextDue;
      const { configuration } = this.#installation;
      const { game, matchChannelId: match, staffChannelId: staff, ownerId } = configuration;
      const deliveries = await deliverBatch(announcements, {
        send,
        channels: { match, staff },
        render: (announcement, place) => announcementMessage(announcement, place, game),
        now: Date.now,
        onError: ({ id, kind }, error) => this.#log('error', 'courier', { id, kind, error: String(error) }),
      });
      // From when on it was sent: what was clicked after that may have its answer overtaken.
      this.#record = recordDeliveries(deliveries, begun, ownerId);
      await this.#writeDown();
      for (const { id, outcome, fault, unheard } of deliveries) {
        if (unheard) this.#log('error', 'dispute.unheard', { id, fault });
        else if (fault !== null) this.#log('warn', 'undelivered', { id, outcome, fault });
      }
      const count = (outcome: string) => deliveries.filter((each) => each.outcome === outcome).length;
      const counts = { sent: count('sent'), later: count('later'), givenUp: count('given-up') };
      this.#counts.sent += counts.sent;
      this.#counts.later += counts.later;
      this.#counts.givenUp += counts.givenUp;
      this.#log('info', 'deliveries', { ...counts, ms: Date.now() - begun.getTime() });
      if (Date.now() > endMs) return new Date();
    }
  }

  async #writeDown(): Promise<void> {
    if (this.#record !== null) await this.#run(this.#record);
    this.#record = null;
  }

  async #run<Result>(statement: Statement<Result>): Promise<Result> {
    const by = Date.now() + DATABASE_MS;
    const database = this.#installation.openDatabase(newMeter(), { connectionBy: by, answerBy: by });
    try {
      return await database.run(statement);
    } finally {
      await database.close();
    }
  }

  #log(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>): void {
    this.#installation.log.write(level, event, fields);
  }
}
