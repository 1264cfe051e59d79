// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const setcountry: Words['setcountry'] = {
  changed: (country) => `Ahora juegas por **${country}**. La clasificación lo muestra enseguida.`,
  same: (country) => `Ya juegas por **${country}**.`,
};
