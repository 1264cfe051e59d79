// Small pieces of text that several messages need.

/** Whole numbers as the reader's language groups them. */
export function wholeNumber(value: number, locale: string): string {
  return textsOf(locale, 'decimal').of(value);
}

/** A change: +17, -3, 0. */
export function signed(value: number, locale: string): string {
  return textsOf(locale, 'signed').of(value);
}

/** A share of one, without decimals: 0.6 is "60%" in English and "60 %" in German. */
export function percent(share: number, locale: string): string {
  return textsOf(locale, 'percent').of(share);
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

/** Ratings, places, counts and shares come again and again; beyond so many of one kind, all are forgotten. */
const MOST_TEXTS = 2_000;

/** Numbers in one language and style. The runtime takes longer to write one than all else of its line. */
class NumberTexts {
  readonly #format: Intl.NumberFormat;
  readonly #texts = new Map<number, string>();

  constructor(locale: string, style: Intl.NumberFormatOptions) {
    this.#format = new Intl.NumberFormat(locale, style);
  }

  of(given: number): string {
    // A map takes -0 for 0, and the runtime writes it with its sign.
    const value = given + 0;
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    const text = this.#format.format(value);
    this.#texts.set(value, text);
    return text;
  }
}

// Making one costs a hundred times what using it does.
const textsByStyle: Readonly<Record<keyof typeof STYLES, Map<string, NumberTexts>>> = {
  decimal: new Map(),
  signed: new Map(),
  percent: new Map(),
};

function textsOf(locale: string, style: keyof typeof STYLES): NumberTexts {
  const byLocale = textsByStyle[style];
  let texts = byLocale.get(locale);
  if (!texts) {
    texts = new NumberTexts(locale, STYLES[style]);
    byLocale.set(locale, texts);
  }
  return texts;
}
