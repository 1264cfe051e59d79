// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const refusal: Words['refusal'] = {
  bannedUntil: (at, left) => `Du bist bis ${at} (${left}) von der Ladder gesperrt.`,
  bannedForever: 'Du bist von der Ladder gesperrt, bis die Leitung die Sperre aufhebt.',
  banLifted: 'Die Leitung kann sie mit `/admin unban` aufheben.',
  terms: 'Du hast die Regeln der Ladder noch nicht angenommen. `/terms` zeigt sie dir.',
  setup: 'Deine Angaben sind noch nicht vollständig. `/setup` dauert eine Minute, dann kannst du spielen.',
  noSeason: 'Gerade läuft keine Saison. Die Leitung eröffnet eine mit `/admin season open`.',
  playerUnknown: (name) =>
    `Niemand auf der Ladder heißt **${name}**. Tippe den Anfang eines Namens und wähle einen, der erscheint.`,
  samePlayer: 'Gegen dich selbst kannst du nicht antreten: Nenne einen anderen Spieler.',
  notRanked: 'Du hast hier keinen Rang: Spiele ein Match, dann stehst du wieder in der Rangliste.',
  notRankedThen: 'Als diese Saison endete, hattest du hier keinen Rang.',
  filteredOut:
    'Du stehst nicht auf dieser Liste: Nichts von dir passt zu ihren Filtern. Ohne sie siehst du, ob du auf ihr stehst.',
  placeUnknown: (place, ranked) => `Den Platz ${place} gibt es hier nicht: Der letzte ist ${ranked}.`,
  countryUnknown: (country) =>
    `**${country}** ist hier kein Land. Tippe den Anfang eines Namens und wähle eines, das erscheint.`,
  outdated: 'Diese Nachricht stammt aus einer älteren Version. Bitte rufe den Befehl noch einmal auf.',
  alreadyWaiting: 'Du bist schon in der Warteschlange. `/queue` zeigt, seit wann.',
  notWaiting: 'Du bist nicht in der Warteschlange. Mit `/queue` reihst du dich ein.',
  inMatch: {
    proposed: 'Dir ist ein Match angeboten: Nimm es erst an, oder lehne es ab. `/queue` zeigt es.',
    live: 'Du bist in einem Match: Melde erst das Ergebnis. `/queue` zeigt es.',
  },
  noFaction: 'Wähle mindestens eine Fraktion, um dich einzureihen.',
  factionsOfOneSide: 'Wähle je Seite eine Fraktion: In einem Match kannst du nur eine davon spielen.',
  tooManyVetoes: (most) => `Du kannst höchstens gegen ${most} Karten ein Veto einlegen.`,
  matchesOpen: (matches) =>
    `Noch offene Matches: ${matches}. Entscheide sie oder erkläre sie für ungültig, dann schließe die Saison.`,
  notInMatch:
    'Das ist für einen anderen Spieler. Wenn du dieses Match spielst, findest du es in deiner eigenen Nachricht; auch `/queue` zeigt es.',
  staffOnly: 'Das kann nur die Leitung der Ladder.',
  matchNotLive: 'Dieses Match hat noch nicht begonnen: Erst müssen beide annehmen.',
  matchStarted: 'Dieses Match hat schon begonnen; beide haben angenommen.',
  matchDisputed:
    'Eure Meldungen widersprechen sich, also entscheidet die Leitung. Du kannst dich inzwischen wieder einreihen.',
  matchOver: {
    decided: 'Dieses Match ist schon entschieden.',
    aborted: 'Dieses Match wurde abgebrochen.',
    expired: 'Dieses Match haben nie beide angenommen; es fällt aus.',
    void: 'Dieses Match ist ungültig: Es zählt für niemanden.',
  },
  matchNotDecided: 'Nur ein entschiedenes Match kann zurückgenommen werden, und das ist dieses nicht.',
  alreadyAccepted: 'Du hast schon angenommen; dein Gegner noch nicht.',
  alreadyReported: {
    win: 'Du hast schon gemeldet, dass du gewonnen hast; dein Gegner hat noch nicht gemeldet.',
    loss: 'Du hast schon gemeldet, dass du verloren hast; dein Gegner hat noch nicht gemeldet.',
    draw: 'Du hast schon ein Unentschieden gemeldet; dein Gegner hat noch nicht gemeldet.',
  },
  deadlinePassed: (ago) => `Zu spät: Die Zeit dafür ist ${ago} abgelaufen.`,
  abortAfterReport:
    'Ein Ergebnis ist gemeldet, darum kann dieses Match nicht mehr abgebrochen werden. Melde deines.',
  noAbortsLeft: (at, left) =>
    `Du hast diesen Monat so oft abgebrochen, wie es geht. Ab ${at} (${left}) geht es wieder.`,
  seasonClosed: 'Diese Saison ist geschlossen; ihre Tabelle bleibt, wie sie ist.',
  notDue: 'Dafür ist es noch nicht Zeit.',
  nameTaken: (name) => `**${name}** heißt schon jemand anders. Wähle einen anderen Anzeigenamen.`,
  draftGone: 'Hier wartet nichts mehr auf deine Bestätigung. `/setup` zeigt, was von dir gespeichert ist.',
  termsNeeded: {
    queue:
      'Du bist in der Warteschlange, und die braucht deine Zustimmung. Verlasse sie mit `/queue`, dann lehne ab.',
    match: 'Du bist in einem Match, und das braucht deine Zustimmung. Beende es erst, dann lehne ab.',
  },
  setupProblems:
    'So geht es noch nicht. Was du eingegeben hast, bleibt erhalten; drücke **Ändern**, um es zu ändern:',
  setupFields: {
    displayName: 'Anzeigename',
    battleTag: 'BattleTag',
    alternateName1: 'Erster weiterer Name',
    alternateName2: 'Zweiter weiterer Name',
    country: 'Land',
    region: 'Heimatregion',
  },
  setupLength: (field, least, most) => `${field}: zwischen ${least} und ${most} Buchstaben lang.`,
  setupLetters: (field) => `${field}: nur Buchstaben.`,
  setupUnseen: (field) => `${field}: enthält ein Zeichen, das man nicht sieht.`,
  setupForm: (field, mostName, leastDigits, mostDigits) =>
    `${field}: hat die Form Name#12345, mit bis zu ${mostName} Buchstaben und ${leastDigits} bis ${mostDigits} Ziffern.`,
  setupSame: (field, as) => `${field}: ist dasselbe wie „${as}“.`,
  setupMissing: (field) => `${field}: fehlt.`,
};
