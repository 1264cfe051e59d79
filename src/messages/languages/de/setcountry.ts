// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setcountry: Words['setcountry'] = {
  changed: (country) => `Du spielst jetzt für **${country}**. Die Rangliste zeigt es sofort.`,
  same: (country) => `Du spielst schon für **${country}**.`,
};
