// Stands for what the replaced bot's plan proposed: a pool made at the start, each connection lent to one borrower
// at a time, one statement each. In a Durable Object, because only there connections outlive a request.
import { Pool } from 'pg';
import type { Query } from '../../src/postgres/statement.ts';
import { clientConfig, send } from './client.ts';
import { type BenchVariables, type Columns, profileEndpoint } from './profile-endpoint.ts';

const CONNECTIONS = 5;

interface Variables extends BenchVariables {
  readonly CONNECTION_POOL: {
    getByName(name: string): { fetch(url: string, init: RequestInit): Promise<Response> };
  };
}

/** Asked by fetch, not by a method call: that needs no base class of the runtime's. */
export class ConnectionPool {
  readonly #pool: Pool;

  constructor(_state: unknown, variables: Variables) {
    this.#pool = new Pool({
      ...clientConfig(variables),
      max: CONNECTIONS,
      min: CONNECTIONS,
      idleTimeoutMillis: 0,
    });
    this.#pool.on('error', () => {});
  }

  async fetch(request: Request): Promise<Response> {
    const query = (await request.json()) as Query;
    return Response.json(await send(this.#pool, query));
  }
}

export default profileEndpoint<Variables>(({ CONNECTION_POOL }) => async (query) => {
  const response = await CONNECTION_POOL.getByName('pool').fetch('http://pool/', {
    method: 'POST',
    body: JSON.stringify(query),
  });
  return (await response.json()) as readonly Columns[];
});
