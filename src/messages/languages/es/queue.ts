// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const queue: Words['queue'] = {
  title: (season) => `Cola · ${season}`,
  waiting: (since) => `Entraste en la cola ${since}. Tu partida te llegará como mensaje.`,
  notWaiting: 'No estás en la cola. Entra, y tu partida te llegará como mensaje.',
  chooseFaction: 'No estás en la cola. Elige con qué juegas y luego entra.',
  offerBoth: 'Ofrece una facción de cada bando y encontrarás rivales antes.',
  fields: {
    waiting: 'Jugadores en la cola',
    wave: 'Próximas partidas',
    window: 'Tus rivales',
    ends: 'Tu puesto termina',
    factions: 'Juegas con',
    vetoes: 'Tus vetos',
  },
  window: (points, more) =>
    `a **${points}** puntos de ti como mucho; el margen crece en ${more} cada vez que se forman partidas`,
  nothing: 'ninguno',
  rating: (faction, rating) => `${faction} · ${rating}`,
  menus: {
    faction: 'Elige con qué juegas',
    factionOf: (side) => `${side}: elige con qué juegas`,
    rating: (rating) => `Tu puntuación: ${rating}`,
    vetoes: (most) => `Mapas que no quieres, hasta ${most}`,
  },
  buttons: { join: 'Entrar en la cola', leave: 'Salir de la cola', refresh: 'Actualizar' },

  abort: {
    ask: (left) =>
      `¿Cancelar esta partida? Ninguna puntuación cambia, pero después ninguno de los dos estará en la cola. Cancelaciones que te quedan este mes: **${left}**.`,
    keep: 'Seguir jugando',
    kept: 'La partida sigue.',
  },
};
