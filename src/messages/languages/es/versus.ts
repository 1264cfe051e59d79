// In Spanish; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const versus: Words['versus'] = {
  title: (opponent) => `Tú contra ${opponent}`,
  notMet: (opponent) => `Aún no te has enfrentado a **${opponent}**.`,
  total: (score, moved) => `**${score}** para ti, puntos: ${moved}`,
  score: 'ganadas–perdidas–empatadas',
  expected: (own, theirs, score) =>
    `Si jugarais ahora, ${own} contra ${theirs}, se esperaría de ti **${score}**.`,
  factions: (own, opponent) => `${own} contra ${opponent}`,
  pairs: 'Por facción',
  meetings: 'Últimas partidas',
  result: { win: 'Victoria', loss: 'Derrota', draw: 'Empate' },
};
