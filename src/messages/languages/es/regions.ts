// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const regions: Words['regions'] = {
  'na-west': 'Oeste de Norteamérica',
  'na-central': 'Centro de Norteamérica',
  'na-east': 'Este de Norteamérica',
  'central-america': 'Centroamérica y el Caribe',
  'south-america': 'Sudamérica',
  'europe-west': 'Europa occidental',
  'europe-east': 'Europa del norte y del este',
  africa: 'África',
  'middle-east': 'Oriente Medio',
  'asia-south': 'Sur y sudeste de Asia',
  'korea-japan': 'Corea y Japón',
  china: 'China',
  'taiwan-hong-kong-macau': 'Taiwán, Hong Kong y Macao',
  oceania: 'Oceanía',
  'urals-siberia': 'Urales y Siberia',
  'russia-far-east': 'Lejano Oriente ruso',
};
