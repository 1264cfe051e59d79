// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const match: Words['match'] = {
  title: {
    proposed: (opponent) => `Match gefunden: du gegen ${opponent}`,
    live: (opponent) => `Das Match läuft: du gegen ${opponent}`,
    disputed: (opponent) => `Strittig: dein Match gegen ${opponent}`,
    win: (opponent) => `Du hast gegen ${opponent} gewonnen`,
    loss: (opponent) => `Du hast gegen ${opponent} verloren`,
    draw: (opponent) => `Unentschieden gegen ${opponent}`,
    aborted: (opponent) => `Abgebrochen: dein Match gegen ${opponent}`,
    expired: (opponent) => `Nicht gespielt: dein Match gegen ${opponent}`,
    void: (opponent) => `Ungültig: dein Match gegen ${opponent}`,
    undone: (opponent) => `Zurückgenommen: dein Match gegen ${opponent}`,
  },

  proposed: {
    accept: (ends) => `Spielst du? Das Angebot endet ${ends}; wer nicht annimmt, verlässt die Warteschlange.`,
    opponentAccepted: (opponent) => `**${opponent}** hat angenommen und wartet auf dich.`,
    accepted: (opponent, ends) =>
      `Du hast angenommen. Jetzt kommt es auf **${opponent}** an; das Angebot endet ${ends}.`,
    detailsFollow: 'Wenn beide angenommen haben, steht hier, wo ihr spielt und wie ihr euch findet.',
  },
  live: {
    play: (ends) =>
      `Beide haben angenommen. Spielt, und meldet dann hier das Ergebnis: Die Zeit endet ${ends}.`,
    reported: (opponent, result, ends) =>
      `Du hast **${result}** gemeldet und kannst das ändern, bis **${opponent}** meldet. Kommt keine andere Meldung, gilt deine ${ends}.`,
    opponentReported: (opponent, result, ends) =>
      `**${opponent}** hat **${result}** gemeldet. Melde auch du dein Ergebnis: Sonst gilt diese Meldung ${ends}.`,
  },
  disputed: (ends) =>
    `Eure Meldungen widersprechen sich, also entscheidet die Leitung. Du musst nicht warten: Du kannst dich wieder einreihen. Entscheidet niemand, ist das Match ${ends} ungültig.`,
  decided: {
    reports: 'Ihr habt beide dasselbe gemeldet.',
    oneReport: 'Nur eine Meldung kam rechtzeitig, und sie gilt.',
    staff: 'Die Leitung hat dieses Match entschieden.',
  },
  aborted: {
    byYou: 'Du hast es abgebrochen. Keine Wertung hat sich geändert.',
    byOpponent: (opponent) => `**${opponent}** hat es abgebrochen. Keine Wertung hat sich geändert.`,
    queueAgain: 'Mit `/queue` reihst du dich wieder ein.',
  },
  expired: {
    declinedByYou: 'Du hast abgelehnt und damit die Warteschlange verlassen.',
    declinedByOpponent: (opponent) => `**${opponent}** hat abgelehnt.`,
    missedByYou: 'Du hast nicht rechtzeitig angenommen und damit die Warteschlange verlassen.',
    missedByOpponent: (opponent) => `**${opponent}** hat nicht rechtzeitig angenommen.`,
  },
  void: {
    noReport: 'Keiner von euch hat rechtzeitig ein Ergebnis gemeldet. Keine Wertung hat sich geändert.',
    unsettled:
      'Eure Meldungen widersprachen sich, und niemand hat rechtzeitig entschieden. Keine Wertung hat sich geändert.',
    staff: 'Die Leitung hat es für ungültig erklärt. Keine Wertung hat sich geändert.',
    ban: 'Einer von euch wurde gesperrt. Keine Wertung hat sich geändert.',
  },
  undone:
    'Die Leitung hat das Ergebnis zurückgenommen; was es an deiner Wertung geändert hat, gilt nicht mehr.',
  waitsAgain: 'Du bist wieder in der Warteschlange, und deine bisherige Wartezeit zählt weiter.',

  fields: {
    opponent: 'Gegner',
    you: 'Du',
    stakes: 'Einsatz',
    map: 'Karte',
    server: 'Server',
    inGame: 'Name im Spiel',
    reports: 'Meldungen',
    rating: 'Deine Wertung',
  },
  stakes: (win, draw, loss) => `Sieg **${win}**, Unentschieden **${draw}**, Niederlage **${loss}**`,
  rating: (after, moved) => `**${after}** (${moved})`,
  inGamePrivately: 'Hier lesen andere mit: `/queue` sagt es dir allein.',
  report: { win: 'gewonnen', loss: 'verloren', draw: 'unentschieden' },
  noReport: 'noch nicht',
  reports: (own, opponent, theirs) => `Du: **${own}**\n${opponent}: **${theirs}**`,
  footer: (season, id) => `${season} · Match ${id}`,

  buttons: {
    accept: 'Annehmen',
    decline: 'Ablehnen',
    win: 'Gewonnen',
    loss: 'Verloren',
    draw: 'Unentschieden',
    abort: 'Match abbrechen',
    queueAgain: 'Wieder einreihen',
  },
};
