// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const versus: Words['versus'] = {
  title: (opponent) => `Du gegen ${opponent}`,
  notMet: (opponent) => `Du bist noch nie auf **${opponent}** getroffen.`,
  total: (score, moved) => `**${score}** aus deiner Sicht, Punkte: ${moved}`,
  score: 'gewonnen–verloren–unentschieden',
  expected: (own, theirs, score) =>
    `Träft ihr jetzt aufeinander, ${own} gegen ${theirs}, wären von dir **${score}** zu erwarten.`,
  factions: (own, opponent) => `${own} gegen ${opponent}`,
  pairs: 'Nach Fraktion',
  meetings: 'Letzte Matches',
  result: { win: 'Gewonnen', loss: 'Verloren', draw: 'Unentschieden' },
};
