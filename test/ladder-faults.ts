// What the database finds wrong with itself. Asked after nearly every test: prepared, since to plan it takes twice as
// long as to answer it.
import type { Client } from 'pg';

export async function ladderFaults(client: Client): Promise<readonly unknown[]> {
  const { rows } = await client.query({ name: 'ladder_faults', text: 'select * from ladder_faults()' });
  return rows;
}
