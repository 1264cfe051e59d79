// How long a ban lasts, as staff type it: 90m, 1h, 3d, 2w, or several of them, as in 1d 12h.

const UNIT_SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: 86_400, w: 604_800 };
/** Ten years: more is without an end. */
const MOST_SECONDS = 10 * 365 * 86_400;

/** In seconds; undefined for what is no length of time. */
export function banSeconds(typed: string): number | undefined {
  const parts = typed.toLowerCase().replaceAll(/\s+/g, '');
  if (!/^(?:\d{1,5}[mhdw])+$/.test(parts)) return undefined;
  const seconds = [...parts.matchAll(/(\d+)([mhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 0),
    0,
  );
  return seconds > 0 && seconds <= MOST_SECONDS ? seconds : undefined;
}
