// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const help: Words['help'] = {
  title: (game) => `${game}: la clasificatoria`,
  begin: '¿Acabas de llegar? Tres pasos: `/terms`, `/setup`, `/queue`.',
  private: 'Los comandos funcionan aquí y en mis mensajes directos; solo tú ves las respuestas.',
};
