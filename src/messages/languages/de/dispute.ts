// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const dispute: Words['dispute'] = {
  open: (match) => `Match ${match}: Die Meldungen widersprechen sich`,
  over: (match) => `Match ${match}: Der Streit ist beendet`,
  ask: 'Fragt beide, was war, und entscheidet dann hier: ein Klick, sofort. `/admin match` zeigt alles dazu.',
  about: (parts) => `Gespielt: ${parts}.`,
  deadline: (at, left) => `Entscheidet bis ${at} (${left}) niemand, ist es ungültig.`,
  faction: (faction, rating) => `${faction}, ${rating}`,
  reported: {
    win: 'meldet: **ich habe gewonnen**',
    loss: 'meldet: **ich habe verloren**',
    draw: 'meldet: **unentschieden**',
  },
  notReported: 'hat nichts gemeldet',
  stakes: (win, draw, loss) => `Einsatz: Sieg ${win}, Unentschieden ${draw}, Niederlage ${loss}`,
  moved: (points) => `Wertung ${points}`,
  wins: (name) => `${name} siegt`,
  draw: 'Unentschieden',
  void: 'Ungültig',
  drawn: 'Es war ein Unentschieden.',
  voided: 'Das Match ist ungültig: Es zählt für niemanden.',
  notOver: 'Es wird noch gespielt.',
  endedBy: {
    staff: 'Von der Leitung entschieden.',
    ban: 'Eine Sperre hat es beendet.',
    deadline: 'Niemand hat es rechtzeitig geklärt.',
    reports: 'Beide haben dasselbe gemeldet.',
    'one-report': 'Nur einer der beiden hat gemeldet.',
    player: 'Einer der beiden hat es abgesagt.',
  },
  settledBy: (who) => `Entschieden von ${who}.`,
  bannedBy: (who) => `Eine Sperre durch ${who} hat es beendet.`,
  map: (name) => `Karte ${name}`,
  server: (name) => `Server ${name}`,
};
