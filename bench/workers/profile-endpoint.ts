// This project's own path from the signed request to /profile's message, with another way to the database: so that
// the rows of the benchmark differ in that way alone.
import { packedRow } from '../../dev/packed-row.ts';
import { commandsFor, listed } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { dispatcher } from '../../src/discord/dispatch.ts';
import { endpoint } from '../../src/discord/endpoint.ts';
import type { Reply } from '../../src/discord/response.ts';
import { verifier } from '../../src/discord/verify.ts';
import { games } from '../../src/games/index.ts';
import { unknownReply } from '../../src/messages/failure.ts';
import { refusalMessage } from '../../src/messages/refusal.ts';
import type { Query } from '../../src/postgres/statement.ts';

export interface BenchVariables {
  readonly DATABASE_URL: string;
  /** `true` where the link ends in TLS. */
  readonly DATABASE_TLS: string;
  readonly DISCORD_PUBLIC_KEY: string;
}

/** A row, as pg gives it. */
export type Columns = readonly (string | null)[];
export type SendQuery = (query: Query) => Promise<readonly Columns[]>;

/** `open` gives one request its way to the database. */
export function profileEndpoint<Variables extends BenchVariables>(
  open: (variables: Variables, userId: string) => Promise<SendQuery> | SendQuery,
): { fetch(request: Request, variables: Variables): Promise<Response> } {
  const [game] = games;
  const commands = commandsFor(game);
  const listedCommands = listed(commands);
  const dispatch = dispatcher(commands, { unknownReply: ({ locale }) => unknownReply(locale) });
  let interactions: ReturnType<typeof endpoint<Variables>> | undefined;

  return {
    fetch(request, variables) {
      interactions ??= endpoint<Variables>({
        verify: verifier(variables.DISCORD_PUBLIC_KEY),
        unknownReply: () => unknownReply('en-US'),
        async respond(interaction, own): Promise<Reply> {
          const send = await open(own, interaction.user.id);
          const run: Context['database']['run'] = async ({ decode, ...query }) =>
            decode((await send(query)).map(packedRow));
          const context: Context = {
            database: { run, announce: run },
            wakeMatchmaker: () => {},
            ownerId: null,
            game,
            now: new Date(),
            commands: listedCommands,
            refuse: (refusal) => refusalMessage(refusal, interaction.locale),
          };
          return dispatch(interaction).run(context);
        },
      });
      return interactions(request, variables);
    },
  };
}
