// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const match: Words['match'] = {
  title: {
    proposed: (opponent) => `Partida encontrada: tú contra ${opponent}`,
    live: (opponent) => `En juego: tú contra ${opponent}`,
    disputed: (opponent) => `En disputa: tu partida contra ${opponent}`,
    win: (opponent) => `Has ganado a ${opponent}`,
    loss: (opponent) => `Has perdido contra ${opponent}`,
    draw: (opponent) => `Empate con ${opponent}`,
    aborted: (opponent) => `Cancelada: tu partida contra ${opponent}`,
    expired: (opponent) => `No jugada: tu partida contra ${opponent}`,
    void: (opponent) => `Nula: tu partida contra ${opponent}`,
    undone: (opponent) => `Anulada: tu partida contra ${opponent}`,
  },

  proposed: {
    accept: (ends) => `¿Juegas? La oferta termina ${ends}; quien no acepta sale de la cola.`,
    opponentAccepted: (opponent) => `**${opponent}** ha aceptado y te espera.`,
    accepted: (opponent, ends) => `Has aceptado. Ahora le toca a **${opponent}**; la oferta termina ${ends}.`,
    detailsFollow: 'Cuando ambos hayáis aceptado, aquí verás dónde se juega y cómo encontraros.',
  },
  live: {
    play: (ends) =>
      `Ambos habéis aceptado. Jugad y luego informad aquí del resultado: el tiempo termina ${ends}.`,
    reported: (opponent, result, ends) =>
      `Has informado: **${result}**, y puedes cambiarlo hasta que informe **${opponent}**. Si nadie dice otra cosa, vale lo tuyo ${ends}.`,
    opponentReported: (opponent, result, ends) =>
      `**${opponent}** ha informado: **${result}**. Informa tú también: si no, vale lo suyo ${ends}.`,
  },
  disputed: (ends) =>
    `Vuestros resultados no coinciden, así que decide el equipo. No hace falta que esperes: puedes volver a la cola. Si nadie decide, la partida será nula ${ends}.`,
  decided: {
    reports: 'Ambos informasteis de lo mismo.',
    oneReport: 'Solo uno informó a tiempo, y vale lo que dijo.',
    staff: 'El equipo decidió esta partida.',
  },
  aborted: {
    byYou: 'La cancelaste. Ninguna puntuación cambia.',
    byOpponent: (opponent) => `La canceló **${opponent}**. Ninguna puntuación cambia.`,
    queueAgain: 'Con `/queue` vuelves a la cola.',
  },
  expired: {
    declinedByYou: 'La rechazaste y con eso saliste de la cola.',
    declinedByOpponent: (opponent) => `La rechazó **${opponent}**.`,
    missedByYou: 'No aceptaste a tiempo y con eso saliste de la cola.',
    missedByOpponent: (opponent) => `**${opponent}** no aceptó a tiempo.`,
  },
  void: {
    noReport: 'Ninguno informó del resultado a tiempo. Ninguna puntuación cambia.',
    unsettled: 'Vuestros resultados no coincidían y nadie decidió a tiempo. Ninguna puntuación cambia.',
    staff: 'El equipo la declaró nula. Ninguna puntuación cambia.',
    ban: 'Uno de los dos fue expulsado. Ninguna puntuación cambia.',
  },
  undone: 'El equipo anuló el resultado; lo que cambió en tu puntuación ya no cuenta.',
  waitsAgain: 'Vuelves a estar en la cola, con todo el tiempo que ya habías esperado.',

  fields: {
    opponent: 'Rival',
    you: 'Tú',
    stakes: 'En juego',
    map: 'Mapa',
    server: 'Servidor',
    inGame: 'Nombre en el juego',
    reports: 'Informes',
    rating: 'Tu puntuación',
  },
  stakes: (win, draw, loss) => `victoria **${win}**, empate **${draw}**, derrota **${loss}**`,
  rating: (after, moved) => `**${after}** (${moved})`,
  inGamePrivately: 'Aquí leen otros: `/queue` te lo dice solo a ti.',
  report: { win: 'victoria', loss: 'derrota', draw: 'empate' },
  noReport: 'todavía no',
  reports: (own, opponent, theirs) => `Tú: **${own}**\n${opponent}: **${theirs}**`,
  footer: (season, id) => `${season} · partida ${id}`,

  buttons: {
    accept: 'Aceptar',
    decline: 'Rechazar',
    win: 'He ganado',
    loss: 'He perdido',
    draw: 'Empate',
    abort: 'Cancelar la partida',
    queueAgain: 'Volver a la cola',
  },
};
