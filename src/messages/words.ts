// Small pieces of text that several messages need.

/** Whole numbers as the reader's language groups them. */
export function wholeNumber(value: number, locale: string): string {
  return formatOf(locale).format(value);
}

/** Discord shows it in each reader's own time zone: `R` as "2 hours ago", `f` as a date with its time. */
export function timestamp(at: Date, style: 'R' | 'f'): string {
  return `<t:${Math.floor(at.getTime() / 1000)}:${style}>`;
}

// Making one costs a hundred times what using it does.
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string): Intl.NumberFormat {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    formats.set(locale, format);
  }
  return format;
}
