// /help on slash-create, answering the text it is given, which is read once as a constant would be.
import { CloudflareWorkerServer, type CommandContext, SlashCommand, SlashCreator } from 'slash-create/web';

interface Variables {
  readonly DISCORD_PUBLIC_KEY: string;
  readonly DISCORD_APPLICATION_ID: string;
  readonly HELP: string;
}

class Help extends SlashCommand {
  readonly #help: Parameters<CommandContext['send']>[0];

  constructor(creator: SlashCreator, help: string) {
    super(creator, { name: 'help', description: 'What this bot can do, and how to begin' });
    this.#help = { ...JSON.parse(help), ephemeral: true };
  }

  override async run(context: CommandContext) {
    await context.send(this.#help);
  }
}

let server: CloudflareWorkerServer | undefined;

export default {
  fetch(request: Request, variables: Variables, context: object): Promise<Response> {
    server ??= make(variables);
    return server.fetch(request, variables, context);
  },
};

function make({ DISCORD_PUBLIC_KEY, DISCORD_APPLICATION_ID, HELP }: Variables): CloudflareWorkerServer {
  const made = new CloudflareWorkerServer();
  const creator = new SlashCreator({
    applicationID: DISCORD_APPLICATION_ID,
    publicKey: DISCORD_PUBLIC_KEY,
    client: null,
  });
  creator.withServer(made);
  creator.registerCommand(new Help(creator, HELP));
  return made;
}
