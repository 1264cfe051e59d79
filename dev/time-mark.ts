// Discord's marks of time (<t:1795435200:R>) in a reader's words: one wording for the terminal and for pictures.

export interface Reader {
  readonly now: Date;
  readonly locale: string;
}

const TIME_FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** The style is Discord's letter; without one it is `f`. */
export function time(seconds: number, style: string, { now, locale }: Reader): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}>`;
  if (style === 'R') return relativeTime(seconds - now.getTime() / 1000, locale);
  return new Intl.DateTimeFormat(locale, TIME_FORMATS[style || 'f']).format(date);
}

/** Negative is past. */
function relativeTime(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
