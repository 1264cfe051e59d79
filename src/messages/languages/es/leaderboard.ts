// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const leaderboard: Words['leaderboard'] = {
  title: (season) => `Clasificación · ${season}`,
  ends: 'La temporada ha de terminar',
  final: 'La temporada ha terminado; clasificación definitiva desde',
  nobodyRanked: 'Nadie tiene rango todavía esta temporada. La primera partida lo cambiará.',
  nobodyWasRanked: 'Nadie tuvo rango en esta temporada.',
  nobodyFits: 'Nadie cumple estos filtros.',
  nobodyFromHere: 'Nadie cumple estos filtros desde ese puesto; los menús llevan de vuelta al principio.',
  places: (first, last, ranked) => `Puestos ${first}–${last} de ${ranked}`,
  ranked: (_, count) => `${count} con rango`,
  score: 'ganadas–perdidas–empatadas',
  only: (filters) => `solo ${filters}`,
  rank: (rank) => `rango ${rank}`,
  bestOfEach: 'la mejor facción de cada jugador',
  previous: 'Anterior',
  next: 'Siguiente',
  jumpToMe: 'Ir a mi puesto',
  everyFaction: 'Cada facción',
  bestOnly: 'Solo la mejor facción',
  notOnly: (country) => `No solo ${country}`,
  allFactions: 'Todas las facciones',
  allRanks: 'Todos los rangos',
  rankChoice: (rank) => `Rango ${rank}`,
};
