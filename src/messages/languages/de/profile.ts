// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  from: (region) => `spielt aus ${region}`,
  noSeason: 'Gerade läuft keine Saison.',
  lastSeason: (season) => `So ist **${season}** ausgegangen.`,
  noMatch: 'In dieser Saison noch kein Match gespielt.',
  unranked: 'ohne Rang: Ein Match bringt ihn zurück',
  unrankedThen: 'ohne Rang, als die Saison endete',
  unplayed: 'in diese Saison übernommen und noch nicht gespielt: Ein Match bringt einen Rang',
  place: (place, ranked) => `#${place} von ${ranked}`,
  form: (letters) => `letzte Spiele \`${letters}\`, neueste zuerst`,
  peak: (rating, played) => `Bestwert ${rating} · zuletzt gespielt ${played}`,
  results: { win: 'S', loss: 'N', draw: 'U' },
};
