// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const country: Words['country'] = { notRepresenting: '대표 국가 없음', other: '기타' };
