import { afterEach, expect, inject, test } from 'vitest';
import { newClient } from '../../scripts/database-target.ts';

afterEach(() => {
  delete process.env['PGSSLMODE'];
});

// As when a start is stopped while it fills in its season: an error that nobody listens for would end the process.
test('a server that goes away fails what is asked of it, and nothing else', async () => {
  const [client, operator] = [newClient(inject('postgresUrl')), newClient(inject('postgresUrl'))];
  await Promise.all([client.connect(), operator.connect()]);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const asked = expect(client.query('select pg_sleep(60)')).rejects.toThrow(/terminat/);
  await operator.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await asked;
  await expect(client.query('select 1')).rejects.toThrow();
  await Promise.all([client.end(), operator.end()]);
});

test('the way is that of the URL, whatever PGSSLMODE says', async () => {
  process.env['PGSSLMODE'] = 'require';
  const client = newClient(inject('postgresUrl'));
  await client.connect();
  await client.end();
});
