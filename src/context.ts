// What a handler receives besides its interaction. Made per interaction from things made once per isolate.
import type { MessageReply } from './discord/response.ts';
import type { Game } from './ladder/game.ts';
import type { Refusal } from './ladder/refusal.ts';
import type { Statement } from './postgres/statement.ts';

export interface Context {
  readonly database: {
    /** One round trip. Rejects with a DatabaseFailure, which is caught where the interaction is answered. */
    run<Result>(statement: Statement<Result>): Promise<Result>;
    /**
     * The same for one that may have said something (see the outbox): where its result tells that it has, the courier is
     * woken, and not waited for.
     */
    announce<Result>(statement: Statement<Result>, hasSaid: (result: Result) => boolean): Promise<Result>;
  };
  /** Somebody waits: the matchmaker is told to come to the next wave, and not waited for. */
  readonly wakeMatchmaker: () => void;
  /** The Discord user who owns the installation; null: nobody does. */
  readonly ownerId: string | null;
  readonly game: Game;
  readonly now: Date;
  /** Says no in words, and notes the reason for the log. */
  readonly refuse: (refusal: Refusal) => MessageReply;
  /** Every command of this installation, for those that list them. */
  readonly commands: readonly ListedCommand[];
}

/** What can be told of a command without calling it. */
export interface ListedCommand {
  /** As it is typed: `/leaderboard [page]`. */
  readonly usage: string;
  /** In the reader's language. */
  readonly description: (locale: string) => string;
  /** Discord's bits of who sees it in a server; null for everyone. */
  readonly permissions: bigint | null;
}
