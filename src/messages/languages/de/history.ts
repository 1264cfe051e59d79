// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const history: Words['history'] = {
  title: (player) => `Verlauf von ${player}`,
  none: 'Noch kein Match. `/queue` führt zum ersten.',
  games: (number, count) => (number === 1 ? '1 Match gewertet' : `${count} Matches gewertet`),
  result: {
    win: (opponent) => `**Gewonnen** gegen ${opponent}`,
    loss: (opponent) => `**Verloren** gegen ${opponent}`,
    draw: (opponent) => `**Unentschieden** gegen ${opponent}`,
    undone: (opponent) => `**Zurückgenommen** von der Leitung: das Match gegen ${opponent}`,
    void: (opponent) => `**Ungültig**: das Match gegen ${opponent}`,
    aborted: (opponent) => `**Abgebrochen**: das Match gegen ${opponent}`,
    expired: (opponent) => `**Nicht gespielt**: das Match gegen ${opponent}`,
    disputed: (opponent) => `**Strittig**: das Match gegen ${opponent}`,
    live: (opponent) => `**Läuft**: das Match gegen ${opponent}`,
  },
  rating: (before, after, moved) => `${before} → **${after}** (${moved})`,
  factions: (own, opponent) => `${own} gegen ${opponent}`,
  adjusted: (faction) => `**Angepasst** von der Leitung: ${faction}`,
  seasonBegins: (season, faction) => `**${season}** beginnt für ${faction}`,
  reason: (reason) => `Grund: ${reason}`,
  previous: 'Zurück',
  next: 'Weiter',
};
