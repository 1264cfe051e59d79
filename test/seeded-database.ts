// A database with a season in it, for a test that wants one. Each season is made once by each process of the tests and
// copied from then on, which takes a tenth of the time; what was copied goes with the run's server.
import { type SeedOptions, seed } from '../scripts/seed.ts';
import { createDatabase, type TestDatabase } from './database.ts';

const templates = new Map<string, Promise<string>>();

export async function seededDatabase({
  players,
  game,
}: Required<Pick<SeedOptions, 'players' | 'game'>>): Promise<TestDatabase> {
  // By its rules and not by its name: settings change them.
  const key = JSON.stringify([players, game]);
  let template = templates.get(key);
  if (!template) {
    template = seeded({ players, game });
    templates.set(key, template);
  }
  return createDatabase(await template);
}

async function seeded(season: SeedOptions): Promise<string> {
  const { name, url } = await createDatabase();
  await seed(url, season);
  return name;
}
