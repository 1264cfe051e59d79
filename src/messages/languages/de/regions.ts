// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const regions: Words['regions'] = {
  'na-west': 'Westliches Nordamerika',
  'na-central': 'Mittleres Nordamerika',
  'na-east': 'Östliches Nordamerika',
  'central-america': 'Mittelamerika und Karibik',
  'south-america': 'Südamerika',
  'europe-west': 'Westeuropa',
  'europe-east': 'Nord- und Osteuropa',
  africa: 'Afrika',
  'middle-east': 'Naher Osten',
  'asia-south': 'Süd- und Südostasien',
  'korea-japan': 'Korea und Japan',
  china: 'China',
  'taiwan-hong-kong-macau': 'Taiwan, Hongkong und Macau',
  oceania: 'Ozeanien',
  'urals-siberia': 'Ural und Sibirien',
  'russia-far-east': 'Russland, Ferner Osten',
};
