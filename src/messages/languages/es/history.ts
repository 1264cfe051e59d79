// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const history: Words['history'] = {
  title: (player) => `Historial de ${player}`,
  none: 'Aún no hay partidas. `/queue` lleva a la primera.',
  games: (number, count) => (number === 1 ? '1 partida contada' : `${count} partidas contadas`),
  result: {
    win: (opponent) => `**Victoria** contra ${opponent}`,
    loss: (opponent) => `**Derrota** contra ${opponent}`,
    draw: (opponent) => `**Empate** con ${opponent}`,
    undone: (opponent) => `**Anulada** por el equipo: la partida contra ${opponent}`,
    void: (opponent) => `**Nula**: la partida contra ${opponent}`,
    aborted: (opponent) => `**Cancelada**: la partida contra ${opponent}`,
    expired: (opponent) => `**No jugada**: la partida contra ${opponent}`,
    disputed: (opponent) => `**En disputa**: la partida contra ${opponent}`,
    live: (opponent) => `**En juego**: la partida contra ${opponent}`,
  },
  rating: (before, after, moved) => `${before} → **${after}** (${moved})`,
  factions: (own, opponent) => `${own} contra ${opponent}`,
  adjusted: (faction) => `**Ajustada** por el equipo: ${faction}`,
  seasonBegins: (season, faction) => `Empieza **${season}** para ${faction}`,
  reason: (reason) => `motivo: ${reason}`,
  previous: 'Anterior',
  next: 'Siguiente',
};
