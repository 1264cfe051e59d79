// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const announcement: Words['announcement'] = {
  match: (opponent) => `Tienes una partida contra **${opponent}**.`,
  reminder: (opponent, ends) =>
    `¿Juegas contra **${opponent}**? La oferta termina ${ends}; quien no acepta sale de la cola.`,
  live: (opponent) =>
    `**${opponent}** ha aceptado: la partida empieza. En el mensaje de la partida pone cómo encontraros.`,
  opponentReported: {
    win: (opponent, ends) =>
      `**${opponent}** dice que **ganó**. Informa tú también del resultado: si no, vale lo suyo ${ends}.`,
    loss: (opponent, ends) =>
      `**${opponent}** dice que **perdió**. Informa tú también del resultado: si no, vale lo suyo ${ends}.`,
    draw: (opponent, ends) =>
      `**${opponent}** dice que fue un **empate**. Informa tú también del resultado: si no, vale lo suyo ${ends}.`,
  },
  reportReminder: (opponent, ends) =>
    `¿Has jugado contra **${opponent}**? Informa del resultado: el tiempo termina ${ends}. Si nadie informa, la partida será nula.`,
  disputed: (opponent) =>
    `**${opponent}** y tú habéis informado de resultados distintos, así que decide el equipo. Mientras tanto puedes volver a la cola.`,
  decided: {
    win: (opponent) => `Has ganado a **${opponent}**.`,
    loss: (opponent) => `Has perdido contra **${opponent}**.`,
    draw: (opponent) => `Empate con **${opponent}**.`,
  },
  decidedByOneReport: 'Solo uno de los dos informó a tiempo, y vale lo que dijo.',
  decidedByStaff: 'Lo ha decidido el equipo.',
  rating: (rating, moved) => `Tu puntuación es ahora **${rating}** (${moved}).`,
  ratingAgain: (rating) => `Tu puntuación es ahora **${rating}**.`,
  aborted: (opponent) =>
    `**${opponent}** ha cancelado la partida. Ninguna puntuación cambia. Con \`/queue\` vuelves a la cola.`,
  void: {
    deadline: (opponent) =>
      `Tu partida contra **${opponent}** es nula: nadie aclaró el resultado a tiempo. Ninguna puntuación cambia.`,
    staff: (opponent) =>
      `El equipo ha declarado nula tu partida contra **${opponent}**. Ninguna puntuación cambia.`,
    ban: (opponent) =>
      `Tu partida contra **${opponent}** es nula por una expulsión. Ninguna puntuación cambia.`,
  },
  undone: (opponent) => `El equipo ha anulado el resultado de tu partida contra **${opponent}**.`,
  notPlayed: (opponent) => `Tu partida contra **${opponent}** no llegó a jugarse.`,
  leftQueue: (opponent) =>
    `No aceptaste a tiempo tu partida contra **${opponent}** y ya no estás en la cola. Con \`/queue\` vuelves.`,

  greeting: (game) =>
    `¡Te damos la bienvenida a la clasificatoria de ${game}! Tus partidas te llegarán aquí. \`/queue\` te busca rival y \`/help\` muestra qué más hay.`,
  entryEnded: (since) =>
    `No se encontró partida para ti; entraste ${since} y ya no estás en la cola. Con \`/queue\` vuelves.`,
  unbanned: 'Se ha levantado tu expulsión: puedes volver a jugar. Con `/queue` entras en la cola.',
  removedFromQueue: 'El equipo te ha sacado de la cola. Con `/queue` vuelves.',
  queueOfClosedSeason: (season) =>
    `La temporada **${season}** ha terminado, así que ya no estás en la cola. Con \`/queue\` vuelves cuando empiece la siguiente.`,
  queueOfNextSeason: (season, next) =>
    `La temporada **${season}** ha terminado y ha empezado **${next}**, así que ya no estás en la cola. Con \`/queue\` vuelves.`,
  ratingAdjusted: (faction, before, after) =>
    `El equipo ha cambiado tu puntuación con ${faction} de ${before} a **${after}**.`,
  abortsSet: (left) => `El equipo ha cambiado cuántas cancelaciones te quedan este mes: **${left}**.`,
  forgotten:
    'El equipo ha quitado lo que habías dado de ti en esta clasificatoria. Tus partidas y puntuaciones se quedan con un nombre neutro. Con `/terms` y `/setup` puedes volver a jugar.',
  adminGranted: 'Ahora formas parte del equipo de esta clasificatoria. En `/admin` está lo que necesitas.',
  adminRevoked: 'Ya no formas parte del equipo de esta clasificatoria.',

  won: (winner, loser) => `${winner} gana a ${loser}`,
  drew: (one, other) => `${one} y ${other} empatan`,
  undoneResult: (one, other) => `Se ha anulado el resultado de ${one} contra ${other}`,
  contestant: (name, seat) => `**${name}** (${seat})`,
  onMap: (text, map) => `${text} en ${map}`,
  newRating: (name, rating, moved) => `${name} **${rating}** (${moved})`,
  ratingBack: (name, rating) => `${name} **${rating}**`,
  seasonClosed: (name) =>
    `La temporada **${name}** ha terminado: su clasificación se queda como está. ¡Gracias por jugar!`,
  seasonOpened: (name) => `Ha empezado la temporada **${name}**. Con \`/queue\` juegas; ¡suerte!`,

  seasonOverdue: (name, ended) =>
    `La temporada **${name}** debía terminar el ${ended} y sigue abierta. \`/admin season close\` la cierra y abre la siguiente.`,
  undeliverable: (who, kind, fault) => `No se pudo entregar un mensaje a ${who} (\`${kind}\`): ${fault}`,
  undeliverableToChannel: (kind, fault) =>
    `No se pudo entregar un mensaje al canal de partidas (\`${kind}\`): ${fault}`,
  disputeUnheard: (fault) =>
    `El equipo no se entera de esta disputa; el bot lo sigue intentando. Lo que lo impide: ${fault}`,
  disputeReminder: (match, ends) =>
    `Nadie ha resuelto todavía la disputa de la partida ${match}. La partida será nula ${ends}.`,
};
