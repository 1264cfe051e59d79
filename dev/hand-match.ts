// How to play a match by hand: between a figure of the demonstration season and whoever of the other side is nearest to
// its rating, so that the next wave pairs them.
import { newClient } from '../scripts/database-target.ts';
import { demonstrationPlayers } from '../scripts/seed.ts';
import type { Game } from '../src/ladder/game.ts';

export interface HandMatch {
  readonly player: string;
  readonly own: string;
  readonly rival: string;
  readonly theirs: string;
}

/** Null where the database holds no such two. */
export async function handMatch(url: string, { factions, sidesBy }: Game): Promise<HandMatch | null> {
  const { ordinary } = demonstrationPlayers;
  const client = newClient(url);
  await client.connect();
  try {
    const sides = factions.map(({ id, side }) => (sidesBy === 'lot' ? null : [id, side]));
    const { rows } = await client.query<Omit<HandMatch, 'player'>>(
      `select own.faction as own, other.player_id::text as rival, other.faction as theirs
       from standings own
       join seasons on seasons.id = own.season_id and seasons.closed_at is null
       join standings other on other.season_id = own.season_id and other.player_id <> own.player_id
       join players on players.id = other.player_id and players.setup_completed_at is not null
         and players.terms_accepted_at is not null and players.banned_at is null
       where own.player_id = $1
         and ($2::jsonb ->> own.faction is null or $2::jsonb ->> own.faction <> $2::jsonb ->> other.faction)
       order by abs(own.rating - other.rating), other.player_id limit 1`,
      [ordinary.id, JSON.stringify(Object.fromEntries(sides.filter((side) => side !== null)))],
    );
    const [pair] = rows;
    return pair ? { player: ordinary.id, ...pair } : null;
  } finally {
    await client.end();
  }
}

/** The same for a terminal. */
export function handMatchInstructions(
  { player, own, rival, theirs }: HandMatch,
  factions: Game['factions'],
): string {
  const name = (faction: string) => factions.find(({ id }) => id === faction)?.name ?? faction;
  return `A match by hand, in two terminals; what the bot writes arrives at a Discord on this machine:
  npm run interact -- "/queue" --as ${player} --select "${name(own)}" --click Join --wait
  npm run interact -- "/queue" --as ${rival} --select "${name(theirs)}" --click Join --wait
  npm run interact -- --inbox --as ${player} --click Accept
  npm run interact -- --inbox --as ${rival} --click Accept     then "I won", "I lost" or Draw
`;
}
