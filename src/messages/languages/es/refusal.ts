// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const refusal: Words['refusal'] = {
  bannedUntil: (at, left) => `No puedes jugar en la clasificatoria hasta el ${at} (${left}).`,
  bannedForever: 'No puedes jugar en la clasificatoria hasta que el equipo levante la expulsión.',
  banLifted: 'El equipo puede levantarla con `/admin unban`.',
  terms: 'Aún no has aceptado las normas. `/terms` te las muestra.',
  setup: 'Aún faltan datos tuyos. `/setup` lleva un minuto, y luego puedes jugar.',
  noSeason: 'Ahora mismo no hay ninguna temporada abierta. El equipo abre una con `/admin season open`.',
  playerUnknown: (name) =>
    `Nadie de la clasificatoria se llama **${name}**. Empieza a escribir un nombre y elige uno de los que aparecen.`,
  samePlayer: 'No puedes enfrentarte a ti: di otro jugador.',
  notRanked: 'Aquí no tienes rango: juega una partida y volverás a la clasificación.',
  notRankedThen: 'Aquí no tenías rango al terminar esta temporada.',
  filteredOut: 'No estás en esta lista: nada tuyo cumple sus filtros. Quítalos para ver si estás en ella.',
  placeUnknown: (place, ranked) => `El puesto ${place} no existe aquí: el último es el ${ranked}.`,
  countryUnknown: (country) =>
    `**${country}** no es un país aquí. Empieza a escribir uno y elige de los que aparecen.`,
  outdated: 'Este mensaje es de una versión anterior. Vuelve a usar el comando.',
  alreadyWaiting: 'Ya estás esperando en la cola. `/queue` muestra desde cuándo.',
  notWaiting: 'No estás en la cola. Con `/queue` puedes entrar.',
  inMatch: {
    proposed: 'Te han ofrecido una partida: antes acéptala o recházala. `/queue` la muestra.',
    live: 'Estás en una partida: antes informa del resultado. `/queue` la muestra.',
  },
  noFaction: 'Elige al menos una facción para entrar en la cola.',
  factionsOfOneSide: 'Elige una facción por bando: en una partida solo puedes jugar una de ellas.',
  tooManyVetoes: (most) => `Puedes vetar ${most} mapas como mucho.`,
  matchesOpen: (matches) =>
    `Partidas aún abiertas: ${matches}. Decídelas o anúlalas antes de cerrar la temporada.`,
  notInMatch:
    'Esto es para otro jugador. Si juegas esta partida, la tuya está en tu propio mensaje; `/queue` también la muestra.',
  staffOnly: 'Esto solo puede hacerlo el equipo.',
  matchNotLive: 'Esta partida no ha empezado: antes tienen que aceptarla los dos.',
  matchStarted: 'Esta partida ya ha empezado; ambos la han aceptado.',
  matchDisputed:
    'Vuestros resultados no coinciden, así que esta partida la decide el equipo. Mientras tanto puedes volver a la cola.',
  matchOver: {
    decided: 'Esta partida ya está decidida.',
    aborted: 'Esta partida se canceló.',
    expired: 'Esta partida nunca la aceptaron los dos y no se juega.',
    void: 'Esta partida es nula: no cuenta para nadie.',
  },
  matchNotDecided: 'Solo se puede anular una partida decidida, y esta no lo está.',
  alreadyAccepted: 'Ya has aceptado; tu rival todavía no.',
  alreadyReported: {
    win: 'Ya has informado de que ganaste; tu rival aún no ha informado.',
    loss: 'Ya has informado de que perdiste; tu rival aún no ha informado.',
    draw: 'Ya has informado de un empate; tu rival aún no ha informado.',
  },
  deadlinePassed: (ago) => `Demasiado tarde: el tiempo terminó ${ago}.`,
  abortAfterReport:
    'Ya se ha informado de un resultado, así que esta partida no puede cancelarse. Informa del tuyo.',
  noAbortsLeft: (at, left) =>
    `Has usado todas tus cancelaciones de este mes. Tendrás más el ${at} (${left}).`,
  seasonClosed: 'Esta temporada está cerrada; su clasificación se queda como está.',
  notDue: 'Todavía no es el momento.',
  nameTaken: (name) => `Ya hay alguien que se llama **${name}**. Elige otro nombre visible.`,
  draftGone: 'Aquí ya no hay nada que confirmar. `/setup` muestra lo que se guarda de ti.',
  termsNeeded: {
    queue: 'Estás en la cola, y para eso hacen falta las normas. Sal con `/queue` y luego recházalas.',
    match: 'Estás en una partida, y para eso hacen falta las normas. Termínala y luego recházalas.',
  },
  setupProblems: 'Así todavía no vale. Lo que escribiste se conserva; pulsa **Cambiar** para corregirlo:',
  setupFields: {
    displayName: 'Nombre visible',
    battleTag: 'BattleTag',
    alternateName1: 'Primer otro nombre',
    alternateName2: 'Segundo otro nombre',
    country: 'País',
    region: 'Región',
  },
  setupLength: (field, least, most) => `${field}: entre ${least} y ${most} letras.`,
  setupLetters: (field) => `${field}: solo letras.`,
  setupUnseen: (field) => `${field}: tiene un carácter que no se ve.`,
  setupForm: (field, mostName, leastDigits, mostDigits) =>
    `${field}: tiene la forma nombre#12345, con hasta ${mostName} letras y de ${leastDigits} a ${mostDigits} cifras.`,
  setupSame: (field, as) => `${field}: es igual que «${as}».`,
  setupMissing: (field) => `${field}: falta.`,
};
