// A table as a file in a message.
import { csvText } from '../csv.ts';
import type { AttachedFile } from '../discord/multipart.ts';

/** Without it, some spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

export function csvFile(
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): AttachedFile {
  return {
    name,
    type: 'text/csv; charset=utf-8',
    bytes: new Uint8Array(new TextEncoder().encode(BYTE_ORDER_MARK + csvText(header, rows))),
  };
}
