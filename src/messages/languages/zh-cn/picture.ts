// In Simplified Chinese; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const picture: Words['picture'] = {
  alt: (player, from, to, lines) => `${player} 从 ${from} 到 ${to} 的积分。${lines}。`,
  line: (faction, rating, lowest, highest) => `${faction}：现在 ${rating}，最低 ${lowest}，最高 ${highest}`,
};
