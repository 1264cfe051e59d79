// Discord's marks of time in drawn messages, kept true while they are looked at.
import { time } from '../../time-mark.ts';

const TICK_MS = 1_000;

export function keepTime(): void {
  setInterval(() => {
    const now = new Date();
    for (const mark of document.querySelectorAll<HTMLElement>('discord-time[data-style="R"]')) {
      const locale = mark.closest<HTMLElement>('[lang]')?.lang ?? 'en-US';
      // The log around it is read out as it changes; this would be every second.
      mark.ariaLive = 'off';
      const words = time(Number(mark.dataset['at']), 'R', { now, locale });
      if (mark.textContent !== words) mark.textContent = words;
    }
  }, TICK_MS);
}

/** When a message was sent: as Discord says it above it. */
export function sentAt(timestamp: string, locale: string): string {
  const date = new Date(timestamp);
  const isToday = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    locale,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' },
  ).format(date);
}
