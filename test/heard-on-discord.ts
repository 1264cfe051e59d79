// What Discord has received, held against what happened: every row of the outbox became the one message that it is, or
// none where it was not true any more; every message is a row's, and where its reader sees it; and what shows a match shows
// it as it stands.
import type { Client } from 'pg';
import type { KeptChannel } from '../dev/discord-server/channels.ts';
import type { KeptMessage } from '../dev/discord-server/message.ts';
import type { DiscordServer } from '../dev/discord-server.ts';
import { type AnnouncementKind, isPrivate } from '../src/ladder/announcement.ts';
import type { MatchState } from '../src/ladder/match.ts';

export interface Listening {
  readonly discord: DiscordServer;
  readonly matchChannel: string;
  readonly staffChannel: string;
  /** Those who take no direct messages. */
  readonly closed: ReadonlySet<string>;
  /** Ids of messages that were clicked, and Discord threw the answer away: they may show what was before. */
  readonly unanswered: ReadonlySet<string>;
}

interface Row {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly player: string | null;
  readonly channel: 'match' | 'staff' | null;
  readonly match: string | null;
  readonly state: MatchState | null;
  readonly place: string | null;
  readonly message: string | null;
  readonly attempts: number;
  readonly ended: 'sent' | 'lost' | null;
}

/** What can stop to be true, or edits what stands already. Everything else is said, whatever happens meanwhile. */
const MAY_LAPSE: readonly AnnouncementKind[] = [
  'match',
  'dispute',
  'live',
  'reminder',
  'report-reminder',
  'dispute-reminder',
  'opponent-reported',
  'disputed',
  'decided',
  'returned-to-queue',
  'left-queue',
  'entry-ended',
  'result',
  'result-undone',
];

const TITLES: Readonly<Record<MatchState, RegExp>> = {
  proposed: /^Match found/,
  live: /^Match on/,
  disputed: /^Disputed/,
  decided: /^(You won|You lost|A draw)/,
  aborted: /^Aborted/,
  expired: /^Not played/,
  void: /^(Void|Taken back)/,
};

/** Once everything is sent. */
export async function heardFaults(operator: Client, listening: Listening): Promise<readonly string[]> {
  const { rows } = await operator.query<Row>(
    `select said.id::text, kind, player_id::text as player, channel, match_id::text as match, state,
       channel_id::text as place, message_id::text as message, attempts,
       case when sent_at is not null then 'sent' when given_up_at is not null then 'lost' end as ended
     from outbox said left join matches on matches.id = match_id order by said.id`,
  );
  const stands = new Map<string, { channel: KeptChannel; message: KeptMessage }>();
  for (const channel of listening.discord.channels()) {
    for (const message of channel.messages) {
      // An answer to a click is nobody's row.
      const answers = 'interaction_metadata' in message.json;
      if (!answers) stands.set(`${channel.id} ${message.id}`, { channel, message });
    }
  }
  const faults: string[] = [];
  const shown = new Map<string, string>();
  const unheard: Row[] = [];
  for (const row of rows) {
    const about = `${row.kind} ${row.id} of match ${row.match} to ${row.player ?? row.channel}`;
    if (row.message === null) {
      if (row.ended === null) faults.push(`${about} waits`);
      if (row.ended === 'sent' && !MAY_LAPSE.includes(row.kind)) faults.push(`${about} was not said`);
      if (row.ended === 'sent' && row.attempts > 0 && row.kind !== 'match') unheard.push(row);
      const shut = row.player !== null && listening.closed.has(row.player) && isPrivate(row.kind);
      if (row.ended === 'lost' && !shut) faults.push(`${about} was given up`);
      continue;
    }
    const key = `${row.place} ${row.message}`;
    const found = stands.get(key);
    if (!found) faults.push(`${about} stands nowhere, or is that of another`);
    else faults.push(...misplaced(row, found, listening).map((fault) => `${about} ${fault}`));
    stands.delete(key);
    if (row.kind !== 'match') continue;
    const before = shown.get(`${row.match} ${row.player}`);
    if (before) faults.push(`${about} shows it again, as ${before}`);
    shown.set(`${row.match} ${row.player}`, row.id);
  }
  for (const { channel, message } of stands.values()) {
    // It was said when it was true, the answer was lost, and then it was not true any more.
    const said = unheard.findIndex((row) => hears(row, channel, listening));
    if (said >= 0) unheard.splice(said, 1);
    else
      faults.push(`${channel.name} has what no row has said: ${JSON.stringify(message.json).slice(0, 300)}`);
  }
  return faults;
}

/** Whether this is where its reader is told. */
function hears(
  { player, channel }: Row,
  { id, recipientId }: KeptChannel,
  { matchChannel, staffChannel, closed }: Listening,
): boolean {
  if (player === null) return id === (channel === 'match' ? matchChannel : staffChannel);
  return closed.has(player) ? id === matchChannel : recipientId === player;
}

function misplaced(
  { kind, player, state, ...row }: Row,
  found: { channel: KeptChannel; message: KeptMessage },
  listening: Listening,
): readonly string[] {
  const { content, embeds } = found.message.json as {
    readonly content?: string;
    readonly embeds?: readonly { readonly title?: string }[];
  };
  const called = player === null || !listening.closed.has(player) || content?.startsWith(`<@${player}>`);
  const there = called && hears({ kind, player, state, ...row }, found.channel, listening);
  const title = embeds?.[0]?.title ?? '';
  const looked = kind === 'match' && !listening.unanswered.has(found.message.id);
  return [
    ...(there ? [] : [`stands in ${found.channel.name}`]),
    ...(!looked || state === null || TITLES[state].test(title) ? [] : [`shows “${title}”, is ${state}`]),
  ];
}
