// The port of the Worker on this machine: where PORT says which, and where it does not.
import { Obstacle } from './obstacle.ts';

export const DEFAULT_PORT = 8787;

/** What PORT says; null where nothing is set. */
export function portIn({ PORT }: Readonly<Record<string, string | undefined>>): number | null {
  if (!PORT) return null;
  const port = Number(PORT);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Obstacle(`PORT=${PORT} is no port: it takes a number from 1 to 65535.`);
}
