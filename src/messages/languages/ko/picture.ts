// In Korean; what each is for stands with the English.
import type { Words } from '../en/index.ts';

export const picture: Words['picture'] = {
  alt: (player, from, to, lines) => `${player} 님의 레이팅, ${from}부터 ${to}까지. ${lines}.`,
  line: (faction, rating, lowest, highest) => `${faction}: 현재 ${rating}, 최저 ${lowest}, 최고 ${highest}`,
};
