// Whether a data folder can be worked on. Nothing is deleted: what is no database is moved aside and named, what is
// another version's or another user's stays where it is.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Obstacle } from '../obstacle.ts';

/** The version of the programs; a data folder belongs to one. */
const MAJOR_VERSION = 18;

/** Leaves a folder that can be worked on, or none. */
export function setAsideUnusable(folder: string, report: (line: string) => void): void {
  if (!existsSync(folder)) return;
  let version: string | null;
  try {
    version = existsSync(join(folder, 'global', 'pg_control'))
      ? readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
      : null;
    if (version === null && readdirSync(folder).length === 0) {
      rmSync(folder, { recursive: true });
      return;
    }
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code;
    if (reason !== 'EACCES' && reason !== 'EPERM') throw cause;
    const message = `${folder} belongs to another user: run this as that user, or move the folder away to begin anew.`;
    throw new Obstacle(message, { cause });
  }
  if (version === null) {
    const aside = `${folder}.unusable-${Math.trunc(statSync(folder).mtimeMs)}`;
    renameSync(folder, aside);
    report(`${folder} was not a whole database: moved to ${aside}, beginning anew`);
  } else if (version !== String(MAJOR_VERSION)) {
    throw new Obstacle(
      `${folder} was made by PostgreSQL ${version}, this is ${MAJOR_VERSION}: move it away to begin anew (mv ${folder} ${folder}-${version}).`,
    );
  }
}
