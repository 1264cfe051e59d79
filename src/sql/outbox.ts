// The outbox as the courier works it off: what is due, with everything that is needed to say it, and what came of it.
import { type Announcement, announcementKinds, pressingKinds } from '../ladder/announcement.ts';
import { bigint, boolean, integer, nullable, oneOf, text, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { maybeSeenMatch, maybeSeenMatchColumns } from './seen-match.ts';
import { storable } from './storable.ts';

export interface DueAnnouncement extends Announcement {
  readonly id: string;
  /** Null: it is for a player. */
  readonly channel: 'match' | 'staff' | null;
  /** Those that failed. */
  readonly attempts: number;
  /** Where the player's direct messages are, if that is known. */
  readonly directChannelId: string | null;
  /** The message that shows him the match, if there is one. */
  readonly ownMessage: { readonly channelId: string; readonly messageId: string } | null;
}

export interface DueBatch {
  /** In the order in which they were written. */
  readonly announcements: readonly DueAnnouncement[];
  /** When the first of all that wait can be taken; null: nothing waits. */
  readonly nextDue: Date | null;
}

/** What came of one. */
export interface Delivery {
  readonly id: string;
  readonly outcome: 'sent' | 'later' | 'given-up';
  /** The message that was made, if one was. */
  readonly message: { readonly channelId: string; readonly messageId: string } | null;
  /** The channel of the player's direct messages, if it was learned. */
  readonly directChannelId: string | null;
  /** Of one that waits: until when. */
  readonly due: Date | null;
  readonly fault: string | null;
  /** It counts as an attempt. */
  readonly tried: boolean;
  readonly tellStaff: boolean;
  /** It is about a dispute, and waits because staff cannot be told of it. */
  readonly unheard: boolean;
}

const CHANNEL_LOCALE = 'en-US';

/**
 * Behind one that was put off, what comes after it for the same reader waits too: the order is kept, but for what is
 * pressing. Nothing waits for messages that are only taken out. What a newer version has written and this one cannot say
 * is left to that. When something is due next is asked of those alone that wait for no other: what is behind one that
 * was put off, however old, cannot be taken any sooner than that one. A batch is found by its order (`+ interval '0'`: and
 * not by sorting all that is due), and readers one by one (`limit 1`: not by walking through all of them), whatever
 * PostgreSQL knows of the tables by then.
 */
export const dueAnnouncements = defineStatement({
  name: 'outbox.due',
  text: `select next.due_at, one.id, one.kind, one.player_id, one.channel, one.details::text, one.attempts,
  player.locale, player.direct_channel_id, own.channel_id, own.message_id,
  exists (select from places where player_id = one.player_id), seen.*
from (values (1)) always
left join lateral (
  ${takeable('due_at')} order by due.due_at, due.id limit 1
) next on true
left join lateral (
  ${takeable('*')} and due.id > 0 and due.due_at + interval '0' <= $1 order by due.id limit $2
) one on true
left join lateral (select * from players where id = one.player_id limit 1) player on true
left join lateral (
  select * from match_players where match_id = one.match_id and player_id = one.player_id limit 1
) own on true
left join lateral match_seen(one.match_id) seen on true
order by one.id`,
  resend: true,
  columns: {
    nextDue: nullable(timestamp),
    announcement: nullable(bigint),
    kind: nullable(oneOf(announcementKinds)),
    playerId: nullable(bigint),
    channel: nullable(oneOf(['match', 'staff'])),
    details: nullable(text),
    attempts: nullable(integer),
    locale: nullable(text),
    directChannelId: nullable(bigint),
    ownChannelId: nullable(bigint),
    ownMessageId: nullable(bigint),
    placed: boolean,
    ...maybeSeenMatchColumns,
  },
  parameters: (now: Date, most: number) => [now.toISOString(), most, announcementKinds, pressingKinds],
  result: (rows): DueBatch => ({
    nextDue: rows[0]?.nextDue ?? null,
    announcements: rows.flatMap((row) => {
      const { announcement, kind, playerId, channel, details, attempts, locale } = row;
      if (announcement === null || kind === null) return [];
      const { directChannelId, ownChannelId, ownMessageId, placed } = row;
      return {
        id: announcement,
        kind,
        playerId,
        channel,
        details: readDetails(details),
        attempts: attempts ?? 0,
        placed,
        locale: locale ?? CHANNEL_LOCALE,
        directChannelId,
        ownMessage:
          ownChannelId === null || ownMessageId === null
            ? null
            : { channelId: ownChannelId, messageId: ownMessageId },
        match: maybeSeenMatch(row),
      };
    }),
  }),
});

export const recordDeliveries = defineStatement({
  name: 'outbox.record',
  text: 'select outbox_record($1, $2, $3)',
  // What is written down is not written again: all but the count of attempts is the same.
  resend: true,
  columns: { written: integer },
  /** `owner`: who is told of disputes that staff do not hear of; null: nobody. */
  parameters: (deliveries: readonly Delivery[], now: Date, owner: string | null) => [
    JSON.stringify(
      deliveries.map(({ id, outcome, message, directChannelId, due, fault, tried, tellStaff, unheard }) => ({
        id,
        outcome,
        channel: message?.channelId ?? null,
        message: message?.messageId ?? null,
        direct: directChannelId,
        due: due?.toISOString() ?? null,
        fault: fault === null ? null : storable(fault),
        tried,
        tellStaff,
        unheard,
      })),
    ),
    now.toISOString(),
    owner,
  ],
  result: (rows) => rows[0]?.written ?? 0,
});

/**
 * Of those that wait for no other. A player's own are few and found by him; of a channel's, of which there may be
 * thousands after an outage, the first that was put off is looked for once (and by its time: `+ 0` keeps the numbers of
 * all that was ever said from being walked through). What is pressing may be put off for days, and holds up nobody else;
 * what was written for later was not put off.
 */
function takeable(columns: 'due_at' | '*'): string {
  const behind = (channel: 'match' | 'staff') => `coalesce(due.id > (
      select min(earlier.id + 0) from outbox earlier
      where earlier.channel = '${channel}' and earlier.due_at > $1
        and earlier.sent_at is null and earlier.given_up_at is null
        and earlier.kind <> all($4)
    ), false)`;
  return `select due.${columns} from outbox due
  where due.sent_at is null and due.given_up_at is null and due.kind = any($3) and (
    due.kind = any($4)
    or due.channel = 'match' and not ${behind('match')}
    or due.channel = 'staff' and not ${behind('staff')}
    or due.player_id is not null and not exists (
      select from outbox earlier
      where earlier.player_id = due.player_id and earlier.id < due.id and earlier.due_at > $1
        and earlier.sent_at is null and earlier.given_up_at is null and earlier.kind <> 'delete'
        and earlier.created_at <= $1
    )
  )`;
}

function readDetails(written: string | null): Readonly<Record<string, unknown>> {
  const details: unknown = JSON.parse(written ?? '{}');
  return typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {};
}
