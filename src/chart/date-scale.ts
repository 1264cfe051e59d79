// Where a scale of time has its marks: on full hours, days, Mondays, firsts of months or years, whichever are as close
// together as there is room for. All in UTC, so that everybody sees the same picture.

export type DateUnit = 'hour' | 'day' | 'month' | 'year';

export interface DateTick {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it is the beginning of, and so what of its date is worth saying. */
  readonly unit: DateUnit;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-05. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** Even steps, from the shortest; a week is seven days from Monday. */
const EVEN_STEPS = [
  { ms: HOUR_MS, unit: 'hour', origin: 0 },
  { ms: 3 * HOUR_MS, unit: 'hour', origin: 0 },
  { ms: 6 * HOUR_MS, unit: 'hour', origin: 0 },
  { ms: 12 * HOUR_MS, unit: 'hour', origin: 0 },
  { ms: DAY_MS, unit: 'day', origin: 0 },
  { ms: 2 * DAY_MS, unit: 'day', origin: 0 },
  { ms: 7 * DAY_MS, unit: 'day', origin: FIRST_MONDAY_MS },
  { ms: 14 * DAY_MS, unit: 'day', origin: FIRST_MONDAY_MS },
] as const;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200];

/** At most `most` ticks, which is at least 1, from one moment to another, both included. */
export function dateTicks(from: number, to: number, most: number): readonly DateTick[] {
  for (const { ms, unit, origin } of EVEN_STEPS) {
    const first = Math.ceil((from - origin) / ms);
    const last = Math.floor((to - origin) / ms);
    if (last - first + 1 > most) continue;
    return Array.from({ length: last - first + 1 }, (_, place) => {
      const at = origin + (first + place) * ms;
      return { at, unit: at % DAY_MS === 0 ? 'day' : unit };
    });
  }
  for (const step of MONTH_STEPS) {
    const ticks = monthTicks(from, to, step, most + 1);
    if (ticks.length <= most) return ticks;
  }
  return [];
}

/** No more than `most`: whoever asks for fewer has seen enough. */
function monthTicks(from: number, to: number, step: number, most: number): readonly DateTick[] {
  const start = new Date(from);
  const ticks: DateTick[] = [];
  let month = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step;
  for (; ticks.length < most; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12);
    if (at > to) break;
    if (at >= from) ticks.push({ at, unit: step % 12 === 0 ? 'year' : 'month' });
  }
  return ticks;
}

/** In digits alone, in the order of the reader's language, so that any font has it: `18:00 UTC`, `11/25`, `2026-11`, `2026`. */
export function dateLabel({ at, unit }: DateTick, locale: string): string {
  const iso = new Date(at).toISOString();
  if (unit === 'hour') return `${iso.slice(11, 16)} UTC`;
  if (unit === 'month') return iso.slice(0, 7);
  if (unit === 'year') return iso.slice(0, 4);
  const [month, day] = [Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  return DAYS[dateOrder(locale)](month, day);
}

const DAYS = {
  dots: (month: number, day: number) => `${day}.${month}.`,
  month: (month: number, day: number) => `${month}/${day}`,
  day: (month: number, day: number) => `${day}/${month}`,
};

/** All that a locale decides about a date: what comes first, or that there are dots. */
export function dateOrder(locale: string): keyof typeof DAYS {
  if (WITH_DOTS.has(locale)) return 'dots';
  return MONTH_FIRST.has(locale) ? 'month' : 'day';
}

// Of Discord's locales. `Intl` knows them too, and takes longer to begin with dates than a whole picture.
const MONTH_FIRST = new Set(['en-US', 'hu', 'ja', 'ko', 'lt', 'zh-CN', 'zh-TW']);
const WITH_DOTS = new Set(['bg', 'cs', 'da', 'de', 'fi', 'hr', 'no', 'pl', 'ro', 'ru', 'tr', 'uk']);
