// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const terms: Words['terms'] = {
  title: (game) => `${game}: die Regeln der Ladder`,
  text: [
    '**Spiele fair.** Kein Schummeln, keine fremde Hilfe, keine abgesprochenen Siege oder Niederlagen.',
    '**Ein Konto.** Du spielst als du selbst, mit einem Discord-Konto; niemand spielt für dich.',
    '**Melde ehrlich.** Sag, wie das Match ausging. Widersprechen sich zwei Meldungen, entscheidet die Leitung, und für falsche kann sie dich sperren.',
    '**Sei anständig.** Nimm die Matches an, für die du dich eingereiht hast, spiele sie zu Ende, und begegne anderen mit Respekt.',
    '**Was gespeichert wird:** deine Discord-Nummer und -Sprache, was du in `/setup` eingibst und jede Änderung daran, deine Wahl für die Warteschlange, deine Matches, Meldungen und Wertungen, und was die Leitung über dich entschieden hat. Namen, Land, Wertungen und Ergebnisse sind öffentlich; dein Gegner sieht, wie er dich im Spiel erreicht; die Leitung sieht alles.',
    '**Aufhören:** Drücke hier jederzeit auf Ablehnen, und du spielst nicht mehr mit. Gespielte Matches bleiben, denn sie gehören auch deinen Gegnern. Soll der Rest entfernt werden, frage die Leitung.',
  ],
  notAccepted: 'Du hast die Regeln nicht angenommen.',
  acceptedAt: (at, ago) => `Du hast die Regeln am ${at} (${ago}) angenommen.`,
  declined:
    'Du hast die Regeln nicht angenommen und kannst darum nicht spielen. Hier kannst du sie jederzeit annehmen.',
  accept: 'Annehmen',
  decline: 'Ablehnen',
  setUp: 'Angaben machen',
  next: {
    setup: 'Als Nächstes: **Angaben machen** oder `/setup`. Es dauert eine Minute.',
    queue: 'Du kannst spielen: `/queue` findet dir Gegner.',
  },
};
