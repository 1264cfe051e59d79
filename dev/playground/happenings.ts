// What happens at the local Discord, as the page is told of it: all there is when it comes, then every change. Knows
// besides which answer made a message, and what that took.
import type { APIMessage } from 'discord-api-types/v10';
import type { KeptChannel } from '../discord-server/channels.ts';
import type { KeptMessage } from '../discord-server/message.ts';
import type { DiscordServer } from '../discord-server.ts';
import type { Cause, Cost, Happening, ShownChannel, ShownMessage } from './protocol.ts';

interface Mark {
  readonly cause: Cause | null;
  readonly cost: Cost | null;
  /** When it was asked for, where the answer was put off. */
  readonly askedAtMs: number;
}

export interface Happenings {
  /** All there is now. */
  state(): Happening;
  /** Returns its own end. */
  watch(tell: (happening: Happening) => void): () => void;
  /** Whatever message `work` makes or changes at once is the answer to this. */
  during<Result>(mark: { readonly cause: Cause; readonly cost: Cost }, work: () => Result): Result;
  close(): void;
}

export function happeningsOf(discord: Pick<DiscordServer, 'channels' | 'onEvent'>): Happenings {
  const tellers = new Set<(happening: Happening) => void>();
  const marks = new Map<string, Mark>();
  let current: { readonly cause: Cause; readonly cost: Cost } | null = null;

  const end = discord.onEvent((event) => {
    switch (event.kind) {
      case 'channel-opened':
        return tell({ kind: 'channel', channel: shownChannel(event.channel) });
      case 'message-created':
      case 'message-edited':
        remember(event.message.id, event.kind === 'message-created');
        return tell({ kind: 'message', shown: shown(event.channel, event.message) });
      case 'message-deleted':
        marks.delete(event.message.id);
        return tell({ kind: 'gone', channelId: event.channel.id, messageId: event.message.id });
      default:
        return;
    }
  });

  /** What came by itself has no cause; what is edited later keeps its own, and what was put off is there now. */
  function remember(id: string, isNew: boolean): void {
    const before = isNew ? undefined : marks.get(id);
    const cause = isNew ? (current?.cause ?? null) : (before?.cause ?? null);
    const cost = current?.cost ?? arrived(before);
    const askedAtMs = before?.askedAtMs ?? Date.now() - (cost?.ms ?? 0);
    marks.set(id, { cause, cost, askedAtMs });
  }

  function tell(happening: Happening): void {
    for (const teller of tellers) teller(happening);
  }

  function shown(channel: KeptChannel, { id, json, onlyFor }: KeptMessage): ShownMessage {
    const { cause = null, cost = null } = marks.get(id) ?? {};
    return { channelId: channel.id, message: json as unknown as APIMessage, onlyFor, cause, cost };
  }

  return {
    state: () => ({
      kind: 'state',
      channels: discord.channels().map(shownChannel),
      messages: discord
        .channels()
        .flatMap((channel) => channel.messages.map((message) => shown(channel, message))),
    }),
    watch(teller) {
      tellers.add(teller);
      return () => tellers.delete(teller);
    },
    during(mark, work) {
      current = mark;
      try {
        return work();
      } finally {
        current = null;
      }
    },
    close: () => void end(),
  };
}

function shownChannel({ id, recipientId }: KeptChannel): ShownChannel {
  return { id, recipientId };
}

function arrived(mark: Mark | undefined): Cost | null {
  if (mark?.cost?.lateMs !== null) return mark?.cost ?? null;
  return { ...mark.cost, lateMs: Date.now() - mark.askedAtMs };
}
