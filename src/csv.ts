// A table as comma-separated values (RFC 4180), for whatever opens such files: cells that a spreadsheet would run are
// made text, by an apostrophe before them.

export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string): string {
  // A formula begins so; a number may begin with a minus.
  const safe = /^[=+@\t\r\n]|^-(?!\d+$)/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
