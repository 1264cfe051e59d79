// The clock's two statements: what has run out and who waits, and the matches that a wave has made of them. Both may
// be sent twice: what is done is not due any more, and who is in a match does not wait.
import type { Game } from '../ladder/game.ts';
import { reminderSeconds } from '../ladder/match.ts';
import type { Proposal } from '../ladder/proposal.ts';
import type { Offer, QueueEntry, RecentOpponent } from '../ladder/queue-entry.ts';
import { wavesWaited } from '../ladder/wave.ts';
import { bigint, boolean, integer, nullable, text, texts, timestamp } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

export interface Tick {
  readonly matchesEnded: number;
  readonly entriesEnded: number;
  /** How many wait, whenever they joined. */
  readonly waiting: number;
  /** When something runs out next; null: nothing does. */
  readonly nextDue: Date | null;
  /** Something waits to be sent to Discord. */
  readonly announced: boolean;
  /** Maps of the open season; empty where none are played, or no season is open. */
  readonly maps: readonly string[];
  /** Those who waited before the wave; none without one. */
  readonly entries: readonly WaitingEntry[];
}

export type WaitingEntry = Omit<QueueEntry, 'wavesWaited'> & { readonly joinedAt: Date };

const MINUTE_MS = 60_000;

/** `wave`: the one that is due; null: none is. */
export const tickLadder = defineStatement({
  name: 'clock.tick',
  text: `select tick.matches_ended, tick.entries_ended, tick.waiting, tick.next_due, tick.announced,
  (select maps from seasons where game = $3 and closed_at is null),
  entry.player_id, entry.offers, entry.vetoes, entry.region, entry.joined_at, entry.recent
from ladder_tick($1, $2, $6, $7) tick
left join lateral wave_entries($3, case when tick.waiting > 0 then $4::timestamptz end, $5) entry on true`,
  resend: true,
  columns: {
    matchesEnded: integer,
    entriesEnded: integer,
    waiting: integer,
    nextDue: nullable(timestamp),
    announced: boolean,
    maps: nullable(texts),
    playerId: nullable(bigint),
    offers: nullable(text),
    vetoes: nullable(texts),
    region: nullable(text),
    joinedAt: nullable(timestamp),
    recent: nullable(text),
  },
  parameters: (now: Date, wave: Date | null, { id, match, queue }: Game) => [
    now.toISOString(),
    reminderSeconds(match).proposed,
    id,
    wave?.toISOString() ?? null,
    wave === null ? null : new Date(wave.getTime() - queue.rematchMinutes * MINUTE_MS).toISOString(),
    reminderSeconds(match).live,
    reminderSeconds(match).disputed,
  ],
  result: (rows): Tick => {
    const [first] = rows;
    if (first === undefined) throw new TypeError('ladder_tick gave no row');
    const { matchesEnded, entriesEnded, waiting, nextDue, announced, maps } = first;
    const entries = rows.flatMap(({ playerId, offers, vetoes, region, joinedAt, recent }) =>
      playerId === null || joinedAt === null
        ? []
        : {
            playerId,
            offers: readOffers(offers ?? ''),
            vetoes: vetoes ?? [],
            region,
            joinedAt,
            recentOpponents: readRecent(recent ?? ''),
          },
    );
    return { matchesEnded, entriesEnded, waiting, nextDue, announced, maps: maps ?? [], entries };
  },
});

export function queueEntries(
  entries: readonly WaitingEntry[],
  wave: Date,
  waveSeconds: number,
): readonly QueueEntry[] {
  return entries.map(({ joinedAt, ...entry }) => ({
    ...entry,
    wavesWaited: wavesWaited(joinedAt, wave, waveSeconds),
  }));
}

/** Gives how many were made: not those of which one has left meanwhile. */
export const writeWave = defineStatement({
  name: 'clock.write-wave',
  text: 'select wave_write($1, $2, $3, $4, $5)',
  resend: true,
  columns: { made: integer },
  parameters: (proposals: readonly Proposal[], wave: Date, now: Date, { id, match }: Game) => [
    id,
    wave.toISOString(),
    now.toISOString(),
    match.acceptSeconds,
    JSON.stringify(proposals.map(written)),
  ],
  result: (rows) => rows[0]?.made ?? 0,
});

function written({ first, second, map, server, stakes }: Proposal) {
  const seat = ({ entry, faction, rating }: Proposal['first'], own: Proposal['stakes']['own']) => ({
    player: entry.playerId,
    faction,
    rating,
    ...own,
  });
  return { map, server, first: seat(first, stakes.own), second: seat(second, stakes.opponent) };
}

/** `faction=rating faction=rating`. */
function readOffers(written: string): readonly Offer[] {
  return words(written).map((offer) => {
    const [faction = '', rating] = offer.split('=');
    return { faction, rating: Number(rating) };
  });
}

/** `player@milliseconds player@milliseconds`. */
function readRecent(written: string): readonly RecentOpponent[] {
  return words(written).map((met) => {
    const [playerId = '', at] = met.split('@');
    return { playerId, at: new Date(Number(at)) };
  });
}

function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
