// What wrangler and the Worker write, made readable: the Worker's JSON lines as one short line each (as they are where a
// program reads them), wrangler's warnings and errors as they are, its banners and requests not at all.
import { stripVTControlCharacters, styleText } from 'node:util';

export interface OutputFilter {
  /** Takes one line; returns what to print, or null. */
  line(text: string): string | null;
}

/** Nothing about them can be done, or `npm start` does it already. */
const KNOWN_WARNINGS = [
  /Request\.cf/,
  /workers\.cloudflare\.com/,
  /Scheduled Workers are not automatically triggered/,
  /newer version/,
];

export interface OutputSettings {
  readonly verbose: boolean;
  /** For a program to read: log lines stay JSON. */
  readonly json?: boolean;
}

export function outputFilter({ verbose, json = false }: OutputSettings): OutputFilter {
  // A warning's further lines are indented below it, or blank.
  let within: 'nothing' | 'shown' | 'hidden' = 'nothing';
  return {
    line(raw) {
      const text = stripVTControlCharacters(raw).trimEnd();
      const log = parseLog(text);
      if (log) {
        within = 'nothing';
        if (log['level'] === 'debug' && !verbose) return null;
        return json ? text : logLine(log);
      }
      if (/^\s*[▲✘X]\s*\[(WARNING|ERROR)\]|^\[wrangler:(warn|error)\]|^\s*\S*(Error|error):/.test(text)) {
        within = KNOWN_WARNINGS.some((known) => known.test(text)) ? 'hidden' : 'shown';
        return within === 'shown' ? text : null;
      }
      if (within !== 'nothing' && (text === '' || /^\s/.test(text))) {
        return within === 'shown' && text !== '' ? text : null;
      }
      within = 'nothing';
      return verbose && text !== '' ? styleText('dim', text) : null;
    },
  };
}

type LogFields = Readonly<Record<string, unknown>>;

function parseLog(text: string): LogFields | null {
  if (!text.startsWith('{"level":')) return null;
  try {
    return JSON.parse(text) as LogFields;
  } catch {
    return null;
  }
}

const LEVEL_STYLES = { debug: 'dim', info: 'reset', warn: 'yellow', error: 'red' } as const;

function logLine({ level, event, ...fields }: LogFields): string {
  const style = level === 'debug' || level === 'warn' || level === 'error' ? LEVEL_STYLES[level] : 'reset';
  // The id finds an interaction in a log of many; here it would only push the rest aside.
  const hidden = event === 'interaction' && level === 'info' ? 'interaction' : '';
  const shown = Object.entries(fields)
    .filter(([name, value]) => name !== hidden && value !== null && value !== false && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return styleText(style, [`  ${String(event)}`, ...shown].join('  '));
}
