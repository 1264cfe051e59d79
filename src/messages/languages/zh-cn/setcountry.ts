// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setcountry: Words['setcountry'] = {
  changed: (country) => `你现在代表 **${country}**。排行榜会立即显示。`,
  same: (country) => `你已经代表 **${country}** 了。`,
};
