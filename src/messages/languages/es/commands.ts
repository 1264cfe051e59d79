// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const commands: Words['commands'] = {
  terms: { description: 'Las normas: leerlas, aceptarlas o retirar tu aceptación' },
  setup: {
    description: 'Tu nombre, región y país: lo que necesitas para jugar; puedes cambiarlo cuando quieras',
  },
  profile: {
    description: 'Puntuaciones, rango, puesto y forma: tuyos o de otro jugador',
    player: 'De quién; si lo omites, el tuyo',
  },
  leaderboard: {
    description: 'Quién va dónde, en esta temporada o en otra',
    faction: 'Solo esta facción',
    rank: 'Solo este rango',
    country: 'Solo jugadores de este país',
    bestOnly: 'Una línea por jugador: su mejor facción',
    place: 'Empezar en este puesto',
    season: 'Qué temporada; si la omites, la más reciente',
  },
  history: {
    description: 'Partidas y puntuaciones, de la más reciente a la más antigua: tuyas o de otro jugador',
    player: 'De quién; si lo omites, el tuyo',
  },
  versus: {
    description: 'Tú contra otro jugador: resultados, puntos y quién es favorito',
    player: 'Contra quién',
  },
  setcountry: {
    description: 'Cambiar el país por el que juegas',
    country: 'Empieza a escribir su nombre',
  },
  prune: { description: 'Borrar mis mensajes antiguos de tus mensajes directos' },
  queue: { description: 'Esperar partida: elegir facciones, entrar, salir; tu partida actual' },
  help: { description: 'Qué sabe hacer este bot y cómo empezar' },
};
