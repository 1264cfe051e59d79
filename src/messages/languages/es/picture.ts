// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const picture: Words['picture'] = {
  alt: (player, from, to, lines) => `Puntuación de ${player} del ${from} al ${to}. ${lines}.`,
  line: (faction, rating, lowest, highest) =>
    `${faction}: ahora ${rating}, mínimo ${lowest}, máximo ${highest}`,
};
