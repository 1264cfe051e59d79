// A session with the server of the tests, for a file that asks it what it is asked; ended after its tests.
import { afterAll, beforeAll, inject } from 'vitest';
import { readDatabaseAddress } from '../../src/postgres/address.ts';
import type { Connection } from '../../src/postgres/connection.ts';
import { openSession } from '../../src/postgres/session.ts';

/** Gives it once its tests run. */
export function ownSession(): () => Connection {
  let session: Connection | undefined;
  beforeAll(async () => {
    const address = readDatabaseAddress(inject('postgresUrl'));
    if (typeof address === 'string') throw new Error(address);
    session = await openSession({ address, stream: undefined, onBroken: () => {} });
  });
  afterAll(() => session?.close());
  return () => {
    if (session === undefined) throw new Error('there is a session while tests run');
    return session;
  };
}
