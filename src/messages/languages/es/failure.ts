// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const failure: Words['failure'] = {
  unknown: 'Esto ya no está disponible; puede ser de una versión anterior. `/help` muestra lo que hay.',
  failed: (reference) =>
    `Algo ha fallado por nuestra parte. Vuelve a intentarlo; si sigue igual, dale al equipo esta referencia: \`${reference}\``,
  lateModal: 'Tardó demasiado en abrirse. Vuelve a intentarlo.',
};
