// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const profile: Words['profile'] = {
  ranked: (count) => `${count} mit Rang`,
  from: (region) => `spielt aus ${region}`,
  noSeason: 'Gerade läuft keine Saison.',
  noMatch: 'In dieser Saison noch kein Match gespielt.',
  unranked: 'ohne Rang: Ein Match bringt ihn zurück',
  place: (place, ranked) => `#${place} von ${ranked}`,
  form: (letters) => `letzte Spiele \`${letters}\`, neueste zuerst`,
  peak: (rating, played) => `Bestwert ${rating} · zuletzt gespielt ${played}`,
  results: { win: 'S', loss: 'N', draw: 'U' },
};
