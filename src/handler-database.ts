// The database as the handler of an interaction has it: opened when it is first asked, and followed by the courier where
// a statement may have said something.
import type { Context } from './context.ts';
import type { Database, Meter } from './postgres/database.ts';

export interface HandlerDatabaseOptions {
  readonly open: () => Pick<Database, 'run'>;
  readonly meter: Meter;
  /** Whose interaction it is, is not expected any more. */
  readonly arrived: () => void;
  readonly wakeCourier: () => void;
}

export function handlerDatabase({
  open,
  meter,
  arrived,
  wakeCourier,
}: HandlerDatabaseOptions): Context['database'] {
  const run: Context['database']['run'] = (statement) => {
    arrived();
    return open().run(statement);
  };
  return {
    run,
    async announce(statement, hasSaid) {
      // Where no answer came, it may have run.
      let mayHaveSaid = true;
      try {
        const result = await run(statement);
        // What was sent again may have said it the first time.
        mayHaveSaid = meter.roundTrips > 1 || hasSaid(result);
        return result;
      } finally {
        if (mayHaveSaid) wakeCourier();
      }
    },
  };
}
