// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staffRefusal: Words['staffRefusal'] = {
  userUnknown: (who) => `${who} nunca ha usado la clasificatoria.`,
  durationUnreadable: (typed) =>
    `**${typed}** no es una duración. Escríbela como 90m, 12h, 3d o 2w, diez años como mucho; omítela para una expulsión sin fin.`,
  plain: {
    'owner-only': 'Esto solo puede hacerlo quien mantiene este bot.',
    'match-unknown': 'No hay ninguna partida con ese número. `/admin snapshot` muestra las abiertas.',
    'match-decided': 'Esta partida ya está decidida: `/admin void` la deshace.',
    'not-yours': 'Esto solo puede responderlo quien usó el comando.',
    'confirmation-gone': 'No ha cambiado nada: esto ya se confirmó o canceló, o es demasiado antiguo.',
    'confirmation-expired':
      'Esta pregunta es demasiado antigua. No ha pasado nada; vuelve a usar el comando.',
    'not-banned': 'Este jugador no está expulsado.',
    'not-in-queue': 'Este jugador no está en la cola.',
    'queue-empty': 'No hay nadie en la cola.',
    'rating-changed':
      'La puntuación ha cambiado desde la pregunta, así que no ha pasado nada. Vuelve a usar el comando para ver la nueva.',
    'rating-same': 'Esa ya es la puntuación: no cambiaría nada.',
    'season-open': 'Ya hay una temporada abierta. Ciérrala antes con `/admin season close`.',
    'season-name-taken': 'Ya hubo una temporada con ese nombre. Elige otro.',
    'season-carries':
      'La temporada anterior aún está recibiendo sus puntuaciones. Inténtalo de nuevo en unos minutos.',
    'admin-already': 'Este usuario ya es miembro del equipo.',
    'not-admin': 'Este usuario no es miembro del equipo.',
    'own-match': 'Juegas en esta partida, así que otra persona del equipo tiene que decidirla.',
    'own-standing': 'Lo que te concierne a ti tiene que cambiarlo otra persona del equipo.',
    'forget-admin':
      'Este usuario es miembro del equipo. Antes, quien mantiene el bot lo retira con `/owner admin remove`.',
    'forget-busy': 'Este jugador está en la cola o en una partida. Sácalo o decídela antes.',
    'forgotten-already': 'Lo que este jugador había dado de sí ya está quitado.',
    'ban-of-owner': 'No se puede expulsar a quien mantiene este bot.',
    'ban-of-admin': 'Solo quien mantiene este bot expulsa a miembros del equipo o levanta esa expulsión.',
    'ban-changed':
      'Desde la pregunta, otra persona ha expulsado a este jugador o ha levantado su expulsión, así que no ha pasado nada. Vuelve a usar el comando.',
    'player-missing':
      'Di a quién: elige un miembro en `user`, o escribe un nombre de la clasificatoria en `player`.',
    'no-maps': 'Este juego se juega sin mapas.',
    'season-unknown': 'No existe esa temporada. Empieza a escribir y elige una de las que aparecen.',
  },
};
