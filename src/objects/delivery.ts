// How one announcement reaches its reader, step by step: where it goes first, and what each answer of Discord's leads
// to. Pure: whoever sends asks for the first step, does it, and asks again with the answer, until there is an outcome.
import { OPENING_TOO_FAST, REFUSED_PAUSE_MS } from '../discord/paced-send.ts';
import type { DiscordFailure } from '../discord/rest.ts';
import { type Announcement, isPrivate } from '../ladder/announcement.ts';
import type { AnnouncementPlace } from '../messages/announcement.ts';
import type { DueAnnouncement } from '../sql/outbox.ts';

export type Step =
  /** The channel of somebody's direct messages, which has to be asked for once. */
  | { readonly step: 'open'; readonly userId: string }
  | { readonly step: 'post'; readonly channelId: string; readonly place: PostPlace }
  | {
      readonly step: 'edit';
      readonly channelId: string;
      readonly messageId: string;
      readonly place: Extract<AnnouncementPlace, 'edit' | 'edit-in-channel'>;
    }
  | { readonly step: 'delete'; readonly channelId: string; readonly messageId: string };

/** `called`: in the channel of the matches, because the player's direct messages are closed. */
type PostPlace = Exclude<AnnouncementPlace, 'edit' | 'edit-in-channel'>;

export type Outcome =
  /** `message`: the one that was made, if one was. It may show what was when an earlier attempt made it. */
  | { readonly outcome: 'sent'; readonly message: MessagePlace | null }
  /** `tried`: it counts as an attempt. */
  | {
      readonly outcome: 'later';
      readonly pauseMs: number;
      readonly fault: string | null;
      readonly tried: boolean;
      /** Staff do not hear of an open dispute. */
      readonly unheard?: true;
    }
  | { readonly outcome: 'given-up'; readonly fault: string; readonly tellStaff: boolean };

export interface MessagePlace {
  readonly channelId: string;
  readonly messageId: string;
}

export interface Channels {
  readonly match: string | null;
  readonly staff: string | null;
}

/** What became of a step: the id of what it made, or why it did not. */
export type StepResult =
  | { readonly ok: true; readonly id: string | null }
  | { readonly ok: false; readonly failure: DiscordFailure };

type Due = Pick<
  DueAnnouncement,
  'kind' | 'playerId' | 'channel' | 'details' | 'attempts' | 'match' | 'directChannelId' | 'ownMessage'
>;

const UNKNOWN_CHANNEL = 10_003;
const UNKNOWN_MESSAGE = 10_008;
/** The bot is blocked; no server in common, or direct messages from servers are off. */
const CLOSED_TO_US: readonly (number | null)[] = [50_007, 50_278];

/** About three hours, by the pauses below. */
const MOST_ATTEMPTS = 25;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const OPENING_PAUSE_MS = 60_000;

export function firstStep(due: Due, channels: Channels): Step | Outcome {
  const { kind, playerId, directChannelId, ownMessage, match, details } = due;
  if (kind === 'delete') {
    const { channelId, messageId } = details;
    return typeof channelId === 'string' && typeof messageId === 'string'
      ? { step: 'delete', channelId, messageId }
      : { outcome: 'given-up', fault: 'its details name no message', tellStaff: false };
  }
  if (kind === 'match' && ownMessage !== null) {
    // Whatever is not known to be his direct messages is read by others.
    const place = ownMessage.channelId === directChannelId ? 'edit' : 'edit-in-channel';
    return { step: 'edit', ...ownMessage, place };
  }
  if (kind === 'dispute' && match !== null && match.staffMessage !== null) {
    return { step: 'edit', ...match.staffMessage, place: 'edit-in-channel' };
  }
  if (playerId === null) return toChannel(due, channels);
  return directChannelId === null
    ? { step: 'open', userId: playerId }
    : { step: 'post', channelId: directChannelId, place: 'direct' };
}

export function nextStep(due: Due, channels: Channels, step: Step, result: StepResult): Step | Outcome {
  if (result.ok) return afterSuccess(step, result.id);
  const { failure } = result;
  const { code, message: fault } = failure;
  // A message that is refused for what it says would be refused anywhere.
  const shut = failure.status === 403 || failure.status === 404;
  const put = putOff(due, failure);
  if (put !== null) return put;
  switch (step.step) {
    case 'delete':
      // Somebody else was faster.
      if (code === UNKNOWN_MESSAGE || code === UNKNOWN_CHANNEL) return { outcome: 'sent', message: null };
      return { outcome: 'given-up', fault, tellStaff: false };
    case 'edit':
      return shut || due.playerId === null ? afterEdit(due, channels, step, code, fault) : giveUp(due, fault);
    case 'open':
      return call(due, channels, fault);
    case 'post': {
      const toHim = step.place === 'direct';
      // Remembered, and not there any more: it is asked for once again.
      if (toHim && code === UNKNOWN_CHANNEL && step.channelId === due.directChannelId) {
        return { step: 'open', userId: due.playerId ?? '' };
      }
      return toHim && shut ? call(due, channels, fault) : giveUp(due, fault);
    }
  }
}

