// Stands for the usual Worker without a pool: one session for each request, one query on it.
import { Client } from 'pg';
import { clientConfig, send } from './client.ts';
import { type BenchVariables, profileEndpoint } from './profile-endpoint.ts';

export default profileEndpoint<BenchVariables>((variables) => async (query) => {
  const client = new Client(clientConfig(variables));
  await client.connect();
  try {
    return await send(client, query);
  } finally {
    await client.end();
  }
});
