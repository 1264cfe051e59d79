// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staff: Words['staff'] = {
  confirm: 'Bestätigen',
  cancel: 'Abbrechen',
  nothingYet: (left) => `Noch ist nichts geschehen. Diese Frage endet ${left}.`,
  cancelled: 'Abgebrochen: Es ist nichts geschehen.',
  reason: (reason) => `Grund: ${reason}`,
  toldPlayer: 'Der Spieler erfährt davon.',
  toldBoth: 'Beide Spieler erfahren davon.',
  ban: {
    ask: (who) => `${who} von der Ladder sperren`,
    done: (who) => `${who} ist von der Ladder gesperrt`,
    until: (at, left) => `Bis ${at} (${left}).`,
    forever: 'Ohne Ende: bis jemand die Sperre aufhebt.',
    replaces: (at) => `Ist schon bis ${at} gesperrt. Diese Sperre tritt an die Stelle jener:`,
    replacesForever: 'Ist schon ohne Ende gesperrt. Diese Sperre tritt an die Stelle jener:',
    waits: 'Ist in der Warteschlange und verlässt sie.',
    matches: (count) => `Offene Matches, die ungültig werden: ${count}`,
  },
  unban: {
    ask: (who) => `Die Sperre von ${who} aufheben`,
    done: (who) => `${who} ist nicht mehr gesperrt`,
    until: (at) => `Sie hätte bis ${at} gedauert.`,
    forever: 'Sie hatte kein Ende.',
  },
  aborts: {
    ask: (who) => `Festlegen, wie oft ${who} diesen Monat noch abbrechen kann`,
    done: (who) => `Es ist festgelegt, wie oft ${who} diesen Monat noch abbrechen kann`,
    change: (before, after) => `${before} → **${after}**`,
  },
  forget: {
    ask: (who) => `Entfernen, was ${who} über sich eingegeben hat`,
    done: (who) => `Was ${who} über sich eingegeben hatte, ist entfernt`,
    taken:
      'Entfernt werden: Name, BattleTag, weitere Namen, Land, Region, alle früheren Werte davon, die Wahl für die Warteschlange, die Zustimmung zu den Regeln.',
    kept: 'Matches, Wertungen und Tabellenplätze bleiben unter dem Namen „Deleted player“; eine Sperre bleibt. Schon gesendete Nachrichten bleiben, wie sie sind.',
    forGood: '**Das lässt sich nicht zurücknehmen.**',
  },
  dequeue: {
    ask: (who) => `${who} aus der Warteschlange nehmen`,
    done: (who) => `${who} ist nicht mehr in der Warteschlange`,
  },
  clearQueue: {
    ask: 'Die Warteschlange leeren',
    done: 'Die Warteschlange ist leer',
    waiting: (count) => `Spieler in der Schlange: ${count}. Alle erfahren davon.`,
  },
  adjust: {
    ask: (who, faction) => `Die Wertung von ${who} mit ${faction} ändern`,
    done: (who, faction) => `Die Wertung von ${who} mit ${faction} ist geändert`,
    change: (before, after, change) => `${before} → **${after}** (${change})`,
  },
  resolve: {
    ask: (match) => `Match ${match} entscheiden`,
    done: (match) => `Match ${match} ist entschieden`,
    between: (first, second) => `${first} gegen ${second}`,
    wins: (name) => `**${name}** hat gewonnen.`,
    draw: 'Es war ein **Unentschieden**.',
    moves: (first, change, second, otherChange) => `Wertungen: ${first} ${change}, ${second} ${otherChange}.`,
  },
  voids: {
    ask: (match) => `Match ${match}, das noch offen ist, für ungültig erklären`,
    done: (match) => `Match ${match} ist ungültig`,
    back: 'Es hat nicht begonnen: Beide gehen zurück an die Spitze der Warteschlange.',
    nothing: 'Es zählt für niemanden; keine Wertung ändert sich.',
  },
  undo: {
    ask: (match) => `Das entschiedene Match ${match} zurücknehmen`,
    done: (match) => `Match ${match} ist zurückgenommen`,
    later: 'Was seither gespielte Matches geändert haben, bleibt.',
  },
  seasonClose: {
    ask: (season) => `Die Saison ${season} schließen`,
    done: (season) => `Die Saison ${season} ist geschlossen`,
    frozen: 'Ihre Tabelle bleibt für immer, wie sie ist.',
    pause: 'Bis die nächste eröffnet wird, kann niemand spielen.',
    next: {
      ask: (season) => `Die Saison **${season}** folgt sofort.`,
      done: (season) => `Die Saison **${season}** hat begonnen.`,
    },
    matches: (count) => `Offene Matches, die ungültig werden: ${count}`,
    waiting: (count) => `Spieler, die die Warteschlange verlassen: ${count}`,
  },
  seasonOpen: {
    ask: (season) => `Die Saison ${season} eröffnen`,
    done: (season) => `Die Saison ${season} ist eröffnet`,
    ends: (at, left) => `Sie soll bis ${at} (${left}) dauern; geschlossen wird sie von der Leitung.`,
    carried: (count) => `Aus der letzten Saison übernommene Wertungen, zum Startwert hin gezogen: ${count}`,
    following: (first) =>
      `Die ersten ${first} sofort, die übrigen im Lauf einiger Minuten; wer in die Warteschlange geht, hat seine sofort.`,
    maps: (names) => `Karten: ${names}`,
  },
  seasonMaps: {
    ask: (season) => `Die Karten der Saison ${season} ändern`,
    done: (season) => `Die Karten der Saison ${season} sind geändert`,
    few: (vetoes) =>
      `Zwei Spieler mit je ${vetoes} Vetos können keine davon übrig lassen: Dann werden sie nicht gepaart.`,
    choose: (season) =>
      `Die Karten der Saison ${season}. Wähle alle, die von jetzt an gespielt werden sollen.`,
    placeholder: 'Karten',
  },
  admins: {
    add: {
      ask: (who) => `${who} in die Leitung der Ladder aufnehmen`,
      done: (who) => `${who} gehört zur Leitung der Ladder`,
    },
    remove: {
      ask: (who) => `${who} aus der Leitung der Ladder nehmen`,
      done: (who) => `${who} gehört nicht mehr zur Leitung`,
    },
    may: 'Die Leitung darf alles von `/admin` verwenden.',
    none: 'Es gibt keine Leitung. `/owner admin add` nimmt jemanden auf.',
    list: (count) => `Leitung: ${count}`,
    line: (who, granted, by) => `${who}, seit ${granted}, durch ${by}`,
  },
};
