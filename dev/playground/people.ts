// Who can be in a pane: staff, newcomers without an account, the figures of the demonstration season, and everybody
// else whom the ladder knows.
import { newClient } from '../../scripts/database-target.ts';
import { demonstrationPlayers } from '../../scripts/seed/demonstration.ts';
import { MEMBER_PERMISSIONS } from '../signed-client.ts';
import type { Person } from './protocol.ts';

const MANAGE_GUILD = 0x20n;
const ALL_PERMISSIONS = 2_251_799_813_685_247n;
const STAFF_ID = '200000000000000098';
const FIRST_NEWCOMER_ID = 200_000_000_000_000_080n;
const NEWCOMERS = ['Fern', 'Gale', 'Hazel', 'Iris', 'Juniper', 'Kestrel'];
/** As many as a menu is still good for. */
const PLAYERS = 500;

const NOTES = {
  strong: 'at the top of the ladder',
  ordinary: 'in the middle of it',
  banned: 'banned for some days',
  withoutTerms: 'has not accepted the terms',
  withoutSetup: 'has accepted the terms, no more',
} as const satisfies Record<keyof typeof demonstrationPlayers, string>;

/** How Discord calls those who have not chosen a name on the ladder. */
const ACCOUNTS: Readonly<Record<string, string>> = { withoutTerms: 'Dune', withoutSetup: 'Ember' };

export async function peopleOf(url: string, ownerId: string): Promise<readonly Person[]> {
  const client = newClient(url);
  await client.connect();
  try {
    const { rows: players } = await client.query<{ id: string; name: string }>(
      `select id::text as id, name from players where name is not null order by name_key limit ${PLAYERS}`,
    );
    const { rows: admins } = await client.query<{ id: string; name: string | null }>(
      `select user_id::text as id, players.name from admins left join players on players.id = user_id order by granted_at`,
    );
    return together(ownerId, admins, players);
  } finally {
    await client.end();
  }
}

/** Makes one of the ladder's admins of a figure that is nobody: for a database that is for play alone. */
export async function appointStaff(url: string, ownerId: string): Promise<void> {
  const client = newClient(url);
  await client.connect();
  try {
    await client.query(
      'insert into admins (user_id, granted_by, granted_at) values ($1, $2, now()) on conflict do nothing',
      [STAFF_ID, ownerId],
    );
  } finally {
    await client.end();
  }
}

interface Known {
  readonly id: string;
  readonly name: string | null;
}

function together(ownerId: string, admins: readonly Known[], players: readonly Known[]): readonly Person[] {
  const member = String(MEMBER_PERMISSIONS);
  const all: Person[] = [
    {
      id: ownerId,
      name: 'Owner',
      kind: 'staff',
      note: 'may do everything',
      permissions: String(ALL_PERMISSIONS),
    },
    ...admins.map(
      ({ id, name }): Person => ({
        id,
        name: name ?? (id === STAFF_ID ? 'Sage' : `Admin ${id.slice(-4)}`),
        kind: 'staff',
        note: 'an admin of the ladder',
        permissions: String(MEMBER_PERMISSIONS | MANAGE_GUILD),
      }),
    ),
    ...NEWCOMERS.map(
      (name, index): Person => ({
        id: String(FIRST_NEWCOMER_ID + BigInt(index)),
        name,
        kind: 'newcomer',
        note: 'has just come to this server',
        permissions: member,
      }),
    ),
    ...Object.entries(demonstrationPlayers).map(
      ([key, { id, name }]): Person => ({
        id,
        name: name ?? ACCOUNTS[key] ?? id,
        kind: 'figure',
        note: NOTES[key as keyof typeof NOTES],
        permissions: member,
      }),
    ),
    ...players.map(
      ({ id, name }): Person => ({ id, name: name ?? id, kind: 'player', note: '', permissions: member }),
    ),
  ];
  const seen = new Set<string>();
  return all.filter(({ id }) => !seen.has(id) && seen.add(id));
}
