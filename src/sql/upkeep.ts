// What the clock does to the ladder, and what an operator's check asks of the database.
import { integer, nullable, text } from '../postgres/column.ts';
import { defineStatement } from '../postgres/statement.ts';

/** Takes the rank from standings not played for too long; gives how many lost it. */
export const unrankIdle = defineStatement({
  name: 'standings.unrank-idle',
  text: 'select unrank_idle($1)',
  // Sent twice, it finds fewer the second time.
  resend: true,
  columns: { unranked: integer },
  parameters: (now: Date) => [now.toISOString()],
  result: (rows) => rows[0]?.unranked ?? 0,
});

/** Takes out what was said, or could not be, before then; gives how many rows went. */
export const forgetAnnouncements = defineStatement({
  name: 'outbox.forget',
  text: 'select outbox_forget($1)',
  resend: true,
  columns: { forgotten: integer },
  parameters: (before: Date) => [before.toISOString()],
  result: (rows) => rows[0]?.forgotten ?? 0,
});

/** The newest migration that the database has; null for a database without any. */
export const schemaVersion = defineStatement({
  name: 'schema.version',
  text: 'select max(version)::text from schema_migrations',
  resend: true,
  columns: { version: nullable(text) },
  parameters: () => [],
  result: (rows) => rows[0]?.version ?? null,
});
