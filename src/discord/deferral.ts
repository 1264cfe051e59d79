// Answers an interaction in time, whatever its handler does. Discord waits three seconds; a handler that is not
// done within its budget is deferred, and its reply is edited in when it comes. This is also the one place where
// a handler's error is caught, before the deferral and after it. No clock of its own: time is given.
import type { HandledInteraction } from './interaction.ts';
import {
  choices,
  type DeferredMessageReply,
  type DeferredUpdateReply,
  type HandlerReply,
  type MessageContent,
  type MessageReply,
  message,
  type Reply,
} from './response.ts';

/** What can still be done once an interaction has been answered. */
export type LateEdit =
  | { readonly kind: 'edit-original'; readonly body: MessageContent }
  | { readonly kind: 'delete-original' }
  | { readonly kind: 'follow-up'; readonly body: MessageContent; readonly ephemeral: boolean };

/** Where it failed: in the handler, or on the way of its late reply to Discord. */
export type FailureStage = 'handler' | 'delivery';

export interface AnswerSettings {
  /** Whether a late reply is private; see Command.deferPrivately. */
  readonly deferPrivately: boolean;
  /** Begins to wait until Discord has to have an answer. */
  readonly afterBudget: () => { readonly promise: Promise<void>; cancel(): void };
  readonly waitUntil: (promise: Promise<void>) => void;
  readonly editLater: (edit: LateEdit) => Promise<void>;
  /** Logs the error under a reference and makes the message that shows it; private, always. */
  readonly onFailure: (error: unknown, stage: FailureStage) => MessageReply;
  /** Says that a modal came too late to be shown. */
  readonly lateModalReply: () => MessageReply;
}

export interface Answer {
  readonly reply: Reply;
  readonly deferred: boolean;
  /** When all is done and delivered; never rejects. Null where nothing was deferred. */
  readonly finished: Promise<void> | null;
}

/** Microtasks that a handler without I/O takes at most: its own await, and those of who calls it. */
const QUICK_TURNS = 6;

type Deferral = DeferredMessageReply | DeferredUpdateReply;

type Handle = () => HandlerReply | Promise<HandlerReply>;

/** At once where the handler asks nobody. */
export function answer(
  interaction: HandledInteraction,
  handle: Handle,
  settings: AnswerSettings,
): Answer | Promise<Answer> {
  const outcome = settle(interaction, handle, settings);
  return outcome instanceof Promise ? answerOf(interaction, outcome, settings) : inTime(outcome);
}

async function answerOf(
  interaction: HandledInteraction,
  outcome: Promise<HandlerReply>,
  settings: AnswerSettings,
): Promise<Answer> {
  // Who asks nothing of anybody is done within a few turns, and needs no timer.
  let quick: HandlerReply | undefined;
  outcome.then((reply) => {
    quick = reply;
  });
  for (let turn = 0; turn < QUICK_TURNS && quick === undefined; turn += 1) await null;
  if (quick !== undefined) return inTime(quick);
  const timer = settings.afterBudget();
  const first = await Promise.race([outcome, timer.promise]);
  if (first !== undefined) {
    timer.cancel();
    return inTime(first);
  }
  if (interaction.kind === 'autocomplete') {
    // Suggestions cannot be edited in: none now, and what still comes is dropped.
    const finished = outcome.then(() => {});
    settings.waitUntil(finished);
    return { reply: choices([]), deferred: true, finished };
  }
  const deferral = deferralOf(interaction, settings.deferPrivately);
  const finished = outcome.then((reply) => deliver(deferral, reply, settings));
  settings.waitUntil(finished);
  return { reply: deferral, deferred: true, finished };
}

function inTime(reply: Reply): Answer {
  return { reply, deferred: false, finished: null };
}

/** The handler's reply, or the failure's: never rejects, and is there at once when the handler asks nobody. */
function settle(
  interaction: HandledInteraction,
  handle: Handle,
  { onFailure }: AnswerSettings,
): HandlerReply | Promise<HandlerReply> {
  // Only a modal that a component opened has a message to update.
  const fitting = (reply: HandlerReply) =>
    reply.kind === 'update' && !carriesMessage(interaction) ? message(reply.body) : reply;
  const failed = (error: unknown) => {
    const reply = onFailure(error, 'handler');
    return interaction.kind === 'autocomplete' ? choices([]) : reply;
  };
  try {
    const reply = handle();
    return reply instanceof Promise ? reply.then(fitting).catch(failed) : fitting(reply);
  } catch (error) {
    return failed(error);
  }
}

function carriesMessage(interaction: HandledInteraction): boolean {
  return interaction.kind === 'component' || (interaction.kind === 'modal' && interaction.message !== null);
}

/** Whoever may update a message is deferred without a sign, so that either an update or a new message can follow. */
function deferralOf(interaction: HandledInteraction, deferPrivately: boolean): Deferral {
  return carriesMessage(interaction)
    ? { kind: 'deferred-update' }
    : { kind: 'deferred-message', ephemeral: deferPrivately };
}

async function deliver(deferral: Deferral, reply: HandlerReply, settings: AnswerSettings): Promise<void> {
  try {
    await send(deferral, reply, settings);
  } catch (error) {
    // Perhaps only this body was refused, and the user is still shown "thinking": one more attempt, in words.
    const failure = settings.onFailure(error, 'delivery');
    await send(deferral, failure, settings).catch((again: unknown) => settings.onFailure(again, 'delivery'));
  }
  if (reply.kind !== 'update') return;
  await reply.afterLate?.().catch((error: unknown) => settings.onFailure(error, 'delivery'));
}

async function send(
  deferral: Deferral,
  reply: HandlerReply,
  { editLater, lateModalReply }: AnswerSettings,
): Promise<void> {
  const shown = reply.kind === 'modal' ? lateModalReply() : reply;
  for (const edit of lateEdits(deferral, shown)) await editLater(edit);
}

/** How a reply is edited in after its deferral. */
function lateEdits(deferral: Deferral, reply: Exclude<HandlerReply, { kind: 'modal' }>): readonly LateEdit[] {
  if (reply.kind === 'choices') return [];
  const edit: LateEdit = { kind: 'edit-original', body: reply.body };
  if (reply.kind === 'update') return [edit];
  const followUp: LateEdit = { kind: 'follow-up', body: reply.body, ephemeral: reply.ephemeral };
  if (deferral.kind === 'deferred-update') return [followUp];
  // A message that was promised in public cannot turn private: the promise is taken back instead.
  if (reply.ephemeral && !deferral.ephemeral) return [{ kind: 'delete-original' }, followUp];
  return [edit];
}
