// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const leaderboard: Words['leaderboard'] = {
  title: (season) => `Rangliste · ${season}`,
  ends: 'Die Saison soll enden',
  final: 'Die Saison ist vorbei; endgültiger Stand seit',
  nobodyRanked: 'In dieser Saison hat noch niemand einen Rang. Das erste Match ändert das.',
  nobodyWasRanked: 'In dieser Saison hatte niemand einen Rang.',
  nobodyFits: 'Auf diese Filter passt niemand.',
  nobodyFromHere: 'Ab diesem Platz passt niemand auf diese Filter; die Menüs führen zurück an die Spitze.',
  places: (first, last, ranked) => `Plätze ${first}–${last} von ${ranked}`,
  ranked: (_, count) => `${count} mit Rang`,
  score: 'gewonnen–verloren–unentschieden',
  only: (filters) => `nur ${filters}`,
  rank: (rank) => `Rang ${rank}`,
  bestOfEach: 'die beste Fraktion jedes Spielers',
  previous: 'Zurück',
  next: 'Weiter',
  jumpToMe: 'Zu mir',
  everyFaction: 'Jede Fraktion',
  bestOnly: 'Nur die beste Fraktion',
  notOnly: (country) => `Nicht nur ${country}`,
  allFactions: 'Alle Fraktionen',
  allRanks: 'Alle Ränge',
  rankChoice: (rank) => `Rang ${rank}`,
};
