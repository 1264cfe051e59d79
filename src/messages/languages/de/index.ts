// Every word a player reads, in German.
import type { Words } from '../en/index.ts';
import { announcement } from './announcement.ts';
import { commands } from './commands.ts';
import { country } from './country.ts';
import { dispute } from './dispute.ts';
import { failure } from './failure.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { leaderboard } from './leaderboard.ts';
import { match } from './match.ts';
import { picture } from './picture.ts';
import { profile } from './profile.ts';
import { prune } from './prune.ts';
import { queue } from './queue.ts';
import { refusal } from './refusal.ts';
import { regions } from './regions.ts';
import { setcountry } from './setcountry.ts';
import { setup } from './setup.ts';
import { staff } from './staff.ts';
import { staffCommands } from './staff-commands.ts';
import { staffLook } from './staff-look.ts';
import { staffRefusal } from './staff-refusal.ts';
import { terms } from './terms.ts';
import { versus } from './versus.ts';

export const de: Words = {
  announcement,
  commands,
  country,
  dispute,
  failure,
  help,
  history,
  leaderboard,
  match,
  picture,
  profile,
  prune,
  queue,
  refusal,
  regions,
  setcountry,
  setup,
  terms,
  versus,
  staff,
  staffCommands,
  staffLook,
  staffRefusal,
};
