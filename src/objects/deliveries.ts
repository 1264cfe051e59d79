// A batch of announcements on its way: readers beside each other, what one reader gets in its order. Each is followed
// from its first step to its outcome; nothing is written down here, and nothing thrown: what cannot be said is given up.
import type { PacedSend } from '../discord/paced-send.ts';
import { type MessageContent, messageBody } from '../discord/response.ts';
import type { RestRequest } from '../discord/rest.ts';
import { type AnnouncementKind, matchNotices, pressingKinds } from '../ladder/announcement.ts';
import type { AnnouncementPlace } from '../messages/announcement.ts';
import type { Delivery, DueAnnouncement } from '../sql/outbox.ts';
import {
  type Channels,
  firstStep,
  isOutcome,
  type MessagePlace,
  nextStep,
  type Outcome,
  type Step,
  sameMessage,
  showsMatch,
} from './delivery.ts';

/** An offer ends after a minute; whoever hears of it for the first time then has no time to queue for it. */
const PRESSING: ReadonlySet<AnnouncementKind> = new Set(pressingKinds);

export interface DeliverySetting {
  readonly send: PacedSend;
  readonly channels: Channels;
  /** The message in the reader's words; null: there is nothing to say any more. */
  readonly render: (announcement: DueAnnouncement, place: AnnouncementPlace) => MessageContent | null;
  readonly now: () => number;
  /** Told of what could not be made into a message. */
  readonly onError: (announcement: DueAnnouncement, error: unknown) => void;
}

/** What is not reached is not among them: it waits behind one that is. */
export async function deliverBatch(
  announcements: readonly DueAnnouncement[],
  setting: DeliverySetting,
): Promise<readonly Delivery[]> {
  // Taking out what is old holds up nothing that is new.
  const byReader = Map.groupBy(announcements, ({ kind, playerId, channel }) =>
    kind === 'delete' ? `${kind} ${playerId}` : (playerId ?? channel ?? ''),
  );
  const delivered = await Promise.all([...byReader.values()].map((own) => deliverInOrder(own, setting)));
  return delivered.flat();
}

async function deliverInOrder(
  announcements: readonly DueAnnouncement[],
  setting: DeliverySetting,
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  /**
   * What stands, and shows what is true by now; with a place: what was posted. Discord gives back what has that nonce
   * already, from an attempt that nobody remembers, and as it was then: whatever comes next about it edits it.
   */
  const stands = new Map<DueAnnouncement, MessagePlace | null>();
  /** Learned from the reader's first message, for the others. */
  let directChannelId: string | null = null;
  for (const announcement of announcements) {
    const [, posted] = [...stands].findLast(([other]) => sameMessage(other, announcement)) ?? [];
    if (posted === null) {
      deliveries.push(delivery(announcement, { outcome: 'sent', message: null }, directChannelId));
      continue;
    }
    const due = directChannelId === null ? announcement : { ...announcement, directChannelId };
    const [outcome, opened] = await deliver(posted ? shownBy(due, posted) : due, setting);
    directChannelId = opened ?? directChannelId;
    deliveries.push(delivery(announcement, outcome, opened, setting.now()));
    if (outcome.outcome === 'later') break;
    if (outcome.outcome === 'sent') stands.set(announcement, outcome.message);
  }
  return deliveries;
}

/** As it would be read anew, now that its message is known. */
function shownBy(due: DueAnnouncement, message: MessagePlace): DueAnnouncement {
  const { playerId, match } = due;
  if (playerId !== null) return { ...due, ownMessage: message };
  return { ...due, match: match && { ...match, staffMessage: message } };
}

