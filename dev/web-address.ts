// Where a Worker is reached, as somebody types it.
import { Obstacle } from './obstacle.ts';

/** What `--url` was given, if that leads to the web: `localhost:8787` reads as a scheme that is named localhost. */
export function webAddress(typed: string): string {
  if (/^https?:$/.test(URL.parse(typed)?.protocol ?? '')) return typed;
  throw new Obstacle(`--url takes an address such as http://127.0.0.1:8787, not "${typed}"`);
}
