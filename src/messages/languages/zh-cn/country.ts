// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const country: Words['country'] = { notRepresenting: '不代表任何国家', other: '其他' };
