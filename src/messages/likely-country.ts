// Which countries a reader probably looks for, by his language: a guess that saves most of them a search. Many read
// Discord in English whatever they speak, so those follow from which most players of such ladders come.

/** By language, or by a locale that says more; most likely first. */
const likely: Readonly<Record<string, string>> = {
  bg: 'BG',
  cs: 'CZ SK',
  da: 'DK GL FO',
  de: 'DE AT CH LU LI',
  el: 'GR CY',
  en: 'US CA GB AU NZ IE ZA SG PH IN',
  'en-GB': 'GB IE AU NZ CA ZA US',
  es: 'ES MX AR CO CL PE VE EC UY BO CR PA DO GT',
  'es-419': 'MX AR CO CL PE VE EC UY BO CR PA DO GT ES',
  fi: 'FI',
  fr: 'FR CA BE CH LU MA DZ TN SN CI',
  hi: 'IN',
  hr: 'HR BA RS SI ME',
  hu: 'HU',
  id: 'ID MY',
  it: 'IT CH SM',
  ja: 'JP',
  ko: 'KR',
  lt: 'LT',
  nl: 'NL BE SR',
  no: 'NO',
  pl: 'PL',
  pt: 'PT BR AO MZ',
  'pt-BR': 'BR PT',
  ro: 'RO MD',
  ru: 'RU UA BY KZ KG',
  sv: 'SE FI',
  th: 'TH',
  tr: 'TR CY',
  uk: 'UA',
  vi: 'VN',
  zh: 'CN TW HK SG MY MO',
  'zh-TW': 'TW HK MO CN',
};

const many = 'US KR CN DE FR GB PL RU UA CA BR MX TW SE FI NL ES IT AU JP';

/** Codes, each once. */
export function likelyCountries(locale: string): readonly string[] {
  const [language = ''] = locale.split('-');
  const own = likely[locale] ?? likely[language] ?? '';
  return [...new Set(`${own} ${many}`.trim().split(' '))];
}