export function isOutcome(value: Step | Outcome): value is Outcome {
  return 'outcome' in value;
}

/** After `attempts` that failed. */
function pauseMs(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts);
}

function afterSuccess(step: Step, id: string | null): Step | Outcome {
  switch (step.step) {
    case 'open':
      if (id === null) throw new TypeError('Discord opened a channel without an id');
      return { step: 'post', channelId: id, place: 'direct' };
    case 'post':
      return { outcome: 'sent', message: id === null ? null : { channelId: step.channelId, messageId: id } };
    case 'edit':
    case 'delete':
      return { outcome: 'sent', message: null };
  }
}

/** What may heal by itself; null: it cannot. */
function putOff(due: Due, failure: DiscordFailure): Outcome | null {
  const { attempts } = due;
  const { status, code, message, retryAfterMs } = failure;
  const later = (pause: number, tried = true): Outcome => ({
    outcome: 'later',
    pauseMs: pause,
    fault: message,
    tried,
  });
  if (status === 401) return later(REFUSED_PAUSE_MS, false);
  // Without a code of Discord's it comes from in front of it, and is not about this message or its reader.
  const heals =
    status === null || code === null || status >= 500 || status === 429 || code === OPENING_TOO_FAST;
  if (!heals) return null;
  if (attempts + 1 >= MOST_ATTEMPTS) return giveUp(due, message);
  if (code === OPENING_TOO_FAST) return later(OPENING_PAUSE_MS);
  return later(Math.max(retryAfterMs ?? 0, pauseMs(attempts)));
}

function afterEdit(
  due: Due,
  channels: Channels,
  { channelId }: Extract<Step, { step: 'edit' }>,
  code: number | null,
  fault: string,
): Step | Outcome {
  const { playerId, directChannelId } = due;
  if (playerId === null) {
    // Taken away, or the channel is another one now: anew, where staff look today.
    const gone = code === UNKNOWN_MESSAGE || code === UNKNOWN_CHANNEL || channelId !== channels.staff;
    return gone ? toChannel(due, channels) : giveUp(due, fault);
  }
  if (code === UNKNOWN_MESSAGE) {
    // Others may read along in any channel that is not known to be his direct messages, as when it was edited.
    return { step: 'post', channelId, place: channelId === directChannelId ? 'direct' : 'called' };
  }
  // The channel is gone, or shut: the way that a new message would take, unless it was that very one.
  if (channelId === channels.match) return giveUp(due, fault);
  if (CLOSED_TO_US.includes(code)) return call(due, channels, fault);
  if (directChannelId !== null && directChannelId !== channelId) {
    return { step: 'post', channelId: directChannelId, place: 'direct' };
  }
  return code === UNKNOWN_CHANNEL ? { step: 'open', userId: playerId } : call(due, channels, fault);
}

/** In the channel of the matches instead, where others read along. */
function call(due: Due, channels: Channels, fault: string): Step | Outcome {
  if (isPrivate(due.kind)) return giveUp(due, fault);
  if (channels.match === null) {
    return giveUp(due, `${fault}; MATCH_CHANNEL_ID is not set, so there is no other way to the player`);
  }
  return { step: 'post', channelId: channels.match, place: 'called' };
}

function toChannel(due: Due, channels: Channels): Step | Outcome {
  const name = due.channel ?? 'match';
  const channelId = channels[name];
  const setting = name === 'staff' ? 'STAFF_CHANNEL_ID' : 'MATCH_CHANNEL_ID';
  if (channelId !== null) return { step: 'post', channelId, place: 'channel' };
  const fault = `${setting} is not set`;
  return isOpenDispute(due) ? waitForStaff(fault) : { outcome: 'given-up', fault, tellStaff: false };
}

/** Staff hear of it, unless it was for them: they would hear of that no more than of this. Nobody misses a greeting. */
function giveUp(due: Due, fault: string): Outcome {
  if (isOpenDispute(due)) return waitForStaff(fault);
  const { channel, kind } = due;
  return { outcome: 'given-up', fault, tellStaff: channel !== 'staff' && kind !== 'greeting' };
}

/** Two players wait for staff, who would not hear of it: a permission may come back, a setting be set. */
function isOpenDispute({ kind, match }: Due): boolean {
  return kind === 'dispute' && match?.state === 'disputed';
}

function waitForStaff(fault: string): Outcome {
  return { outcome: 'later', pauseMs: LONGEST_PAUSE_MS, fault, tried: true, unheard: true };
}

/** Of what shows one thing as it stands, one message is enough, however often it was asked for. */
export function sameMessage(one: Pick<Announcement, 'kind' | 'match'>, other: typeof one): boolean {
  return showsMatch(one.kind) && one.kind === other.kind && one.match?.id === other.match?.id;
}

/** Posted once, and edited afterwards. */
export function showsMatch(kind: Announcement['kind']): boolean {
  return kind === 'match' || kind === 'dispute';
}
