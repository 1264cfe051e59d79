// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  from: (region) => `juega desde ${region}`,
  noSeason: 'Ahora mismo no hay ninguna temporada abierta.',
  lastSeason: (season) => `Así terminó **${season}**.`,
  noMatch: 'Aún no ha jugado ninguna partida esta temporada.',
  unranked: 'sin rango: una partida lo devuelve',
  unrankedThen: 'sin rango al terminar la temporada',
  unplayed: 'viene de la temporada anterior y aún no se ha jugado: una partida da rango',
  place: (place, ranked) => `#${place} de ${ranked}`,
  form: (letters) => `últimas partidas \`${letters}\`, la más reciente primero`,
  peak: (rating, played) => `máximo ${rating} · última partida ${played}`,
  results: { win: 'V', loss: 'D', draw: 'E' },
};
