// Linux's folder in memory, where it is roomy. A database is some three hundred files, and a run of the tests makes
// thousands more: on a disk, making and removing them is most of what they cost.
import { statfsSync } from 'node:fs';
import { availableMemory } from 'node:process';

/** A few times of what a run of the tests has ever held at once. */
const NEEDED_BYTES = 4 * 1024 ** 3;

export function memoryFolder(): string | null {
  const folder = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(folder);
    return Math.min(bavail * bsize, availableMemory()) >= NEEDED_BYTES ? folder : null;
  } catch {
    return null;
  }
}
