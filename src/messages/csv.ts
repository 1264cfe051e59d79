// A table as a CSV file (RFC 4180), for whatever opens such files: cells that a spreadsheet would run are made text.
import type { AttachedFile } from '../discord/multipart.ts';

/** Without it, some spreadsheets take UTF-8 for something else. */
const BYTE_ORDER_MARK = '\ufeff';

export function csvFile(
  name: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): AttachedFile {
  const lines = [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`);
  return {
    name,
    type: 'text/csv; charset=utf-8',
    bytes: new Uint8Array(new TextEncoder().encode(BYTE_ORDER_MARK + lines.join(''))),
  };
}

function cell(value: string): string {
  // A formula begins so; a number may begin with a minus.
  const safe = /^[=+@\t\r]|^-(?!\d+$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
