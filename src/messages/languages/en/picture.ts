// What a rating picture shows, for those who do not see it.

export const picture = {
  /** Dates as 2026-11-25. */
  alt: (player: string, from: string, to: string, lines: string) =>
    `Rating of ${player} from ${from} to ${to}. ${lines}.`,
  /** One faction; the lines stand one after the other, with semicolons between them. */
  line: (faction: string, rating: string, lowest: string, highest: string) =>
    `${faction}: now ${rating}, lowest ${lowest}, highest ${highest}`,
};
