// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const dispute: Words['dispute'] = {
  open: (match) => `Partida ${match}: los resultados no coinciden`,
  over: (match) => `Partida ${match}: la disputa ha terminado`,
  ask: 'Preguntad a ambos qué pasó y decidid aquí: un clic, al momento. `/admin match` muestra todo lo que hay.',
  about: (parts) => `Se jugó en ${parts}.`,
  deadline: (at, left) => `Si nadie decide antes del ${at} (${left}), será nula.`,
  faction: (faction, rating) => `${faction}, ${rating}`,
  reported: {
    win: 'dice: **gané**',
    loss: 'dice: **perdí**',
    draw: 'dice: **empate**',
  },
  notReported: 'no ha informado',
  stakes: (win, draw, loss) => `en juego: victoria ${win}, empate ${draw}, derrota ${loss}`,
  moved: (points) => `puntuación ${points}`,
  wins: (name) => `Ganó ${name}`,
  draw: 'Empate',
  void: 'Nula',
  drawn: 'Fue un empate.',
  voided: 'La partida es nula: no cuenta para nadie.',
  notOver: 'Se está jugando.',
  endedBy: {
    staff: 'Lo decidió el equipo.',
    ban: 'Una expulsión la terminó.',
    deadline: 'Nadie lo aclaró a tiempo.',
    reports: 'Ambos informaron de lo mismo.',
    'one-report': 'Solo informó uno de los dos.',
    player: 'Uno de los dos la canceló.',
  },
  settledBy: (who) => `Lo decidió ${who}.`,
  bannedBy: (who) => `La terminó una expulsión de ${who}.`,
  map: (name) => `mapa ${name}`,
  server: (name) => `servidor ${name}`,
};
