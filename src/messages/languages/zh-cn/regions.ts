// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const regions: Words['regions'] = {
  'na-west': '北美西部',
  'na-central': '北美中部',
  'na-east': '北美东部',
  'central-america': '中美洲和加勒比',
  'south-america': '南美洲',
  'europe-west': '西欧',
  'europe-east': '北欧和东欧',
  africa: '非洲',
  'middle-east': '中东',
  'asia-south': '南亚和东南亚',
  'korea-japan': '韩国和日本',
  china: '中国',
  'taiwan-hong-kong-macau': '台湾、香港和澳门',
  oceania: '大洋洲',
  'urals-siberia': '乌拉尔和西伯利亚',
  'russia-far-east': '俄罗斯远东',
};
