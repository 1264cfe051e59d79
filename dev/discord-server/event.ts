// What happens at Discord that someone might watch: for tests that wait for it, and pages that show it live.
import type { KeptChannel } from './channels.ts';
import type { KeptMessage } from './message.ts';

export type DiscordEvent =
  | { readonly kind: 'channel-opened'; readonly channel: KeptChannel }
  | {
      readonly kind: 'message-created' | 'message-edited' | 'message-deleted';
      readonly channel: KeptChannel;
      readonly message: KeptMessage;
    }
  | { readonly kind: 'commands-registered'; readonly guildId: string | null };

export type Watcher = (event: DiscordEvent) => void;

export interface Watchers {
  /** Returns its own end. */
  add(watcher: Watcher): () => void;
  tell(event: DiscordEvent): void;
}

export function watchers(): Watchers {
  const all = new Set<Watcher>();
  return {
    add(watcher) {
      // A function given twice is told twice, and each of its ends ends one.
      const own: Watcher = (event) => watcher(event);
      all.add(own);
      return () => all.delete(own);
    },
    tell(event) {
      for (const watcher of [...all]) watcher(event);
    },
  };
}
