// What a player does about his place in the queue, and what he sees of it. Each is one statement: the function that
// acts (see migrations), and the queue as it is afterwards.
import type { Game } from '../ladder/game.ts';
import type { Refusal } from '../ladder/refusal.ts';
import type { SeenQueue } from '../ladder/seen-queue.ts';
import { entryEndsAt } from '../ladder/wave.ts';
import { bigint, integer, nullable, oneOf, type Row, text, texts, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';
import { type Guarded, guardColumns, guardRefusal } from './guard.ts';
import { maybeSeenMatch, maybeSeenMatchColumns } from './seen-match.ts';

/** What has become of it, and the queue by now. */
export interface QueueAnswer {
  /** Null: it is done. */
  readonly reason: (typeof reasons)[number] | null;
  readonly guarded: Guarded;
  /** Null: there is no season. */
  readonly queue: SeenQueue | null;
}

const reasons = [
  'guarded',
  'no-season',
  'in-match',
  'already-waiting',
  'not-waiting',
  'no-faction',
  'factions-of-one-side',
  'too-many-vetoes',
  'outdated',
] as const;

/** $1 to $5: see `base`. The queue is read for whom the answer names, and so after what it did. */
const queueText = (answer: string) => `select answer.refusal, queue.*,
  (select ends_at from seasons where game = $1 and closed_at is null), seen.*
from ${answer} answer
left join lateral queue_seen($1, answer.player_id, $3, $4, $5) queue on true
left join lateral match_seen(queue.match_id) seen on true`;

const base = (player: string, now: Date, { id, factions, maps }: Game) => [
  id,
  player,
  now.toISOString(),
  factions.map((faction) => faction.id),
  maps.map((map) => map.id),
];

const columns = {
  reason: nullable(oneOf(reasons)),
  ...guardColumns,
  // Of the open season; null between seasons.
  queueSeason: nullable(text),
  startRating: nullable(integer),
  maps: texts,
  waiting: integer,
  factions: texts,
  vetoes: texts,
  ratings: nullable(text),
  joinedAt: nullable(timestamp),
  endsAt: nullable(timestamp),
  matchId: nullable(bigint),
  seasonEndsAt: nullable(timestamp),
  ...maybeSeenMatchColumns,
};

export const seeQueue = defineStatement({
  name: 'queue.see',
  text: queueText(`(
  select asked.id as player_id, case when player_guard(own, $3) is not null then 'guarded' end as refusal
  from (values ($2::bigint)) asked (id) left join players own on own.id = asked.id
)`),
  resend: true,
  columns,
  parameters: base,
  result: answerOf,
});

export const joinQueue = defineStatement({
  name: 'queue.join',
  text: queueText('queue_join($1, $2, $3, $4, $5, $6, $7, $8, $9)'),
  // Sent twice it would be refused the second time: as done already.
  resend: false,
  columns,
  parameters: (player: string, now: Date, game: Game, locale: string) => [
    ...base(player, now, game),
    game.factions.map(({ side }) => side ?? ''),
    game.queue.vetoes,
    entryEndsAt(now, game.queue.entryMinutes).toISOString(),
    locale,
  ],
  result: answerOf,
});

export const leaveQueue = defineStatement({
  name: 'queue.leave',
  text: queueText('queue_leave($2)'),
  resend: false,
  columns,
  parameters: base,
  result: answerOf,
});

/** What a menu was set to; what it does not ask for stays as it is. */
export type QueueChange =
  /** `instead`: of the factions it offers, `chosen` are the ones. */
  | { readonly instead: readonly string[]; readonly chosen: readonly string[] }
  | { readonly vetoes: readonly string[] };

export const chooseForQueue = defineStatement({
  name: 'queue.choose',
  text: queueText('queue_choose($1, $2, $3, $4, $5, $6, $7, $8, $9)'),
  // Chosen twice is chosen once.
  resend: true,
  columns,
  parameters: (player: string, now: Date, game: Game, change: QueueChange) => [
    ...base(player, now, game),
    'instead' in change ? change.instead : [],
    'instead' in change ? change.chosen : [],
    'vetoes' in change ? change.vetoes : null,
    game.queue.vetoes,
  ],
  result: answerOf,
});

/** Null: it is done, and there is a queue to show. */
export function queueRefusal({ reason, guarded, queue }: QueueAnswer, game: Game): Refusal | null {
  switch (reason) {
    case 'guarded':
      return guardRefusal(guarded);
    case 'in-match':
      return { reason, state: queue?.match?.state === 'proposed' ? 'proposed' : 'live' };
    case 'too-many-vetoes':
      return { reason, most: game.queue.vetoes };
    case null:
      return queue === null ? { reason: 'no-season' } : null;
    default:
      return { reason };
  }
}

function answerOf([row]: readonly Row<typeof columns>[]): QueueAnswer {
  if (row === undefined) throw new TypeError('the queue gave no row');
  const { reason, guard, bannedUntil, banReason } = row;
  return { reason, guarded: { guard, bannedUntil, banReason }, queue: queueOf(row) };
}

function queueOf(row: Row<typeof columns>): SeenQueue | null {
  const { queueSeason, seasonEndsAt, startRating, maps, factions, vetoes, waiting, joinedAt, endsAt } = row;
  if (queueSeason === null || seasonEndsAt === null || startRating === null) return null;
  const match = maybeSeenMatch(row);
  const ratings = (row.ratings?.split(' ') ?? []).map((pair) => {
    const [faction = '', rating = ''] = pair.split('=');
    return [faction, Number(rating)] as const;
  });
  return {
    season: queueSeason,
    seasonEndsAt,
    maps,
    choice: { factions, vetoes },
    ratings: new Map(ratings),
    startRating,
    waiting,
    entry: match === null && joinedAt !== null && endsAt !== null ? { joinedAt, endsAt } : null,
    match,
  };
}
