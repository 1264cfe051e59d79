// What is said to Discord without having been asked: the kinds of rows of the outbox. A row names its reader and what
// it is about; the words are made when it is sent, from the state there is by then.
import type { SeenMatch } from './seen-match.ts';

/** To a player, about a match of his. */
export const matchNotices = [
  /** The match itself: posted the first time, edited afterwards, always as it stands. Has the buttons. */
  'match',
  /** It runs out soon, and he has not accepted. */
  'reminder',
  /** Both have accepted: play. */
  'live',
  'opponent-reported',
  /** The time to report is nearly over, and he has not. */
  'report-reminder',
  'disputed',
  /** Details: `by`, one of matchEnds. */
  'decided',
  'aborted',
  /** Details: `by`. */
  'void',
  /** Details: `first`, what moved the first player's rating. */
  'undone',
  /** It never was, and he waits again, at the head. */
  'returned-to-queue',
  /** He has not accepted, and waits no more. */
  'left-queue',
] as const;

/** To a player, about himself. Those that staff caused have in their details what he must know. */
export const playerNotices = [
  /** He is set up. The first direct message: from here on there is a channel for the others. */
  'greeting',
  /** He has waited too long. Details: `joinedAt`. */
  'entry-ended',
  /** Details: `until` (ISO 8601, or null: without an end), `reason`. */
  'banned',
  'unbanned',
  /** By staff; details: `reason`; or `season`, which they have closed, and `next`, which follows. */
  'removed-from-queue',
  /** Details: `faction`, `before`, `after`, `reason`. */
  'rating-adjusted',
  /** Details: `left`. */
  'aborts-set',
  /** Staff have taken out what he had entered. */
  'forgotten',
  'admin-granted',
  'admin-revoked',
  /** Not a message: takes out of his direct messages the one in `channelId`, `messageId` of the details. */
  'delete',
] as const;

/** To the owner of the installation, where staff cannot be reached. */
export const ownerNotices = [
  /** A match whose reports differ, with what settles it. Details: `fault`, why staff do not hear of it. */
  'dispute-unheard',
] as const;

/** To the match channel. */
export const matchChannelNotices = [
  'result',
  'result-undone',
  /** Details: `name` of the season. */
  'season-closed',
  'season-opened',
] as const;

/** To the staff channel. */
export const staffChannelNotices = [
  /** A match with differing reports: posted the first time with buttons, edited afterwards, as it stands. */
  'dispute',
  /** A dispute that runs out soon. */
  'dispute-reminder',
  /** A season's time is over, and it is still open. Details: `name`, `endsAt`. */
  'season-overdue',
  /** Something that could not be delivered. Details: `kind`, `playerId`, `fault`. */
  'undeliverable',
] as const;

export type AnnouncementKind =
  | (typeof matchNotices)[number]
  | (typeof playerNotices)[number]
  | (typeof ownerNotices)[number]
  | (typeof matchChannelNotices)[number]
  | (typeof staffChannelNotices)[number];

export const announcementKinds = [
  ...matchNotices,
  ...playerNotices,
  ...ownerNotices,
  ...matchChannelNotices,
  ...staffChannelNotices,
] as const satisfies readonly AnnouncementKind[];

/**
 * What comes too late behind something old that was put off: each is sent when it can be, whatever waits for its reader.
 * They need no order among themselves either, since each shows what it is about as it then stands.
 */
export const pressingKinds = [
  'match',
  'reminder',
  'report-reminder',
  'dispute',
] as const satisfies readonly AnnouncementKind[];

/** One row of the outbox, with what it takes to say it. */
export interface Announcement {
  readonly kind: AnnouncementKind;
  /** Null: it is said to a channel. */
  readonly playerId: string | null;
  /** The reader's; that of a channel is the ladder's own. */
  readonly locale: string;
  /** He waits, or is in a match, by now. */
  readonly placed: boolean;
  readonly match: SeenMatch | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What is nobody else's business: not said in a channel that others read, even where the player cannot be reached. */
export function isPrivate(kind: AnnouncementKind): boolean {
  const own: readonly string[] = [...playerNotices, ...ownerNotices];
  return own.includes(kind) && kind !== 'entry-ended';
}
