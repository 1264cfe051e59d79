// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setcountry: Words['setcountry'] = {
  changed: (country) => `이제 **${country}** 소속으로 경기합니다. 순위표에 바로 나옵니다.`,
  same: (country) => `이미 **${country}** 소속입니다.`,
};
