// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const announcement: Words['announcement'] = {
  match: (opponent) => `Du hast ein Match gegen **${opponent}**.`,
  reminder: (opponent, ends) =>
    `Spielst du gegen **${opponent}**? Das Angebot endet ${ends}; wer nicht annimmt, verlässt die Warteschlange.`,
  live: (opponent) =>
    `**${opponent}** hat angenommen, euer Match läuft. Wie ihr euch findet, steht in der Nachricht zum Match.`,
  opponentReported: {
    win: (opponent, ends) =>
      `**${opponent}** meldet, **gewonnen** zu haben. Melde auch du dein Ergebnis: Sonst gilt diese Meldung ${ends}.`,
    loss: (opponent, ends) =>
      `**${opponent}** meldet, **verloren** zu haben. Melde auch du dein Ergebnis: Sonst gilt diese Meldung ${ends}.`,
    draw: (opponent, ends) =>
      `**${opponent}** meldet ein **Unentschieden**. Melde auch du dein Ergebnis: Sonst gilt diese Meldung ${ends}.`,
  },
  reportReminder: (opponent, ends) =>
    `Hast du gegen **${opponent}** gespielt? Melde dein Ergebnis: Die Zeit dafür endet ${ends}. Meldet keiner von euch, ist das Match ungültig.`,
  disputed: (opponent) =>
    `Du und **${opponent}** habt Verschiedenes gemeldet, also entscheidet die Leitung. Du kannst dich inzwischen wieder einreihen.`,
  decided: {
    win: (opponent) => `Du hast gegen **${opponent}** gewonnen.`,
    loss: (opponent) => `Du hast gegen **${opponent}** verloren.`,
    draw: (opponent) => `Unentschieden gegen **${opponent}**.`,
  },
  decidedByOneReport: 'Nur einer von euch hat rechtzeitig gemeldet, und diese Meldung gilt.',
  decidedByStaff: 'Die Leitung hat entschieden.',
  rating: (rating, moved) => `Deine Wertung ist jetzt **${rating}** (${moved}).`,
  ratingAgain: (rating) => `Deine Wertung ist jetzt **${rating}**.`,
  aborted: (opponent) =>
    `**${opponent}** hat euer Match abgebrochen. Keine Wertung hat sich geändert. Mit \`/queue\` reihst du dich wieder ein.`,
  void: {
    deadline: (opponent) =>
      `Dein Match gegen **${opponent}** ist ungültig: Niemand hat das Ergebnis rechtzeitig geklärt. Keine Wertung hat sich geändert.`,
    staff: (opponent) =>
      `Die Leitung hat dein Match gegen **${opponent}** für ungültig erklärt. Keine Wertung hat sich geändert.`,
    ban: (opponent) =>
      `Dein Match gegen **${opponent}** ist wegen einer Sperre ungültig. Keine Wertung hat sich geändert.`,
  },
  undone: (opponent) => `Die Leitung hat das Ergebnis deines Matches gegen **${opponent}** zurückgenommen.`,
  notPlayed: (opponent) => `Dein Match gegen **${opponent}** ist nicht zustande gekommen.`,
  leftQueue: (opponent) =>
    `Du hast dein Match gegen **${opponent}** nicht rechtzeitig angenommen und bist nicht mehr in der Warteschlange. Mit \`/queue\` reihst du dich wieder ein.`,

  greeting: (game) =>
    `Willkommen in der Ladder von ${game}! Deine Matches kommen hier zu dir. \`/queue\` findet dir Gegner, \`/help\` zeigt, was es sonst noch gibt.`,
  entryEnded: (since) =>
    `Für dich fand sich kein Match; du hattest dich ${since} eingereiht und bist jetzt nicht mehr in der Warteschlange. Mit \`/queue\` reihst du dich wieder ein.`,
  unbanned: 'Deine Sperre ist aufgehoben: Du kannst wieder spielen. Mit `/queue` reihst du dich ein.',
  removedFromQueue:
    'Die Leitung hat dich aus der Warteschlange genommen. Mit `/queue` reihst du dich wieder ein.',
  queueOfClosedSeason: (season) =>
    `Die Saison **${season}** ist vorbei, darum bist du nicht mehr in der Warteschlange. Mit \`/queue\` reihst du dich wieder ein, wenn die nächste beginnt.`,
  queueOfNextSeason: (season, next) =>
    `Die Saison **${season}** ist vorbei und **${next}** hat begonnen, darum bist du nicht mehr in der Warteschlange. Mit \`/queue\` reihst du dich wieder ein.`,
  ratingAdjusted: (faction, before, after) =>
    `Die Leitung hat deine Wertung mit ${faction} von ${before} auf **${after}** geändert.`,
  abortsSet: (left) =>
    `Die Leitung hat geändert, wie oft du diesen Monat noch abbrechen kannst: **${left}**.`,
  forgotten:
    'Die Leitung hat entfernt, was du auf dieser Ladder eingegeben hattest. Deine Matches und Wertungen bleiben unter einem neutralen Namen. Mit `/terms` und `/setup` kannst du wieder mitspielen.',
  adminGranted: 'Du gehörst jetzt zur Leitung dieser Ladder. `/admin` hat, was du brauchst.',
  adminRevoked: 'Du gehörst nicht mehr zur Leitung dieser Ladder.',

  won: (winner, loser) => `${winner} schlägt ${loser}`,
  drew: (one, other) => `${one} und ${other} spielen unentschieden`,
  undoneResult: (one, other) => `Das Ergebnis von ${one} gegen ${other} wurde zurückgenommen`,
  contestant: (name, seat) => `**${name}** (${seat})`,
  onMap: (text, map) => `${text} auf ${map}`,
  newRating: (name, rating, moved) => `${name} **${rating}** (${moved})`,
  ratingBack: (name, rating) => `${name} **${rating}**`,
  seasonClosed: (name) =>
    `Die Saison **${name}** ist vorbei: Ihre Tabelle bleibt, wie sie ist. Danke fürs Mitspielen!`,
  seasonOpened: (name) => `Die Saison **${name}** hat begonnen. Mit \`/queue\` geht es los; viel Glück!`,

  seasonOverdue: (name, ended) =>
    `Die Saison **${name}** sollte am ${ended} enden und läuft noch. \`/admin season close\` schließt sie und eröffnet die nächste.`,
  undeliverable: (who, kind, fault) =>
    `Eine Nachricht an ${who} (\`${kind}\`) konnte nicht zugestellt werden: ${fault}`,
  undeliverableToChannel: (kind, fault) =>
    `Eine Nachricht an den Kanal der Matches (\`${kind}\`) konnte nicht zugestellt werden: ${fault}`,
  disputeUnheard: (fault) =>
    `Die Leitung erfährt von diesem Streitfall nichts; der Bot versucht es weiter. Was im Weg steht: ${fault}`,
  disputeReminder: (match, ends) =>
    `Den Streit um Match ${match} hat noch niemand entschieden. Das Match ist ${ends} ungültig.`,
};
