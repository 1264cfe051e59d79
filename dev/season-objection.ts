// Whether `npm start` may fill in a demonstration season: in development, where nobody has begun a ladder, on this
// machine. Another machine's database is given players only by a command that names it.
import { newClient, readAddress } from '../scripts/database-target.ts';
import { isUntouched } from '../scripts/seed.ts';
import { isLoopback } from '../src/postgres/address.ts';

/** Why figures that nobody is must not be among the players there; null where they may. */
export async function seasonObjection(
  environment: string | undefined,
  url: string,
  players: number,
  untouched = isUntouchedAt,
): Promise<string | null> {
  if (environment !== 'development') return `ENVIRONMENT is ${environment}`;
  if (!(await untouched(url))) return 'the database holds players or seasons already';
  const { host } = readAddress(url);
  if (isLoopback(host)) return null;
  return `the database of ${host} is empty, and not of this machine. npm run db:seed -- --players ${players} --yes-into ${host} fills it`;
}

async function isUntouchedAt(url: string): Promise<boolean> {
  const client = newClient(url);
  await client.connect();
  try {
    return await isUntouched(client);
  } finally {
    await client.end();
  }
}
