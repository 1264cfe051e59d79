// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const staffRefusal: Words['staffRefusal'] = {
  userUnknown: (who) => `${who} hat die Ladder noch nie verwendet.`,
  durationUnreadable: (typed) =>
    `**${typed}** ist keine Dauer. Schreibe sie wie 90m, 12h, 3d oder 2w, höchstens zehn Jahre; lass sie für eine Sperre ohne Ende weg.`,
  plain: {
    'owner-only': 'Das kann nur der Betreiber.',
    'match-unknown': 'Ein Match mit dieser Nummer gibt es nicht. `/admin snapshot` zeigt die offenen.',
    'match-decided': 'Dieses Match ist schon entschieden: `/admin void` macht es rückgängig.',
    'not-yours': 'Das kann nur beantworten, wer den Befehl aufgerufen hat.',
    'confirmation-gone':
      'Es ist nichts weiter geschehen: Das wurde schon bestätigt oder abgebrochen, oder es ist zu alt.',
    'confirmation-expired':
      'Diese Frage ist zu alt. Es ist nichts geschehen; rufe den Befehl noch einmal auf.',
    'not-banned': 'Dieser Spieler ist nicht gesperrt.',
    'not-in-queue': 'Dieser Spieler ist nicht in der Warteschlange.',
    'queue-empty': 'In der Warteschlange ist niemand.',
    'rating-changed':
      'Die Wertung hat sich seit der Frage geändert, darum ist nichts geschehen. Rufe den Befehl noch einmal auf, um die neue zu sehen.',
    'rating-same': 'Das ist die Wertung schon: Es würde sich nichts ändern.',
    'season-open': 'Es läuft schon eine Saison. Schließe sie erst, mit `/admin season close`.',
    'season-name-taken': 'Eine Saison mit diesem Namen gab es schon. Wähle einen anderen.',
    'season-carries':
      'Die Saison davor bekommt noch ihre Wertungen. Versuche es in ein paar Minuten noch einmal.',
    'admin-already': 'Dieser Benutzer gehört schon zur Leitung.',
    'not-admin': 'Dieser Benutzer gehört nicht zur Leitung.',
    'own-match':
      'Du spielst selbst in diesem Match, darum muss jemand anderes aus der Leitung darüber entscheiden.',
    'own-standing': 'Was dich selbst betrifft, muss jemand anderes aus der Leitung ändern.',
    'forget-admin':
      'Dieser Benutzer gehört zur Leitung. Das nimmt erst der Betreiber zurück, mit `/owner admin remove`.',
    'forget-busy':
      'Dieser Spieler ist in der Warteschlange oder in einem Match. Nimm ihn erst heraus oder entscheide es.',
    'forgotten-already': 'Was dieser Spieler eingegeben hatte, ist schon entfernt.',
    'ban-of-owner': 'Der Betreiber kann nicht gesperrt werden.',
    'ban-of-admin': 'Nur der Betreiber sperrt jemanden aus der Leitung oder hebt so eine Sperre auf.',
    'ban-changed':
      'Seit der Frage hat jemand anderes diesen Spieler gesperrt oder seine Sperre aufgehoben, darum ist nichts geschehen. Rufe den Befehl noch einmal auf.',
    'player-missing':
      'Sag, wen: Wähle ein Mitglied als `user`, oder tippe einen Namen der Ladder als `player`.',
    'no-maps': 'Dieses Spiel wird ohne Karten gespielt.',
    'season-unknown': 'Diese Saison gibt es nicht. Tippe ihren Anfang und wähle eine, die erscheint.',
  },
};
