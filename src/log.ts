// Structured log lines: one JSON object each, which Workers Logs indexes by field. Debug lines are for
// development; production turns them off before they are built.

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface Log {
  readonly debugging: boolean;
  write(level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>): void;
}

const SINKS = { debug: console.debug, info: console.info, warn: console.warn, error: console.error } as const;

export function jsonLog({ debugging }: { debugging: boolean }): Log {
  return {
    debugging,
    write(level, event, fields) {
      if (level === 'debug' && !debugging) return;
      // What names the line is put before its fields as text: a copy of them all, made to be written once, costs more.
      const rest = fields === undefined ? '}' : JSON.stringify(fields).slice(1);
      SINKS[level](`{"level":"${level}","event":"${event}"${rest === '}' ? '' : ','}${rest}`);
    },
  };
}