/** With the channel of the reader's direct messages, if it was learned. */
async function deliver(
  due: DueAnnouncement,
  { send, channels, render, now, onError }: DeliverySetting,
): Promise<readonly [Outcome, string | null]> {
  let opened: string | null = null;
  const ended = (outcome: Outcome) => [outcome, opened] as const;
  try {
    let current = firstStep(due, channels);
    while (!isOutcome(current)) {
      const request = requestOf(current, due, render);
      if (request === null) return ended({ outcome: 'sent', message: null });
      const sent = await send(request);
      if (sent.kind === 'postponed') {
        const pauseMs = sent.untilMs - now();
        return ended({ outcome: 'later', pauseMs, fault: null, tried: false });
      }
      const failure = sent.kind === 'lost' ? sent.failure : sent.answer.failure;
      const id = sent.kind === 'answered' ? idOf(sent.answer.body) : null;
      const step: Step = current;
      // Discord may give the channel again that it does not know: once opened, it is asked for no more.
      const known = opened === null ? due : { ...due, directChannelId: null };
      current = nextStep(known, channels, step, failure === null ? { ok: true, id } : { ok: false, failure });
      if (step.step === 'open' && failure === null) opened = id;
    }
    return ended(current);
  } catch (error) {
    onError(due, error);
    return ended({ outcome: 'given-up', fault: String(error), tellStaff: due.channel !== 'staff' });
  }
}

/** Null: there is nothing to say any more. */
function requestOf(step: Step, due: DueAnnouncement, render: DeliverySetting['render']): RestRequest | null {
  const message = '/channels/{channel}/messages/{message}';
  switch (step.step) {
    case 'open': {
      // Not for a message that need not be sent.
      if (render(due, 'direct') === null) return null;
      const pressing = PRESSING.has(due.kind);
      return { method: 'POST', route: '/users/@me/channels', body: { recipient_id: step.userId }, pressing };
    }
    case 'post': {
      const content = render(due, step.place);
      if (content === null) return null;
      // Sent twice, it is the same message: whoever died before writing down that it was sent may send it again.
      const body = {
        ...messageBody(content),
        ...replyTo(due, step.channelId),
        nonce: nonceOf(due),
        enforce_nonce: true,
      };
      return {
        method: 'POST',
        route: '/channels/{channel}/messages',
        parameters: { channel: step.channelId },
        body,
      };
    }
    case 'edit': {
      const content = render(due, step.place);
      if (content === null) return null;
      const parameters = { channel: step.channelId, message: step.messageId };
      return { method: 'PATCH', route: message, parameters, body: messageBody(content) };
    }
    case 'delete':
      return {
        method: 'DELETE',
        route: message,
        parameters: { channel: step.channelId, message: step.messageId },
      };
  }
}

/**
 * Its row's number. What shows a match may be asked for anew while it is not known whether it has arrived: whichever row
 * comes first, it is one message.
 */
function nonceOf({ id, kind, playerId, ownMessage, match }: DueAnnouncement): string {
  if (!match || !showsMatch(kind) || (playerId === null ? match.staffMessage : ownMessage)) return id;
  return match.id + (playerId === null ? 's' : playerId === match.players.first.playerId ? 'a' : 'b');
}

/** A notice about a match, or a dispute, answers the message that shows it: one tap leads there. */
function replyTo({ kind, ownMessage, match }: DueAnnouncement, channelId: string) {
  const about: readonly string[] = matchNotices;
  const own = kind !== 'match' && about.includes(kind) ? ownMessage : null;
  const shows = kind === 'dispute-reminder' ? match?.staffMessage : own;
  if (!shows || shows.channelId !== channelId) return {};
  return { message_reference: { message_id: shows.messageId, fail_if_not_exists: false } };
}

function delivery(
  { id }: DueAnnouncement,
  outcome: Outcome,
  directChannelId: string | null,
  nowMs = 0,
): Delivery {
  const nothing = {
    message: null,
    due: null,
    fault: null,
    tried: false,
    tellStaff: false,
    unheard: false,
  };
  const common = { id, directChannelId, outcome: outcome.outcome, ...nothing };
  switch (outcome.outcome) {
    case 'sent':
      return { ...common, message: outcome.message };
    case 'later': {
      const { pauseMs, fault, tried, unheard = false } = outcome;
      return { ...common, due: new Date(nowMs + Math.max(0, pauseMs)), fault, tried, unheard };
    }
    case 'given-up':
      return { ...common, fault: outcome.fault, tried: true, tellStaff: outcome.tellStaff };
  }
}

function idOf(body: unknown): string | null {
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : null;
  return typeof id === 'string' ? id : null;
}
