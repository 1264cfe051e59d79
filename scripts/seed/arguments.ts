// What `npm run db:seed` is told on its command line.
import { parseArgs } from 'node:util';
import { Obstacle } from '../../dev/obstacle.ts';

export const USAGE =
  'usage: npm run db:seed -- --players N [--seed S] [--replace] [--env-file FILE] [--yes-into HOST]';

export interface Arguments {
  readonly players: number;
  readonly seed: number;
  readonly replace: boolean;
  readonly yesInto: string | undefined;
  readonly file: string | undefined;
}

/** Throws in one line what is wrong with them, and how it is done. */
export function readArguments(args: readonly string[]): Arguments {
  let values: {
    players?: string;
    seed?: string;
    replace?: boolean;
    'yes-into'?: string;
    'env-file'?: string;
  };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        players: { type: 'string' },
        seed: { type: 'string' },
        replace: { type: 'boolean' },
        'yes-into': { type: 'string' },
        'env-file': { type: 'string' },
      },
    }));
  } catch (cause) {
    throw new Obstacle(`${(cause as Error).message.split('\n')[0]} (${USAGE})`, { cause });
  }
  const players = wholeNumber(values.players);
  const chosen = wholeNumber(values.seed ?? '1');
  if (players === null || chosen === null) throw new Obstacle(USAGE);
  const { replace = false, 'yes-into': yesInto, 'env-file': file } = values;
  return { players, seed: chosen, replace, yesInto, file };
}

function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
