// Where the players of a made-up season live, about as the game's real ones do: country, the region they queue
// from, the script they write, and how many of them there are.

export type Script = 'latin' | 'cyrillic' | 'korean' | 'chinese' | 'greek';

export interface Home {
  readonly country: string;
  readonly region: string;
  readonly script: Script;
  readonly weight: number;
}

function home(country: string, region: string, weight: number, script: Script = 'latin'): Home {
  return { country, region, script, weight };
}

export const homes: readonly [Home, ...Home[]] = [
  home('KR', 'korea-japan', 140, 'korean'),
  home('JP', 'korea-japan', 12),
  home('US', 'na-west', 70),
  home('US', 'na-central', 70),
  home('US', 'na-east', 90),
  home('CA', 'na-west', 12),
  home('CA', 'na-east', 22),
  home('MX', 'central-america', 18),
  home('CR', 'central-america', 4),
  home('BR', 'south-america', 34),
  home('AR', 'south-america', 14),
  home('CL', 'south-america', 10),
  home('PE', 'south-america', 14),
  home('DE', 'europe-west', 70),
  home('FR', 'europe-west', 55),
  home('GB', 'europe-west', 34),
  home('ES', 'europe-west', 22),
  home('IT', 'europe-west', 20),
  home('NL', 'europe-west', 18),
  home('AT', 'europe-west', 9),
  home('PL', 'europe-east', 60),
  home('SE', 'europe-east', 20),
  home('FI', 'europe-east', 14),
  home('NO', 'europe-east', 9),
  home('CZ', 'europe-east', 12),
  home('HU', 'europe-east', 10),
  home('GR', 'europe-east', 6, 'greek'),
  home('UA', 'europe-east', 26, 'cyrillic'),
  home('BG', 'europe-east', 6, 'cyrillic'),
  home('RU', 'europe-east', 34, 'cyrillic'),
  home('RU', 'urals-siberia', 14, 'cyrillic'),
  home('RU', 'russia-far-east', 3, 'cyrillic'),
  home('KZ', 'urals-siberia', 6, 'cyrillic'),
  home('CN', 'china', 70, 'chinese'),
  home('TW', 'taiwan-hong-kong-macau', 26, 'chinese'),
  home('HK', 'taiwan-hong-kong-macau', 10, 'chinese'),
  home('VN', 'asia-south', 8),
  home('SG', 'asia-south', 6),
  home('PH', 'asia-south', 9),
  home('IN', 'asia-south', 6),
  home('TR', 'middle-east', 8),
  home('IL', 'middle-east', 6),
  home('SA', 'middle-east', 3),
  home('ZA', 'africa', 5),
  home('EG', 'africa', 3),
  home('AU', 'oceania', 22),
  home('NZ', 'oceania', 6),
  home('XX', 'europe-west', 8),
  home('ZZ', 'na-east', 4),
];
