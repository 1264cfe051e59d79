// BEGIN, the work, COMMIT; ROLLBACK when the work throws, or a statement of it has failed. The lease itself is the
// caller's to give back.
import type { Lease } from './database.ts';
import { defineStatement } from './statement.ts';

const command = (text: string) =>
  defineStatement({ name: text, text, resend: false, columns: {}, parameters: () => [], result: () => null });

const begin = command('begin');
const commit = command('commit');
const rollback = command('rollback');

export async function transaction<Result>(
  lease: Lease,
  work: (lease: Lease) => Promise<Result>,
): Promise<Result> {
  await lease.run(begin());
  let result: Result;
  let failure: unknown = null;
  const run: Lease['run'] = (statement) =>
    lease.run(statement).catch((error) => {
      failure ??= error;
      throw error;
    });
  try {
    result = await work({ run });
    // PostgreSQL would take COMMIT for ROLLBACK now, and answer it as if all were done.
    if (failure !== null) throw failure;
  } catch (error) {
    // The borrower's error is the one to tell; a rollback that fails ends the connection when it comes back.
    await lease.run(rollback()).catch(() => undefined);
    throw error;
  }
  await lease.run(commit());
  return result;
}
