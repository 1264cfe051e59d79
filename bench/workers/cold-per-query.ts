// Stands for the bot that this project replaces: each query opens a session of its own, and /profile makes two, who
// the player is and then the profile.
import { Client } from 'pg';
import type { Query } from '../../src/postgres/statement.ts';
import { clientConfig, send } from './client.ts';
import { type BenchVariables, profileEndpoint } from './profile-endpoint.ts';

const WHO = 'select terms_accepted_at, setup_completed_at, banned_until from players where id = $1';

export default profileEndpoint<BenchVariables>((variables, userId) => {
  async function once(query: Query) {
    const client = new Client(clientConfig(variables));
    await client.connect();
    try {
      return await send(client, query);
    } finally {
      await client.end();
    }
  }
  return async (query) => {
    await once({ name: '', text: WHO, parameters: [userId], resend: true });
    return once(query);
  };
});
