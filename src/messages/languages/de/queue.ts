// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const queue: Words['queue'] = {
  title: (season) => `Warteschlange · ${season}`,
  waiting: (since) => `Du hast dich ${since} eingereiht. Dein Match kommt als Nachricht zu dir.`,
  notWaiting:
    'Du bist nicht in der Warteschlange. Reihe dich ein, und dein Match kommt als Nachricht zu dir.',
  chooseFaction: 'Du bist nicht in der Warteschlange. Wähle, was du spielst, und reihe dich dann ein.',
  offerBoth: 'Biete eine Fraktion jeder Seite an, und du findest schneller Gegner.',
  fields: {
    waiting: 'Spieler in der Schlange',
    wave: 'Nächste Matches',
    window: 'Deine Gegner',
    ends: 'Dein Platz endet',
    factions: 'Du spielst',
    vetoes: 'Deine Vetos',
  },
  window: (points, more) =>
    `mit einer Wertung bis **${points}** Punkte neben deiner; der Bereich wächst jedes Mal um ${more}, wenn Matches gebildet werden`,
  nothing: 'keine',
  rating: (faction, rating) => `${faction} · ${rating}`,
  menus: {
    faction: 'Wähle, was du spielst',
    factionOf: (side) => `${side}: Wähle, was du spielst`,
    rating: (rating) => `Deine Wertung: ${rating}`,
    vetoes: (most) => `Karten, die du nicht willst, bis zu ${most}`,
  },
  buttons: { join: 'Einreihen', leave: 'Verlassen', refresh: 'Aktualisieren' },

  abort: {
    ask: (left) =>
      `Dieses Match abbrechen? Keine Wertung ändert sich, aber keiner von euch ist danach in der Warteschlange. So oft kannst du diesen Monat noch abbrechen: **${left}**.`,
    keep: 'Weiterspielen',
    kept: 'Das Match geht weiter.',
  },
};
