// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const prune: Words['prune'] = {
  going: (count) => `Mensajes antiguos míos que borro ahora de nuestros mensajes directos: **${count}**.`,
  more: 'Hay más; con `/prune` otra vez van los siguientes.',
  nothing: 'No hay nada antiguo mío en nuestros mensajes directos.',
  stays: (minutes) =>
    `Lo que tiene menos de ${minutes} minutos se queda, y también una partida que no ha terminado.`,
};
