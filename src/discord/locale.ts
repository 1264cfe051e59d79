// Discord's locales: a list of its own, https://discord.com/developers/docs/reference#locales. Only these pass the edge,
// since what formats numbers and dates throws for a word that is no language.
const LOCALES: ReadonlySet<string> = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja ' +
    'zh-TW ko'
  ).split(' '),
);

const DEFAULT_LOCALE = 'en-US';

/** The locale as given where it is one of Discord's, American English otherwise. */
export function knownLocale(given: string | null | undefined): string {
  return given !== null && given !== undefined && LOCALES.has(given) ? given : DEFAULT_LOCALE;
}
