// The playground of a running ladder: what its page has to know, put together from the ladder's game, its database and
// the Discord of this machine.
import { commandsFor } from '../../src/commands/index.ts';
import { registrationData } from '../../src/discord/registration.ts';
import type { Game } from '../../src/ladder/game.ts';
import type { DevelopmentKey } from '../development-key.ts';
import { handMatch } from '../hand-match.ts';
import type { LocalDiscord } from '../local-discord.ts';
import { DEVELOPMENT_APPLICATION_ID } from '../variables.ts';
import { peopleOf } from './people.ts';
import type { HandPair, Setting } from './protocol.ts';
import { type Playground, playground } from './server.ts';

export interface LadderAtHand {
  readonly discord: LocalDiscord;
  readonly game: Game;
  readonly databaseUrl: string;
  readonly workerUrl: () => string;
  readonly key: DevelopmentKey;
  readonly applicationId?: string | undefined;
  /** As long as Discord waits for an answer unless told. */
  readonly limitMs?: number;
}

export function openPlayground(ladder: LadderAtHand): Promise<Playground> {
  const { discord, game, databaseUrl, workerUrl, key, limitMs } = ladder;
  const applicationId = ladder.applicationId || DEVELOPMENT_APPLICATION_ID;
  const commands = registrationData(commandsFor(game));
  return playground({
    discord: discord.server,
    applicationId,
    workerUrl,
    key: key.privateKey,
    ...(limitMs !== undefined && { limitMs }),
    async setting(): Promise<Setting> {
      return {
        bot: { id: applicationId, name: 'Edge Ladder' },
        people: await peopleOf(databaseUrl, discord.ownerId),
        channels: discord.channels,
        commands,
        pair: await pairOf(databaseUrl, game),
      };
    },
  });
}

async function pairOf(url: string, game: Game): Promise<HandPair | null> {
  const found = await handMatch(url, game);
  if (found === null) return null;
  const name = (faction: string) => game.factions.find(({ id }) => id === faction)?.name ?? faction;
  return { ids: [found.player, found.rival], factions: [name(found.own), name(found.theirs)] };
}
