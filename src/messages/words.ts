// Small pieces of text that several messages need.

/** Whole numbers as the reader's language groups them. */
export function wholeNumber(value: number, locale: string): string {
  return formatOf(locale, 'decimal').format(value);
}

/** A change: +17, -3, 0. */
export function signed(value: number, locale: string): string {
  return formatOf(locale, 'signed').format(value);
}

/** A share of one, without decimals: 0.6 is "60%" in English and "60 %" in German. */
export function percent(share: number, locale: string): string {
  return formatOf(locale, 'percent').format(share);
}

/** Discord shows it in each reader's own time zone: `R` as "2 hours ago", `f` as a date with its time. */
export function timestamp(at: Date, style: 'R' | 'f'): string {
  return `<t:${Math.floor(at.getTime() / 1000)}:${style}>`;
}

const STYLES = {
  decimal: { maximumFractionDigits: 0 },
  signed: { maximumFractionDigits: 0, signDisplay: 'exceptZero' },
  percent: { style: 'percent', maximumFractionDigits: 0 },
} as const satisfies Readonly<Record<string, Intl.NumberFormatOptions>>;

// Making one costs a hundred times what using it does.
const formats: Readonly<Record<keyof typeof STYLES, Map<string, Intl.NumberFormat>>> = {
  decimal: new Map(),
  signed: new Map(),
  percent: new Map(),
};

function formatOf(locale: string, style: keyof typeof STYLES): Intl.NumberFormat {
  const byLocale = formats[style];
  let format = byLocale.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale, STYLES[style]);
    byLocale.set(locale, format);
  }
  return format;
}
