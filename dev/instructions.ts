// What `npm start` says once all is running: how to try it, as far as these settings let it be tried from here.
import { demonstrationPlayers } from '../scripts/seed.ts';

export interface Running {
  readonly port: number;
  readonly isDevelopment: boolean;
  /** A Discord of this machine runs, which the playground shows. */
  readonly plays: boolean;
  /** The Worker answers what this checkout's own key signs. */
  readonly signs: boolean;
  /** How two play a match from a terminal; null where no two can. */
  readonly byHand: string | null;
}

export function instructions({ port, isDevelopment, plays, signs, byHand }: Running): string {
  const { strong, ordinary, withoutTerms } = demonstrationPlayers;
  const playground = `
  Play it in a browser, both sides of a match and staff:  http://localhost:${port}/playground`;
  const browser = `${plays && signs ? playground : ''}
  The ladder's own pages:                                 http://localhost:${port}
`;
  const terminal = `Try it, in another terminal:
  npm run interact -- "/profile" --as ${strong.id}
  npm run interact -- "/leaderboard" --as ${ordinary.id} --click Next
  npm run interact -- "/profile" --as ${withoutTerms.id}
${byHand === null ? '' : `\n${byHand}`}`;
  const foreign = `Try it with interactions that the owner of DISCORD_PUBLIC_KEY signs: POST http://127.0.0.1:${port}/interactions
npm run interact signs with a key of this folder's own: to use it, empty DISCORD_PUBLIC_KEY and start again.
`;
  return `
Edge Ladder runs at http://127.0.0.1:${port}. Ctrl-C stops it; the data is kept.
${isDevelopment ? browser : ''}
${signs ? terminal : foreign}`;
}
