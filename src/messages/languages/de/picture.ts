// In German; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const picture: Words['picture'] = {
  alt: (player, from, to, lines) => `Wertung von ${player} vom ${from} bis zum ${to}. ${lines}.`,
  line: (faction, rating, lowest, highest) =>
    `${faction}: jetzt ${rating}, am niedrigsten ${lowest}, am höchsten ${highest}`,
};
