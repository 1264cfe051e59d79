// Answers one interaction: makes its context, runs its handler within the time there is, and writes the one log
// line that says what it cost.
import { interactionPoint } from './analytics.ts';
import type { Context } from './context.ts';
import { type Answer, answer } from './discord/deferral.ts';
import type { Dispatch } from './discord/dispatch.ts';
import { type HandledInteraction, interactionName } from './discord/interaction.ts';
import type { Reply } from './discord/response.ts';
import { interactionWebhook } from './discord/webhook.ts';
import { handlerDatabase } from './handler-database.ts';
import type { Installation, OpenDatabase } from './installation.ts';
import type { Game } from './ladder/game.ts';
import { failureReply, lateModalReply } from './messages/failure.ts';
import { refusalMessage } from './messages/refusal.ts';
import { DatabaseFailure, type Meter, newMeter } from './postgres/database.ts';
import { Deadlines } from './postgres/deadlines.ts';
import { wake } from './wake.ts';

/** Discord waits 3 s; what is not done by then is deferred, with time left for the way back. */
const BUDGET_MS = 2_000;
/** No connection by then: better a clear failure at once than a reply that is deferred to say so. */
const CONNECTION_MS = 1_800;
/** After the answer a Worker has about 30 s; half of it leaves time to deliver. */
const ANSWER_MS = 15_000;

export interface ResponderSettings {
  readonly installation: Installation;
  readonly dispatch: Dispatch<Context>;
  readonly game: Game;
  readonly commands: Context['commands'];
}

/** One request to the endpoint, from its first byte. */
export interface Scope {
  readonly receivedAt: number;
  readonly waitUntil: (promise: Promise<unknown>) => void;
  readonly meter: Meter;
  /** To be called when it asks the database for the first time, or ends without: nobody waits for it any more. */
  readonly arrived: () => void;
}

export function newScope(
  receivedAt: number,
  waitUntil: Scope['waitUntil'],
  arrived: Scope['arrived'],
): Scope {
  return { receivedAt, waitUntil, meter: newMeter(), arrived };
}

export type Respond = (interaction: HandledInteraction, scope: Scope) => Reply | Promise<Reply>;

export function responder({ installation, dispatch, game, commands }: ResponderSettings): Respond {
  const { clock, log, rest } = installation;

  return (interaction, scope) => {
    const { receivedAt, waitUntil, meter } = scope;
    const name = interactionName(interaction);
    const route = dispatch(interaction, name);
    // Each timer costs as much as all that is checked of the interaction. Most need one, for the budget: what is due
    // later waits behind it.
    const deadlines = new Deadlines(clock, { held: true });
    // Not before it is asked something: who asks nothing pays for nothing.
    let opened: OpenDatabase | undefined;
    const open = () => {
      const deadline = { connectionBy: receivedAt + CONNECTION_MS, answerBy: receivedAt + ANSWER_MS };
      opened ??= installation.openDatabase(meter, deadline, { clock: deadlines, waitUntil });
      return opened;
    };
    // Where that fails for good, the clock finds it: within a minute, or within the hour where the database may sleep.
    const wakeLater = (object: string, stub: () => { wake(): Promise<void> }) =>
      waitUntil(wake(stub, sleep).catch((error) => log.write('error', 'wake', { object, ...told(error) })));
    let outcome = route.known ? 'ok' : 'unknown';
    const context: Context = {
      database: handlerDatabase({
        open,
        meter,
        arrived: scope.arrived,
        wakeCourier: () => wakeLater('courier', installation.courier),
      }),
      wakeMatchmaker: () => wakeLater('matchmaker', installation.matchmaker),
      ownerId: installation.configuration.ownerId,
      game,
      commands,
      now: new Date(receivedAt),
      refuse(refusal) {
        outcome = `refused: ${refusal.reason}`;
        return refusalMessage(refusal, interaction.locale);
      },
    };
    let webhook: ReturnType<typeof interactionWebhook> | undefined;
    const answered = answer(interaction, () => route.run(context), {
      deferPrivately: route.deferPrivately,
      afterBudget: () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        const cancel = deadlines.after(BUDGET_MS - (clock.now() - receivedAt), resolve);
        deadlines.release();
        return { promise, cancel };
      },
      waitUntil,
      editLater: (edit) => {
        const applicationId =
          interaction.applicationId ?? installation.configuration.discord.applicationId ?? '0';
        const { token } = interaction;
        webhook ??= interactionWebhook(rest, { applicationId, token }, { now: () => clock.now(), sleep });
        return webhook(edit);
      },
      onFailure(error, stage) {
        outcome = 'failed';
        const reference = crypto.randomUUID().slice(0, 8);
        log.write('error', 'failure', { reference, command: name, stage, ...told(error) });
        return failureReply(reference, interaction.locale);
      },
      lateModalReply: () => lateModalReply(interaction.locale),
    });
    return answered instanceof Promise ? answered.then(written) : written(answered);

    function written({ reply, deferred, finished }: Answer): Reply {
      const writeDown = () =>
        tellInteraction(installation, scope, {
          interaction: interaction.id,
          kind: interaction.kind,
          command: name,
          outcome,
          deferred,
        });
      // Waiting for what is done already would cost each answer a turn of the runtime.
      if (finished !== null) waitUntil(finished.then(() => opened?.close()).finally(writeDown));
      else {
        writeDown();
        if (opened?.needsClosing) waitUntil(opened.close());
      }
      return reply;
    }
  };

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => clock.after(ms, resolve));
  }
}

/** What the log says of an interaction besides its cost. */
interface ToldInteraction {
  /** Discord's id of it; null for a PING and for kinds that this version cannot read. */
  readonly interaction: string | null;
  readonly kind: string;
  readonly command: string | null;
  readonly outcome: string;
  readonly deferred: boolean;
}

/** Counts an interaction, and writes its one log line. A deferral is the exception, and each one a fault to look at. */
export function tellInteraction(
  { clock, log, tally, measure }: Installation,
  { receivedAt, meter }: Scope,
  line: ToldInteraction,
): void {
  const totalMs = clock.now() - receivedAt;
  const { interaction, kind, command, outcome, deferred } = line;
  const answered = { command: command ?? kind, outcome, deferred, totalMs };
  tally.add(answered);
  measure(() => interactionPoint(answered, kind, meter));
  log.write(deferred ? 'warn' : 'info', 'interaction', {
    interaction,
    kind,
    command,
    outcome,
    deferred,
    totalMs,
    databaseMs: meter.databaseMs,
    waitingMs: meter.waitingMs,
    roundTrips: meter.roundTrips,
    cold: meter.cold,
  });
}

/** What a log may hold of an error: our own classes carry no values and no tokens. */
export function told(error: unknown): Record<string, unknown> {
  if (error instanceof DatabaseFailure) {
    const { reason, statement, sqlstate, message } = error;
    return { error: message, reason, statement, sqlstate };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { error: message, stack };
}
