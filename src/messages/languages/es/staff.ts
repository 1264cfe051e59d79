// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staff: Words['staff'] = {
  confirm: 'Confirmar',
  cancel: 'Cancelar',
  nothingYet: (left) => `Aún no ha pasado nada. Esta pregunta termina ${left}.`,
  cancelled: 'Cancelado: no ha pasado nada.',
  reason: (reason) => `Motivo: ${reason}`,
  toldPlayer: 'Se avisa al jugador.',
  toldBoth: 'Se avisa a ambos jugadores.',
  ban: {
    ask: (who) => `Expulsar a ${who} de la clasificatoria`,
    done: (who) => `${who} queda fuera de la clasificatoria`,
    until: (at, left) => `Hasta el ${at} (${left}).`,
    forever: 'Sin fin: hasta que alguien la levante.',
    replaces: (at) => `Ya está fuera hasta el ${at}. Esta expulsión sustituye a aquella:`,
    replacesForever: 'Ya está fuera, sin fin. Esta expulsión sustituye a aquella:',
    waits: 'Está en la cola, y sale de ella.',
    matches: (count) => `Partidas abiertas que quedan nulas: ${count}`,
  },
  unban: {
    ask: (who) => `Levantar la expulsión de ${who}`,
    done: (who) => `${who} ya no está fuera`,
    until: (at) => `Habría durado hasta el ${at}.`,
    forever: 'No tenía fin.',
  },
  aborts: {
    ask: (who) => `Fijar cuántas cancelaciones le quedan a ${who} este mes`,
    done: (who) => `Fijado cuántas cancelaciones le quedan a ${who} este mes`,
    change: (before, after) => `${before} → **${after}**`,
  },
  forget: {
    ask: (who) => `Quitar lo que ${who} ha dado de sí`,
    done: (who) => `Quitado lo que ${who} había dado de sí`,
    taken:
      'Se quitan: nombre, BattleTag, otros nombres, país, región, todos los valores anteriores, lo elegido para la cola y la aceptación de las normas.',
    kept: 'Las partidas, puntuaciones y puestos se quedan con el nombre «Deleted player»; una expulsión se queda. Los mensajes ya enviados se quedan como están.',
    forGood: '**Esto no se puede deshacer.**',
  },
  dequeue: {
    ask: (who) => `Sacar a ${who} de la cola`,
    done: (who) => `${who} ya no está en la cola`,
  },
  clearQueue: {
    ask: 'Vaciar la cola',
    done: 'La cola está vacía',
    waiting: (count) => `Jugadores que esperan en ella: ${count}. Se avisa a cada uno.`,
  },
  adjust: {
    ask: (who, faction) => `Cambiar la puntuación de ${who} con ${faction}`,
    done: (who, faction) => `Cambiada la puntuación de ${who} con ${faction}`,
    change: (before, after, change) => `${before} → **${after}** (${change})`,
  },
  resolve: {
    ask: (match) => `Decidir la partida ${match}`,
    done: (match) => `La partida ${match} está decidida`,
    between: (first, second) => `${first} contra ${second}`,
    wins: (name) => `Ganó **${name}**.`,
    draw: 'Fue un **empate**.',
    moves: (first, change, second, otherChange) =>
      `Puntuaciones: ${first} ${change}, ${second} ${otherChange}.`,
  },
  voids: {
    ask: (match) => `Declarar nula la partida ${match}, que está abierta`,
    done: (match) => `La partida ${match} es nula`,
    back: 'No ha empezado: ambos vuelven al principio de la cola.',
    nothing: 'No cuenta para nadie; ninguna puntuación cambia.',
  },
  undo: {
    ask: (match) => `Anular la partida ${match}, que está decidida`,
    done: (match) => `La partida ${match} está anulada`,
    later: 'Lo que cambiaron las partidas jugadas después se queda.',
  },
  seasonClose: {
    ask: (season) => `Cerrar la temporada ${season}`,
    done: (season) => `La temporada ${season} está cerrada`,
    frozen: 'Su clasificación se queda como está para siempre.',
    pause: 'No se puede jugar hasta que se abra la siguiente.',
    next: {
      ask: (season) => `La temporada **${season}** sigue de inmediato.`,
      done: (season) => `La temporada **${season}** ha empezado.`,
    },
    matches: (count) => `Partidas abiertas que quedan nulas: ${count}`,
    waiting: (count) => `Jugadores que salen de la cola: ${count}`,
  },
  seasonOpen: {
    ask: (season) => `Abrir la temporada ${season}`,
    done: (season) => `La temporada ${season} está abierta`,
    ends: (at, left) => `Ha de durar hasta el ${at} (${left}); la cierra el equipo.`,
    carried: (count) =>
      `Puntuaciones que vienen de la temporada anterior, acercadas al valor inicial: ${count}`,
    following: (first) =>
      `Las primeras ${first}, al momento; las demás, en unos minutos. Quien entra en la cola tiene las suyas al momento.`,
    maps: (names) => `Mapas: ${names}`,
  },
  seasonMaps: {
    ask: (season) => `Cambiar los mapas de la temporada ${season}`,
    done: (season) => `Cambiados los mapas de la temporada ${season}`,
    few: (vetoes) =>
      `Dos jugadores con ${vetoes} vetos cada uno pueden no dejar ninguno: entonces no se emparejan.`,
    choose: (season) => `Los mapas de la temporada ${season}. Elige todos los que se jugarán desde ahora.`,
    placeholder: 'Mapas',
  },
  admins: {
    add: {
      ask: (who) => `Hacer a ${who} miembro del equipo`,
      done: (who) => `${who} es miembro del equipo`,
    },
    remove: {
      ask: (who) => `${who} dejará de ser miembro del equipo`,
      done: (who) => `${who} ya no es miembro del equipo`,
    },
    may: 'El equipo puede usar todo lo de `/admin`.',
    none: 'No hay nadie en el equipo. `/owner admin add` añade a alguien.',
    list: (count) => `Equipo: ${count}`,
    line: (who, granted, by) => `${who}, desde el ${granted}, por ${by}`,
  },
};
