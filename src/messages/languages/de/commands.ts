// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const commands: Words['commands'] = {
  terms: { description: 'Die Regeln der Ladder: lesen, annehmen oder die Zustimmung zurücknehmen' },
  setup: {
    description: 'Dein Name, deine Region und dein Land: was du zum Spielen brauchst, jederzeit änderbar',
  },
  profile: {
    description: 'Wertungen, Rang, Platz und Form: von dir oder einem anderen Spieler',
    player: 'Wessen Profil; ohne Angabe dein eigenes',
  },
  leaderboard: {
    description: 'Wer wo steht, in dieser oder einer anderen Saison',
    faction: 'Nur diese Fraktion',
    rank: 'Nur dieser Rang',
    country: 'Nur Spieler aus diesem Land',
    bestOnly: 'Eine Zeile je Spieler: die beste Fraktion',
    place: 'Bei diesem Platz beginnen',
    season: 'Welche Saison; ohne Angabe die neueste',
  },
  history: {
    description: 'Matches und Wertungen, neueste zuerst: von dir oder einem anderen Spieler',
    player: 'Wessen Verlauf; ohne Angabe dein eigener',
  },
  versus: {
    description: 'Du gegen einen anderen Spieler: Ergebnisse, Punkte und wer Favorit ist',
    player: 'Gegen wen',
  },
  setcountry: {
    description: 'Das Land ändern, für das du spielst',
    country: 'Tippe den Anfang seines Namens',
  },
  prune: { description: 'Meine alten Nachrichten aus deinen Direktnachrichten löschen' },
  queue: { description: 'Auf ein Match warten: Fraktionen wählen, ein- und austreten; dein Match' },
  help: { description: 'Was dieser Bot kann und wie du anfängst' },
};
