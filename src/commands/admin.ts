// /admin: what staff look at and what they change. Who is staff is checked in each statement, whatever Discord shows:
// it shows the command to members who may manage the server. Those are who usually runs a ladder; administrators alone
// would be too few, and an admin of the ladder who is neither finds it in the bot's direct messages, or is given it in
// the server's settings (Integrations).
import type { Context } from '../context.ts';
import type { Command } from '../discord/command.ts';
import type { Game } from '../ladder/game.ts';
import { described } from '../messages/languages/index.ts';
import { aborts } from './admin/aborts.ts';
import { cancel, confirm } from './admin/asking.ts';
import { ban, unban } from './admin/bans.ts';
import { exportSeason } from './admin/export.ts';
import { forget } from './admin/forgetting.ts';
import { lookMatch } from './admin/look-match.ts';
import { lookPlayer } from './admin/look-player.ts';
import { resolve, settle, voidMatch } from './admin/matches.ts';
import { clearQueue, dequeue } from './admin/queue.ts';
import { adjust } from './admin/ratings.ts';
import { chooseMaps, season } from './admin/seasons.ts';
import { snapshot } from './admin/snapshot.ts';

const MANAGE_GUILD = 32n;

export const admin = (game: Game): Command<Context> => ({
  name: 'admin',
  ...described((words) => words.staffCommands.admin),
  defaultMemberPermissions: MANAGE_GUILD,
  contexts: ['guild', 'direct'],
  subcommands: [
    snapshot,
    lookPlayer,
    lookMatch,
    resolve,
    voidMatch,
    adjust(game),
    ban,
    unban,
    dequeue,
    clearQueue,
    aborts(game),
    forget,
    season,
    exportSeason,
  ],
  components: { confirm, cancel, settle, maps: chooseMaps },
});
