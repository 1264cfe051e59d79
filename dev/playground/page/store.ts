// All that the page knows: what the server has told it, and what each pane shows. Whoever changes something here says
// so, and the page is drawn anew.
import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Cost, Happening, Setting, ShownMessage } from '../protocol.ts';

export const PLACES = ['ladder', 'matches', 'staff', 'direct'] as const;
export type Place = (typeof PLACES)[number];

/** A command that was sent and has no answer, or will have none. */
export interface Attempt {
  readonly key: number;
  readonly place: Place;
  readonly command: string;
  readonly at: number;
  /** Why it has failed; null while it is on its way. */
  failed: string | null;
}

export interface OpenModal {
  readonly data: APIModalInteractionResponseCallbackData;
  /** The message whose component opened it. */
  readonly messageId: string | null;
  readonly place: Place;
  readonly cost: Cost;
  busy: boolean;
  /** Why it could not be sent in. */
  failed: string | null;
}

/** What was pressed on a message: it waits, or it has failed. */
export interface Press {
  readonly customId: string;
  failed: string | null;
}

export interface Pane {
  readonly key: number;
  as: string;
  place: Place;
  locale: string;
  attempts: Attempt[];
  modal: OpenModal | null;
  /** By message. */
  readonly presses: Map<string, Press>;
}

export interface KnownMessage {
  readonly shown: ShownMessage;
  /** Counted up as messages come; 0 for those that were there before the page. */
  readonly stamp: number;
}

export class Store {
  setting: Setting | null = null;
  /** Why the page cannot be shown. */
  fault: string | null = null;
  connected = false;
  panes: Pane[] = [];
  /** Where there is room for one alone. */
  front = 0;
  isNarrow = false;
  readonly messages = new Map<string, KnownMessage>();
  /** By user and message: what was dismissed. */
  readonly dismissed = new Set<string>();
  readonly #direct = new Map<string, string>();
  /** By user and place, the last stamp that was seen. */
  readonly #seen = new Map<string, number>();
  #stamp = 0;
  #key = 0;
  readonly #redraw: () => void;

  constructor(redraw: () => void) {
    this.#redraw = redraw;
  }

  /** Everything is changed through this. */
  change(how: () => void): void {
    how();
    const inSight = this.isNarrow ? this.panes.slice(this.front, this.front + 1) : this.panes;
    for (const { as, place } of inSight) this.#seen.set(`${as} ${place}`, this.#stamp);
    this.#redraw();
  }

  newKey(): number {
    this.#key += 1;
    return this.#key;
  }

  happened(happening: Happening): void {
    this.change(() => {
      switch (happening.kind) {
        case 'state': {
          const before = new Map(this.messages);
          const isFirst = !this.connected && before.size === 0;
          this.connected = true;
          this.messages.clear();
          for (const { id, recipientId } of happening.channels) this.#openChannel(id, recipientId);
          for (const shown of happening.messages) {
            const stamp = before.get(shown.message.id)?.stamp ?? (isFirst ? 0 : this.#nextStamp());
            this.messages.set(shown.message.id, { shown, stamp });
          }
          break;
        }
        case 'channel':
          this.#openChannel(happening.channel.id, happening.channel.recipientId);
          break;
        case 'message': {
          const { shown } = happening;
          const stamp = this.messages.get(shown.message.id)?.stamp ?? this.#nextStamp();
          this.messages.set(shown.message.id, { shown, stamp });
          break;
        }
        case 'gone':
          this.messages.delete(happening.messageId);
          break;
      }
    });
  }

  /** Null for direct messages that there are none of yet. */
  channelId(as: string, place: Place): string | null {
    if (place === 'direct') return this.#direct.get(as) ?? null;
    return this.setting?.channels[place] ?? null;
  }

  visible(as: string, place: Place): readonly KnownMessage[] {
    const channelId = this.channelId(as, place);
    return [...this.messages.values()].filter(
      ({ shown }) =>
        shown.channelId === channelId &&
        (shown.onlyFor === null || shown.onlyFor === as) &&
        !this.dismissed.has(`${as} ${shown.message.id}`),
    );
  }

  unread(as: string, place: Place): readonly KnownMessage[] {
    const seen = this.#seen.get(`${as} ${place}`) ?? 0;
    return this.visible(as, place).filter(({ stamp }) => stamp > seen);
  }

  #openChannel(id: string, recipientId: string | null): void {
    if (recipientId !== null) this.#direct.set(recipientId, id);
  }

  #nextStamp(): number {
    this.#stamp += 1;
    return this.#stamp;
  }
}
