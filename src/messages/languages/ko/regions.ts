// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const regions: Words['regions'] = {
  'na-west': '북미 서부',
  'na-central': '북미 중부',
  'na-east': '북미 동부',
  'central-america': '중앙아메리카·카리브',
  'south-america': '남아메리카',
  'europe-west': '서유럽',
  'europe-east': '북유럽·동유럽',
  africa: '아프리카',
  'middle-east': '중동',
  'asia-south': '남아시아·동남아시아',
  'korea-japan': '한국·일본',
  china: '중국',
  'taiwan-hong-kong-macau': '타이완·홍콩·마카오',
  oceania: '오세아니아',
  'urals-siberia': '우랄·시베리아',
  'russia-far-east': '러시아 극동',
};
