// Signed interactions by many users, ready to be sent: signing is Discord's work, and not measured.
import type { KeyObject } from 'node:crypto';
import {
  commandInteraction,
  componentInteraction,
  type Sender,
  type SentInteraction,
  type SentMessage,
  signedRequest,
} from '../dev/signed-client.ts';
import { httpRequest } from './generator.ts';
import type { Database } from './stage.ts';

const USERS = 1_000;

/** Players who may act and have played, the same ones for the same seed. */
export async function activePlayers(database: Database): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(`
    select player.id from players player
    where player_guard(player, now()) is null
      and exists (select from standings where player_id = player.id and ranked)
    order by md5(player.id::text) limit ${USERS}`);
  return rows.map(({ id }) => id);
}

export function commandRequests(key: KeyObject, users: readonly string[], name: string): readonly string[] {
  return users.map((id) => httpRequest('/interactions', signed(key, commandInteraction({ id }, name))));
}

/** Clicks by each user on a message that carries the component. */
export function componentRequests(
  key: KeyObject,
  users: readonly string[],
  customId: string,
  data: SentMessage['data'],
): readonly string[] {
  return users.map((id) => {
    const sender: Sender = { id };
    const asked = commandInteraction(sender, 'leaderboard');
    const message: SentMessage = {
      id: asked.id,
      data,
      answers: { id: asked.id, userId: id, command: 'leaderboard' },
    };
    return httpRequest('/interactions', signed(key, componentInteraction(sender, message, { customId })));
  });
}

export function signed(key: KeyObject, interaction: SentInteraction): ReturnType<typeof signedRequest> {
  return signedRequest(key, JSON.stringify(interaction));
}
